/** Workloads as parts of groups: pods of one owner that policies may judge differently. */
import type { CompiledPolicies, Endpoint } from './compile.ts'
import { isOwnNode } from './evaluate.ts'
import { haveCommonFamily } from './families.ts'
import { type PodFacts, podKey } from './pods.ts'
import { ALL, NONE } from './port-table.ts'
import { type Workload, workloadKey } from './workload.ts'

/** Pods of one group; outside of the cluster it has none. */
export interface Part {
  readonly endpoint: Endpoint
  readonly pods: readonly PodFacts[]
}

export interface Party {
  readonly workload: Workload
  readonly parts: readonly Part[]
}

/** All workloads with pods that count, in order of namespaces and names. */
export function partiesOf({ groupOf }: CompiledPolicies): readonly Party[] {
  const byKey = new Map<string, { workload: Workload; pods: PodFacts[] }>()
  for (const pod of groupOf.keys()) {
    const key = workloadKey(pod.workload)
    const known = byKey.get(key)
    if (known !== undefined) known.pods.push(pod)
    else byKey.set(key, { workload: pod.workload, pods: [pod] })
  }
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { workload, pods }]) => ({ workload, parts: partsOf(groupOf, pods) }))
}

/** One workload; of kind `Pod` it is that single pod, whoever owns it. `null` where there is no pod that counts. */
export function partyOf(compiled: CompiledPolicies, workload: Workload): Party | null {
  const { groupOf, pods } = compiled
  if (workload.kind === 'Pod') {
    const pod = pods.get(podKey(workload.namespace, workload.name))
    return pod === undefined || !groupOf.has(pod) ? null : { workload, parts: partsOf(groupOf, [pod]) }
  }
  const key = workloadKey(workload)
  const own = [...groupOf.keys()].filter((pod) => workloadKey(pod.workload) === key)
  return own.length === 0 ? null : { workload, parts: partsOf(groupOf, own) }
}

/** Numbers of port sets: what every pair of pods has, and what at least one has. */
export interface Reach {
  readonly every: number
  readonly some: number
}

/** `null` where there is no pair of two different pods. */
export function reachBetween(
  compiled: CompiledPolicies,
  from: readonly Part[],
  to: readonly Part[],
): Reach | null {
  const { table } = compiled.rows
  let every = ALL
  let some = NONE
  let pairs = 0
  const add = (number: number) => {
    every = table.intersection(every, number)
    some = table.union(some, number)
    pairs += 1
  }
  for (const source of from) {
    for (const target of to) {
      const near = neighbourhood(compiled, source, target)
      if (near !== 'all' && near !== 'no-pair') add(compiled.rows.between(source.endpoint, target.endpoint))
      if (near === 'all' || near === 'some') add(ALL)
    }
  }
  return pairs === 0 ? null : { every, some }
}

/** How many of the pairs are a node and a pod of its own, which may always talk. */
export function neighbourhood(
  compiled: CompiledPolicies,
  from: Part,
  to: Part,
): 'all' | 'some' | 'none' | 'no-pair' {
  const [first] = from.pods
  if (from.pods.length === 1 && to.pods.length === 1 && first === to.pods[0]) return 'no-pair'
  if (first === undefined || !from.endpoint.host) return 'none'
  if (!haveCommonFamily(from.endpoint.families, to.endpoint.families)) return 'none'
  const near = to.pods.filter((pod) => isOwnNode(compiled, { pod: first, ip: '' }, { pod }))
  if (near.length === 0) return 'none'
  return near.length === to.pods.length ? 'all' : 'some'
}

/** Those that count, by their groups. */
export function partsOf(
  groupOf: ReadonlyMap<PodFacts, Endpoint>,
  pods: readonly PodFacts[],
): readonly Part[] {
  const parts = new Map<Endpoint, PodFacts[]>()
  for (const pod of pods) {
    const endpoint = groupOf.get(pod)
    if (endpoint === undefined) continue
    const own = parts.get(endpoint)
    if (own !== undefined) own.push(pod)
    else parts.set(endpoint, [pod])
  }
  return [...parts].map(([endpoint, own]) => ({ endpoint, pods: own }))
}
