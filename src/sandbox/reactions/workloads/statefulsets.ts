/** StatefulSets: pods with names that stay, made and removed one after the other. */
import { pods, statefulSets } from '../collections.ts'
import { workloadsOf } from '../owned.ts'
import { type Pod, saysReady } from '../pods/pod.ts'
import type { Manifest, Place, Reaction, World, Write } from '../reaction.ts'
import { ensureStatus } from '../wanted.ts'
import {
  activePods,
  isAvailable,
  ownedPods,
  podOf,
  templateHash,
  untilAvailable,
  type Workload,
} from './workload.ts'

const revisionLabel = 'controller-revision-hash'

export const statefulSetController: Reaction = {
  name: 'statefulset-controller',
  watches: [statefulSets, pods],
  subjects: (change) => workloadsOf(change, statefulSets, 'StatefulSet'),
  react(place: Place, world: World): readonly Write[] {
    const set = world.get<Workload>(statefulSets, place)
    if (set === null || set.metadata.deletionTimestamp !== undefined) return []
    const active = activePods(set, world)
    return [
      ...changesOf(set, active, world),
      ...ensureStatus(set, statusOf(set, active, world)),
      ...untilAvailable(active, set, world),
    ]
  },
}

function changesOf(set: Workload, active: readonly Pod[], world: World): readonly Write[] {
  const { replicas = 1, podManagementPolicy, ordinals } = set.spec ?? {}
  const inOrder = podManagementPolicy !== 'Parallel'
  const first = ordinals?.start ?? 0
  // The names of those that are still ending are not free yet.
  const known = new Map(ownedPods(set, world).map((pod) => [pod.metadata.name, pod]))
  const missing: Write[] = []
  for (let ordinal = first; ordinal < first + replicas; ordinal += 1) {
    const pod = known.get(nameOf(set, ordinal))
    if (pod === undefined) missing.push({ verb: 'create', object: newPod(set, ordinal) })
    if (inOrder && (pod === undefined || !active.includes(pod) || !saysReady(pod))) break
  }
  if (missing.length > 0) return missing
  const surplus = active.filter((pod) => ordinalOf(pod) < first || ordinalOf(pod) >= first + replicas)
  const highest = [...surplus].sort((a, b) => ordinalOf(b) - ordinalOf(a))
  if (highest.length > 0) {
    const isEnding = known.size > active.length
    return (inOrder ? highest.slice(0, isEnding ? 0 : 1) : highest).map(asDeleted)
  }
  return replaced(set, active, known.size)
}

/** The highest pod of an old template goes, once all others are ready. */
function replaced(set: Workload, active: readonly Pod[], owned: number): readonly Write[] {
  const { updateStrategy, replicas = 1 } = set.spec ?? {}
  if (updateStrategy?.type === 'OnDelete') return []
  const from = updateStrategy?.rollingUpdate?.partition ?? 0
  const old = active.filter((pod) => !isUpdated(set, pod) && ordinalOf(pod) >= from)
  const [last] = [...old].sort((a, b) => ordinalOf(b) - ordinalOf(a))
  if (last === undefined || owned > replicas) return []
  const othersReady = active.every((pod) => pod === last || saysReady(pod))
  return othersReady && active.length === replicas ? [asDeleted(last)] : []
}

function statusOf(set: Workload, active: readonly Pod[], world: World): object {
  const updateRevision = `${set.metadata.name}-${templateHash(set)}`
  const updated = active.filter((pod) => isUpdated(set, pod)).length
  const ready = active.filter(saysReady).length
  const isDone = updated === active.length && ready === active.length
  const currentRevision = isDone ? updateRevision : (set.status?.currentRevision ?? updateRevision)
  const current = active.filter(({ metadata }) => metadata.labels?.[revisionLabel] === currentRevision).length
  return {
    observedGeneration: set.metadata.generation,
    replicas: active.length,
    ...(ready === 0 ? {} : { readyReplicas: ready }),
    ...(current === 0 ? {} : { currentReplicas: current }),
    ...(updated === 0 ? {} : { updatedReplicas: updated }),
    currentRevision,
    updateRevision,
    collisionCount: 0,
    availableReplicas: active.filter((pod) => isAvailable(pod, set, world)).length,
  }
}

function isUpdated(set: Workload, { metadata }: Pod): boolean {
  return metadata.labels?.[revisionLabel] === `${set.metadata.name}-${templateHash(set)}`
}

function newPod(set: Workload, ordinal: number): Manifest {
  const { serviceName = '', template, volumeClaimTemplates = [] } = set.spec ?? {}
  const name = nameOf(set, ordinal)
  const labels = {
    [revisionLabel]: `${set.metadata.name}-${templateHash(set)}`,
    'statefulset.kubernetes.io/pod-name': name,
    'apps.kubernetes.io/pod-index': String(ordinal),
  }
  const claims = volumeClaimTemplates.map(({ metadata }) => ({
    name: metadata?.name ?? '',
    persistentVolumeClaim: { claimName: `${metadata?.name ?? ''}-${name}` },
  }))
  const others = (template?.spec?.volumes ?? []) as readonly { readonly name: string }[]
  const kept = others.filter((volume) => !claims.some((claim) => claim.name === volume.name))
  const volumes = claims.length === 0 ? {} : { volumes: [...kept, ...claims] }
  const generateName = `${set.metadata.name}-`
  const subdomain = serviceName === '' ? {} : { subdomain: serviceName }
  return podOf(set, { name, generateName, labels }, { hostname: name, ...subdomain, ...volumes })
}

function nameOf({ metadata }: Workload, ordinal: number): string {
  return `${metadata.name}-${ordinal}`
}

function ordinalOf({ metadata: { name } }: Pod): number {
  return Number(name.slice(name.lastIndexOf('-') + 1))
}

function asDeleted(object: Pod): Write {
  return { verb: 'delete', object }
}
