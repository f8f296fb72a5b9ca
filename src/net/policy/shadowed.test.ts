/** A rule is shadowed where it answers no question, though alone it would answer some. */
import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { formatAddress } from '../address.ts'
import { type ClusterObjects, type CompiledPolicies, compileIsolation, compilePolicies } from './compile.ts'
import { evaluate } from './evaluate.ts'
import type { PolicyRef } from './policy.ts'
import { rangesOf } from './ports.ts'
import { shadowedRules } from './shadowed.ts'
import { Random, randomCluster } from './testing/random-clusters.ts'

const seeds = Array.from({ length: 200 }, (_, at) => 90_000 + at)

const keyOf = ({ kind, name }: PolicyRef, path: string) => `${kind} ${name} ${path}`

/** A port of each run of ports that no rule tells apart. */
function askedPorts(compiled: CompiledPolicies) {
  const rules = compiled.policies.flatMap(({ egress, ingress }) => [...(egress ?? []), ...(ingress ?? [])])
  const named = [...compiled.pods.values()].flatMap(({ ports }) => ports.map((port) => port.ports))
  const ranges = [...rules.map(({ ports }) => ports.fixed), ...named].flatMap(rangesOf)
  const ports = ranges.flatMap(({ protocol, first, last }) =>
    [first, last + 1].filter((port) => port <= 65535).map((port) => ({ protocol, port })),
  )
  return [...new Map(ports.map((each) => [JSON.stringify(each), each])).values()]
}

/** The rules that answer any question about pods and addresses outside. */
function usedRules(cluster: ClusterObjects): ReadonlySet<string> {
  const compiled = compilePolicies(cluster)
  const ends = [
    ...[...compiled.groupOf.keys()].map(({ namespace, name }) => ({ namespace, pod: name })),
    ...compiled.zones.flatMap(({ outside }) =>
      (outside?.ranges ?? []).slice(0, 1).map(({ first }) => ({ ip: formatAddress(first) })),
    ),
  ]
  const used = new Set<string>()
  for (const { protocol, port } of askedPorts(compiled)) {
    for (const from of ends) {
      for (const to of ends) {
        const verdict = evaluate(compiled, { from, to, protocol, port })
        const steps = verdict.reason === 'policies' ? [verdict.egress, verdict.ingress] : []
        for (const { policy, path } of steps.flatMap((side) => side.steps)) used.add(keyOf(policy, path))
      }
    }
  }
  return used
}

/** Rules of cluster-wide policies, each with its policy cut down to that rule. */
function alone(policy: KubeObject) {
  const { spec } = policy as KubeObject & { spec: Readonly<Record<string, readonly unknown[] | undefined>> }
  return (['egress', 'ingress'] as const).flatMap((direction) =>
    (spec[direction] ?? []).map((rule, at) => ({
      path: `spec.${direction}[${at}]`,
      pathAlone: `spec.${direction}[0]`,
      cut: { ...policy, spec: { ...spec, egress: undefined, ingress: undefined, [direction]: [rule] } },
    })),
  )
}

test(`on ${seeds.length} random clusters`, () => {
  let found = 0
  for (const seed of seeds) {
    const random = randomCluster(new Random(seed))
    const cluster: ClusterObjects = {
      ...random,
      // What a pod's own node may do is asked of no rule.
      pods: random.pods.filter(({ spec }) => spec.hostNetwork !== true),
      nodes: [],
    }
    const compiled = random.pods.length % 2 === 0 ? compilePolicies(cluster) : compileIsolation(cluster)
    const used = usedRules(cluster)
    for (const policy of cluster.policies.filter(({ kind }) => kind !== 'NetworkPolicy')) {
      const isAsked = ({ kind, name }: PolicyRef) => kind === policy.kind && name === policy.metadata.name
      const isTwice = cluster.policies.filter(({ kind, metadata }) =>
        isAsked({ apiVersion: '', kind, name: metadata.name }),
      )
      if (isTwice.length > 1) continue
      const told = shadowedRules(compiled, isAsked).map(({ path }) => path)
      const ref = { apiVersion: '', kind: policy.kind, name: policy.metadata.name }
      const expected = alone(policy)
        .filter(({ path }) => !used.has(keyOf(ref, path)))
        .filter(({ cut, pathAlone }) => usedRules({ ...cluster, policies: [cut] }).has(keyOf(ref, pathAlone)))
        .map(({ path }) => path)
      expect(told.toSorted(), `seed ${seed} ${ref.kind} ${ref.name}`).toEqual(expected.toSorted())
      found += told.length
    }
  }
  expect(found).toBeGreaterThan(30)
})
