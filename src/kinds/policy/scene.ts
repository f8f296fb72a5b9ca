/** A policy that is being written, among the others: what its pods reach with it and without it. */
import type { KubeObject } from '../../k8s/objects.ts'
import {
  type ClusterObjects,
  type CompiledPolicies,
  compileAmong,
  countingPods,
  type EndpointRef,
  evaluate,
  type PodFacts,
  type Protocol,
  type Question,
  type SubjectPods,
  subjectPods,
  type Workload,
  workloadKey,
} from '../../net/policy/index.ts'
import type { World } from '../world.ts'
import { clusterIn, identityOf, named, without } from './cluster-world.ts'

export interface Scene {
  readonly object: KubeObject
  /** With the policy. */
  readonly cluster: ClusterObjects
  readonly subject: SubjectPods
  /** Of the policy's pods and those that matter to them, with it and without it; each is made when it is asked for. */
  readonly with: () => CompiledPolicies
  readonly without: () => CompiledPolicies
}

/** `null` while the policy is unfinished, or not all that has to be known is. */
export function sceneOf(typed: unknown, world: World, matters: (pod: PodFacts) => boolean): Scene | null {
  const cluster = clusterIn(world)
  if (cluster === null) return null
  const object = named(typed)
  const others = without(cluster.policies, object)
  const all = { ...cluster, policies: [...others, object] }
  const subject = subjectPods(all, object)
  if (subject === null) return null
  const pods = once(() => [...subject.pods, ...countingPods(all).filter(matters)])
  return {
    object,
    cluster: all,
    subject,
    with: once(() => compileAmong(all, pods())),
    without: once(() => compileAmong({ ...all, policies: others }, pods())),
  }
}

/** A pod, or an address outside of the cluster. */
export type End = PodFacts | { readonly ip: string }

export interface Port {
  readonly protocol: Protocol
  readonly port: number
}

export interface Target extends Port {
  readonly end: End
}

/** A workload that loses something, and the rule of the policy that takes it, as `spec.egress[0]`; `''` without one. */
export interface Loss {
  readonly workload: Workload
  readonly path: string
}

/** Workloads with pods that reach none of the targets with the policy, and did without it. */
export function outOfReach(scene: Scene, targets: readonly Target[]): readonly Loss[] {
  return lost(scene, targets.length > 0 ? scene.subject.pods : [], (pod) =>
    targets.map(({ end, protocol, port }) => ({ from: refOf(pod), to: refOf(end), protocol, port })),
  )
}

/** Workloads with pods that none of the sources reaches with the policy, on ports where one did without it. */
export function cutOff(
  scene: Scene,
  ports: ReadonlyMap<PodFacts, readonly Port[]>,
  sources: readonly PodFacts[],
): readonly Loss[] {
  return lost(
    scene,
    sources.length > 0 ? [...ports.keys()] : [],
    (pod) =>
      sources.flatMap((source) =>
        (ports.get(pod) ?? []).map((port) => ({ ...port, from: refOf(source), to: refOf(pod) })),
      ),
    sources.some(({ host }) => host),
  )
}

function refOf(end: End): EndpointRef {
  return 'ip' in end ? end : { namespace: end.namespace, pod: end.name }
}

type QuestionsOf = (pod: PodFacts) => readonly Question[]

function lost(
  scene: Scene,
  pods: readonly PodFacts[],
  questionsOf: QuestionsOf,
  areNodesAsking = false,
): readonly Loss[] {
  if (pods.length === 0) return []
  const reachesNow = answerer(scene.with(), questionsOf, areNodesAsking)
  const blocked = pods.filter((pod) => !reachesNow(pod))
  if (blocked.length === 0) return []
  const reachedBefore = answerer(scene.without(), questionsOf, areNodesAsking)
  const losses = new Map<string, Loss>()
  for (const pod of blocked) {
    const key = workloadKey(pod.workload)
    if (losses.has(key) || !reachedBefore(pod)) continue
    losses.set(key, { workload: pod.workload, path: denyingPath(scene, questionsOf(pod)) })
  }
  return [...losses.values()]
}

/** Whether any of a pod's questions has a yes. Pods that no policy tells apart are asked about once. */
function answerer(
  compiled: CompiledPolicies,
  questionsOf: QuestionsOf,
  areNodesAsking: boolean,
): (pod: PodFacts) => boolean {
  const known = new Map<string, boolean>()
  return (pod) => {
    const questions = questionsOf(pod)
    const ports = questions.map(({ protocol, port }) => `${protocol}${port}`).join()
    // On which node it runs makes a difference to what comes from the network of nodes, and to nothing else.
    const node = areNodesAsking ? pod.node : ''
    const key = `${compiled.groupOf.get(pod)?.place} ${node} ${ports}`
    const answer = known.get(key) ?? questions.some((question) => evaluate(compiled, question).allowed)
    known.set(key, answer)
    return answer
  }
}

function denyingPath({ object, with: compiled }: Scene, questions: readonly Question[]): string {
  const own = identityOf(object)
  for (const question of questions) {
    const verdict = evaluate(compiled(), question)
    const steps = verdict.reason === 'policies' ? [...verdict.egress.steps, ...verdict.ingress.steps] : []
    const step = steps.find(
      ({ effect, policy: { apiVersion, kind, namespace, name } }) =>
        effect === 'denies' && identityOf({ apiVersion, kind, metadata: { name, namespace } }) === own,
    )
    if (step !== undefined) return step.path
  }
  return ''
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
