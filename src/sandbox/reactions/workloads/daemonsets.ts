/** DaemonSets: a pod on every node that takes it, cordoned ones too. */
import { daemonSets, nodes, pods } from '../collections.ts'
import { lettersOf } from '../digest.ts'
import { workloadsOf } from '../owned.ts'
import { admitsOthers, obstacle } from '../pods/nodes.ts'
import { type Node, type Placement, type Pod, saysReady, type Toleration } from '../pods/pod.ts'
import {
  type Change,
  isIn,
  type Manifest,
  type Place,
  placeOf,
  type Reaction,
  type World,
  type Write,
} from '../reaction.ts'
import { ensureStatus } from '../wanted.ts'
import {
  activePods,
  isAvailable,
  ownedPods,
  podOf,
  shareOf,
  templateHash,
  untilAvailable,
  type Workload,
} from './workload.ts'

const revisionLabel = 'controller-revision-hash'
const generationAnnotation = 'deprecated.daemonset.template.generation'

export const daemonSetController: Reaction = {
  name: 'daemonset-controller',
  watches: [daemonSets, pods, nodes],
  subjects(change: Change, world: World): readonly Place[] {
    if (!isIn(change, nodes)) return workloadsOf(change, daemonSets, 'DaemonSet')
    return admitsOthers(change) ? world.list<Workload>(daemonSets).map(placeOf) : []
  },
  react(place: Place, world: World): readonly Write[] {
    const set = world.get<Workload>(daemonSets, place)
    if (set === null || set.metadata.deletionTimestamp !== undefined) return []
    const names = wantedNodes(set, world)
    const active = activePods(set, world)
    return [
      ...changesOf(set, names, active, world),
      ...ensureStatus(set, statusOf(set, names, active, world)),
      ...untilAvailable(active, set, world),
    ]
  },
}

function wantedNodes(set: Workload, world: World): ReadonlySet<string> {
  const template = set.spec?.template?.spec ?? {}
  const pod = { ...template, tolerations: tolerationsOf(template) }
  const wanted = world.list<Node>(nodes).filter((node) => obstacle(pod, node) === null)
  return new Set(wanted.map(({ metadata }) => metadata.name))
}

function changesOf(
  set: Workload,
  names: ReadonlySet<string>,
  active: readonly Pod[],
  world: World,
): readonly Write[] {
  const taken = new Set(ownedPods(set, world).map(nodeOf))
  const missing = [...names].filter((name) => !taken.has(name))
  const misplaced = active.filter((pod) => !names.has(nodeOf(pod)))
  return [
    ...missing.map((name): Write => ({ verb: 'create', object: newPod(set, name) })),
    ...[...misplaced, ...replaceable(set, names.size, active)].map(
      (object): Write => ({ verb: 'delete', object }),
    ),
  ]
}

/** Pods of an old template: those that are not ready, and as many others as may be missing. */
function replaceable(set: Workload, wanted: number, active: readonly Pod[]): readonly Pod[] {
  const { updateStrategy } = set.spec ?? {}
  if (updateStrategy?.type === 'OnDelete') return []
  const most = shareOf(updateStrategy?.rollingUpdate?.maxUnavailable ?? 1, wanted, Math.ceil)
  const old = active.filter((pod) => !isUpdated(set, pod))
  const missing = wanted - active.filter(saysReady).length
  const ready = old.filter(saysReady).slice(0, Math.max(0, most - missing))
  return [...old.filter((pod) => !saysReady(pod)), ...ready]
}

function statusOf(set: Workload, names: ReadonlySet<string>, active: readonly Pod[], world: World): object {
  const placed = active.filter((pod) => names.has(nodeOf(pod)))
  const available = placed.filter((pod) => isAvailable(pod, set, world)).length
  const updated = placed.filter((pod) => isUpdated(set, pod)).length
  const missing = names.size - available
  return {
    currentNumberScheduled: placed.length,
    numberMisscheduled: active.length - placed.length,
    desiredNumberScheduled: names.size,
    numberReady: placed.filter(saysReady).length,
    observedGeneration: set.metadata.generation,
    ...(updated === 0 ? {} : { updatedNumberScheduled: updated }),
    ...(available === 0 ? {} : { numberAvailable: available }),
    ...(missing === 0 ? {} : { numberUnavailable: missing }),
  }
}

function isUpdated(set: Workload, { metadata }: Pod): boolean {
  return metadata.labels?.[revisionLabel] === templateHash(set)
}

/** The node that the pod is made for, be it bound or not. */
function nodeOf(pod: Pod): string {
  const required = pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  return pod.spec?.nodeName ?? required?.nodeSelectorTerms?.[0]?.matchFields?.[0]?.values?.[0] ?? ''
}

function newPod(set: Workload, node: string): Manifest {
  const { name, uid = '', annotations } = set.metadata
  const hash = templateHash(set)
  const labels = {
    [revisionLabel]: hash,
    'pod-template-generation': annotations?.[generationAnnotation] ?? '1',
  }
  const generateName = `${name}-`
  const podName = `${generateName.slice(0, 58)}${lettersOf(`${uid} ${hash} ${node}`)}`
  const template = set.spec?.template?.spec ?? {}
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }]
  const nodeAffinity = {
    ...template.affinity?.nodeAffinity,
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] },
  }
  return podOf(
    set,
    { name: podName, generateName, labels },
    { affinity: { ...template.affinity, nodeAffinity }, tolerations: tolerationsOf(template) },
  )
}

/** What nodes have to say about their state does not drive daemons away. */
function tolerationsOf({ tolerations = [], ...spec }: Placement): readonly Toleration[] {
  const { hostNetwork } = spec as { readonly hostNetwork?: boolean }
  const states = ['not-ready', 'unreachable'].map((state) => ({ state, effect: 'NoExecute' }))
  const pressures = ['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable']
  const network = hostNetwork === true ? ['network-unavailable'] : []
  const refusals = [...pressures, ...network].map((state) => ({ state, effect: 'NoSchedule' }))
  const added = [...states, ...refusals].map(({ state, effect }) => ({
    key: `node.kubernetes.io/${state}`,
    operator: 'Exists',
    effect,
  }))
  return [...tolerations, ...added]
}
