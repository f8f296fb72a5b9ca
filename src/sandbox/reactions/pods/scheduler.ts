/** Chooses nodes for pods: the one with the fewest of the same workload, then with the fewest at all. */

import { nodes, pods } from '../collections.ts'
import { withTimes } from '../conditions.ts'
import { remark } from '../event.ts'
import { controllersOf } from '../owned.ts'
import {
  type Change,
  type Index,
  isIn,
  type Place,
  placeOf,
  type Reaction,
  type World,
  type Write,
} from '../reaction.ts'
import { ensureStatus } from '../wanted.ts'
import { admitsOthers, obstacle } from './nodes.ts'
import { isFinished, type Node, type Pod } from './pod.ts'

const podsByNode: Index<Pod> = {
  of: pods,
  keys: (pod) => (pod.spec?.nodeName === undefined || isFinished(pod) ? [] : [pod.spec.nodeName]),
}

const podsByNodeAndOwner: Index<Pod> = {
  of: pods,
  keys: (pod) => podsByNode.keys(pod).flatMap((node) => ownersOf(pod).map((owner) => `${node} ${owner}`)),
}

const waitingPods: Index<Pod> = { of: pods, keys: (pod) => (isWaiting(pod) ? [''] : []) }

const defaultScheduler = 'default-scheduler'

export const scheduler: Reaction = {
  name: defaultScheduler,
  watches: [pods, nodes],
  subjects(change: Change, world: World): readonly Place[] {
    if (isIn(change, nodes)) return admitsOthers(change) ? world.by(waitingPods, '').map(placeOf) : []
    const { current } = change
    return current !== null && isWaiting(current) ? [placeOf(current)] : []
  },
  react(place: Place, world: World): readonly Write[] {
    const pod = world.get<Pod>(pods, place)
    if (pod === null || !isWaiting(pod)) return []
    const all = world.list<Node>(nodes)
    const node = chooseNode(pod, all, world)
    if (node !== null) return [{ verb: 'bind', pod, node: node.metadata.name }]
    const message = whyNone(pod, all)
    const [scheduled] = withTimes(
      [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
      pod.status?.conditions,
      world.now,
    )
    return [
      ...ensureStatus(pod, { ...pod.status, phase: 'Pending', conditions: [scheduled] }),
      ...remark(
        pod,
        { type: 'Warning', reason: 'FailedScheduling', message, component: defaultScheduler },
        world,
      ),
    ]
  },
}

function isWaiting(pod: Pod): boolean {
  const { nodeName = '', schedulerName = defaultScheduler } = pod.spec ?? {}
  return nodeName === '' && schedulerName === defaultScheduler && pod.metadata.deletionTimestamp === undefined
}

function chooseNode(pod: Pod, all: readonly Node[], world: World): Node | null {
  const [owner] = ownersOf(pod)
  const siblings = (name: string) =>
    owner === undefined ? 0 : world.count(podsByNodeAndOwner, `${name} ${owner}`)
  let best: { readonly node: Node; readonly siblings: number; readonly load: number } | null = null
  for (const node of all) {
    if (node.metadata.deletionTimestamp !== undefined || obstacle(pod.spec ?? {}, node) !== null) continue
    const { name } = node.metadata
    const each = { node, siblings: siblings(name), load: world.count(podsByNode, name) }
    const isBetter =
      best === null ||
      each.siblings < best.siblings ||
      (each.siblings === best.siblings && each.load < best.load)
    if (isBetter) best = each
  }
  return best?.node ?? null
}

function whyNone(pod: Pod, all: readonly Node[]): string {
  if (all.length === 0) return 'no nodes available to schedule pods'
  const counts = new Map<string, number>()
  for (const node of all) {
    const reason = obstacle(pod.spec ?? {}, node) ?? 'node(s) were unschedulable'
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  const none = `0/${all.length} nodes are available`
  const reasons = [...counts].map(([reason, count]) => `${count} ${reason}`).sort()
  return `${none}: ${reasons.join(', ')}. preemption: ${none}: ${all.length} Preemption is not helpful for scheduling.`
}

function ownersOf(pod: Pod): readonly string[] {
  return controllersOf(pod).map(({ uid }) => uid)
}
