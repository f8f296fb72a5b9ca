/** What Deployments, StatefulSets and DaemonSets have in common: a template, pods of it, counts of them. */
import type { Condition, KubeObject, ObjectMeta } from '../../../k8s/objects.ts'
import { readOnce } from '../../../k8s/readonce.ts'
import { canonicalJson } from '../../api/values.ts'
import type { Json } from '../../types.ts'
import { lettersOf } from '../digest.ts'
import { podsByOwner } from '../owned.ts'
import { conditionOf, isFinished, type Placement, type Pod, saysReady } from '../pods/pod.ts'
import type { Manifest, World, Write } from '../reaction.ts'

export interface PodTemplate {
  readonly metadata?: Pick<ObjectMeta, 'labels' | 'annotations'>
  readonly spec?: Placement & { readonly [field: string]: unknown }
}

interface Rolling {
  readonly maxSurge?: number | string
  readonly maxUnavailable?: number | string
  readonly partition?: number
}

export interface Strategy {
  readonly type?: string
  readonly rollingUpdate?: Rolling
}

export interface Workload extends KubeObject {
  readonly spec?: {
    readonly replicas?: number
    readonly minReadySeconds?: number
    readonly paused?: boolean
    readonly progressDeadlineSeconds?: number
    readonly strategy?: Strategy
    readonly updateStrategy?: Strategy
    readonly template?: PodTemplate
    readonly serviceName?: string
    readonly podManagementPolicy?: string
    readonly ordinals?: { readonly start?: number }
    readonly volumeClaimTemplates?: readonly { readonly metadata?: { readonly name?: string } }[]
  }
  readonly status?: {
    readonly replicas?: number
    readonly updatedReplicas?: number
    readonly readyReplicas?: number
    readonly availableReplicas?: number
    readonly currentRevision?: string
    readonly conditions?: readonly Condition[]
  }
}

const hashOf = readOnce((template: PodTemplate) => lettersOf(canonicalJson(template as unknown as Json), 10))

/** Equal templates have equal ones, in as many letters as Kubernetes gives them. */
export const templateHash = ({ spec }: Workload): string => hashOf(spec?.template ?? {})

/** Its pods that are there to stay: neither being deleted nor at their end. */
export function activePods(workload: Workload, world: World): readonly Pod[] {
  return ownedPods(workload, world).filter(
    (pod) => pod.metadata.deletionTimestamp === undefined && !isFinished(pod),
  )
}

export function ownedPods({ metadata }: Workload, world: World): readonly Pod[] {
  return world.by(podsByOwner, metadata.uid ?? '')
}

/** `changes` joins what the template says. */
export function podOf(
  workload: Workload,
  metadata: ObjectMeta & { readonly generateName?: string },
  spec: object = {},
): Manifest {
  const { apiVersion, kind } = workload
  const { name, namespace = '', uid = '' } = workload.metadata
  const { template = {} } = workload.spec ?? {}
  const { annotations } = template.metadata ?? {}
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata,
      namespace,
      labels: { ...template.metadata?.labels, ...metadata.labels },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [{ apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }],
    },
    spec: { ...template.spec, ...spec },
  }
}

/** Whether it has been ready for as long as its workload asks for. */
export function isAvailable(pod: Pod, workload: Workload, world: World): boolean {
  return saysReady(pod) && availableIn(pod, workload, world) <= 0
}

/** Looks again when the first of the pods that are ready counts as available. */
export function untilAvailable(all: readonly Pod[], workload: Workload, world: World): readonly Write[] {
  const left = all.filter(saysReady).map((pod) => availableIn(pod, workload, world))
  const waiting = left.filter((milliseconds) => milliseconds > 0)
  return waiting.length === 0 ? [] : [{ verb: 'wait', milliseconds: Math.min(...waiting) }]
}

function availableIn(pod: Pod, { spec }: Workload, world: World): number {
  const since = Date.parse(conditionOf(pod, 'Ready')?.lastTransitionTime ?? '')
  const asked = (spec?.minReadySeconds ?? 0) * 1000
  return asked === 0 || Number.isNaN(since) ? 0 : since + asked - world.now.getTime()
}

/** A number, or a share of `total` in percent. */
export function shareOf(
  value: number | string | undefined,
  total: number,
  round: (value: number) => number,
): number {
  if (typeof value === 'number') return value
  return round((Number.parseInt(value ?? '0', 10) * total) / 100)
}
