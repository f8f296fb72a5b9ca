/** Pods and nodes with the fields that scheduler, kubelet and controllers read. */

import type { Node as CoreNode, Pod as CorePod } from '../../../k8s/core.ts'
import type { Condition, ObjectMeta } from '../../../k8s/objects.ts'
import type { LabelSelectorRequirement } from '../../../k8s/selector.ts'
import { pods } from '../collections.ts'
import type { Index } from '../reaction.ts'

export interface Toleration {
  readonly key?: string
  readonly operator?: string
  readonly value?: string
  readonly effect?: string
}

/** `Gt` and `Lt` beside the operators of label selectors. */
export interface NodeRequirement {
  readonly key: string
  readonly operator: LabelSelectorRequirement['operator'] | 'Gt' | 'Lt'
  readonly values?: readonly string[]
}

export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly NodeRequirement[]
  readonly matchFields?: readonly NodeRequirement[]
}

export interface Placement {
  readonly nodeSelector?: Readonly<Record<string, string>>
  readonly tolerations?: readonly Toleration[]
  readonly affinity?: {
    readonly nodeAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: {
        readonly nodeSelectorTerms?: readonly NodeSelectorTerm[]
      }
    }
  }
}

export interface PodContainer {
  readonly name: string
  readonly image?: string
  readonly restartPolicy?: string
}

export interface Pod extends CorePod {
  readonly metadata: ObjectMeta & { readonly deletionGracePeriodSeconds?: number }
  readonly spec?: CorePod['spec'] &
    Placement & {
      readonly hostname?: string
      readonly subdomain?: string
      readonly schedulerName?: string
      readonly containers?: readonly PodContainer[]
      readonly initContainers?: readonly PodContainer[]
    }
  readonly status?: CorePod['status'] & {
    readonly podIPs?: readonly { readonly ip: string }[]
    readonly startTime?: string
  }
}

export interface Node extends CoreNode {
  readonly spec?: {
    readonly podCIDRs?: readonly string[]
    readonly unschedulable?: boolean
    readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[]
  }
}

/** The pods that a node has, whatever their state. */
export const podsByNode: Index<Pod> = { of: pods, keys: ({ spec }) => [spec?.nodeName ?? ''] }

export function conditionOf(object: { status?: { conditions?: readonly Condition[] } }, type: string) {
  return object.status?.conditions?.find((each) => each.type === type)
}

/** Whether its `Ready` condition holds, whatever else happens to it. */
export function saysReady(pod: Pod): boolean {
  return conditionOf(pod, 'Ready')?.status === 'True'
}

/** Whether it has come to its end: nothing of it runs any more. */
export function isFinished({ status }: Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed'
}

/** Whether nothing says that it is not: a node that reports no condition counts. */
export function isNodeReady(node: Node): boolean {
  return (conditionOf(node, 'Ready')?.status ?? 'True') === 'True'
}

export function internalAddresses(node: Node): readonly string[] {
  const internal = (node.status?.addresses ?? []).filter(({ type }) => type === 'InternalIP')
  return internal.map(({ address }) => address)
}
