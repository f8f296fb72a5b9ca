/** Which pods a policy is for. */
import type { KubeObject } from '../../k8s/objects.ts'
import { matchesSelector } from '../../k8s/selector.ts'
import { factsOf } from './cluster-facts.ts'
import type { ClusterObjects } from './compile.ts'
import type { PodFacts } from './pods.ts'
import type { Direction } from './policy.ts'
import { readPolicy } from './read-policies.ts'

export interface SubjectPods {
  /** Those that count: that run, and not on the host network. */
  readonly pods: readonly PodFacts[]
  /** Which of their traffic it judges. */
  readonly judges: Readonly<Record<Direction, boolean>>
}

/** `null` where it is no policy that the API server would take. */
export function subjectPods(cluster: ClusterObjects, object: KubeObject): SubjectPods | null {
  const policy = readPolicy(object)
  if (policy === null) return null
  const { namespaces: choice, pods } = policy.subject
  const facts = factsOf(cluster)
  const chosen = new Set(
    'named' in choice
      ? [choice.named]
      : [...facts.namespaces].flatMap(([name, labels]) =>
          'selector' in choice && matchesSelector(choice.selector, labels) ? [name] : [],
        ),
  )
  return {
    pods: [...facts.pods.values()].filter(
      ({ namespace, labels, host, finished }) =>
        !host && !finished && chosen.has(namespace) && matchesSelector(pods, labels),
    ),
    judges: { egress: policy.egress !== null, ingress: policy.ingress !== null },
  }
}

/** Pods of the cluster that count, of whatever network. */
export function countingPods(cluster: ClusterObjects): readonly PodFacts[] {
  return [...factsOf(cluster).pods.values()].filter(({ finished }) => !finished)
}
