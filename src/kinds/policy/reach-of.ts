/** Who may reach an object's pods and what they may reach: a pod's, a workload's, a namespace's, a policy's. */
import type { KubeObject } from '../../k8s/objects.ts'
import {
  type ClusterObjects,
  compilePolicies,
  countingPods,
  type PodFacts,
  type Reachable,
  subjectPods,
  whatMayThisReach,
  whoMayReach,
} from '../../net/policy/index.ts'

export interface ReachOf {
  /** The workloads a policy is for; `null` of anything else. */
  readonly workloads: readonly string[] | null
  /** `null` where nothing runs; `open` where the policy says nothing of it. */
  readonly ingress: Reachable | 'open' | null
  readonly egress: Reachable | 'open' | null
}

export function reachOf(object: KubeObject, cluster: ClusterObjects): ReachOf {
  const subject = subjectPods(cluster, object)
  const pods = subject?.pods ?? countingPods(cluster).filter((pod) => isOf(pod, object))
  const compiled = compilePolicies(cluster)
  return {
    workloads:
      subject &&
      [...new Set(pods.map(({ workload }) => `${workload.namespace}/${workload.name}`))].toSorted(),
    ingress: subject?.judges.ingress === false ? 'open' : whoMayReach(compiled, pods),
    egress: subject?.judges.egress === false ? 'open' : whatMayThisReach(compiled, pods),
  }
}

function isOf({ namespace, name, workload }: PodFacts, { kind, metadata }: KubeObject): boolean {
  if (kind === 'Namespace') return namespace === metadata.name
  if (namespace !== metadata.namespace) return false
  return kind === 'Pod' ? name === metadata.name : workload.kind === kind && workload.name === metadata.name
}
