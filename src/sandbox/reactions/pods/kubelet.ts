/** Plays the kubelets of all nodes: starts the containers of pods that run there, and ends them. */
import { type Address, formatAddress } from '../../../net/address.ts'
import { parseRange } from '../../../net/range.ts'
import { nodes, pods } from '../collections.ts'
import { addressesOf, isAllocated } from '../kubeovn/allocation.ts'
import { subnetsFor } from '../kubeovn/subnet.ts'
import type { Change, Index, Place, Reaction, World, Write } from '../reaction.ts'
import { isIn, placeOf } from '../reaction.ts'
import { ensureStatus } from '../wanted.ts'
import { internalAddresses, isFinished, type Node, type Pod, podsByNode } from './pod.ts'
import { statusOf } from './status.ts'

export interface KubeletOptions {
  /** From a pod's start until its containers run. */
  readonly startMilliseconds: number
  /** From a pod's deletion until its containers have ended. */
  readonly stopMilliseconds?: number
}

/** Pods by the addresses that nodes gave them, where no other network does. */
const podsByAddress: Index<Pod> = {
  of: pods,
  keys: (pod) => (isFinished(pod) ? [] : (pod.status?.podIPs ?? []).map(({ ip }) => ip)),
}

export function kubelet({ startMilliseconds, stopMilliseconds = 1000 }: KubeletOptions): Reaction {
  return {
    name: 'kubelet',
    watches: [pods, nodes],
    subjects(change: Change, world: World): readonly Place[] {
      const { current, previous } = change
      if (!isIn(change, nodes)) return current === null ? [] : [placeOf(current)]
      const name = (previous === null ? current : current === null ? previous : null)?.metadata.name
      return name === undefined ? [] : world.by(podsByNode, name).map(placeOf)
    },
    react(place: Place, world: World): readonly Write[] {
      const pod = world.get<Pod>(pods, place)
      const { nodeName = '' } = pod?.spec ?? {}
      if (pod === null || nodeName === '') return []
      // Also where its node is gone, which would leave it ending for ever.
      if (pod.metadata.deletionTimestamp !== undefined) return ended(pod, stopMilliseconds, world.now)
      const node = world.get<Node>(nodes, { namespace: '', name: nodeName })
      // A node that is gone takes its pods along.
      if (node === null) return [{ verb: 'delete', object: pod, gracePeriodSeconds: 0 }]
      return isFinished(pod) ? [] : started(pod, node, startMilliseconds, world)
    },
  }
}

function ended(pod: Pod, stopMilliseconds: number, now: Date): readonly Write[] {
  const { deletionTimestamp = '', deletionGracePeriodSeconds = 0 } = pod.metadata
  // Nothing of it runs any more; finalizers hold it.
  if (deletionGracePeriodSeconds === 0) return []
  const asked = Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1000
  const left = asked + Math.min(stopMilliseconds, deletionGracePeriodSeconds * 1000) - now.getTime()
  if (left > 0) return [{ verb: 'wait', milliseconds: left }]
  return [{ verb: 'delete', object: pod, gracePeriodSeconds: 0 }]
}

function started(pod: Pod, node: Node, startMilliseconds: number, world: World): readonly Write[] {
  const addresses = addressesFor(pod, node, world)
  const start = pod.status?.startTime
  const left =
    start === undefined ? startMilliseconds : Date.parse(start) + startMilliseconds - world.now.getTime()
  const isRunning = pod.status?.phase === 'Running'
  if (addresses !== null && (isRunning || left <= 0)) {
    return ensureStatus(pod, statusOf(pod, node, addresses, world.now))
  }
  const waiting = ensureStatus(pod, statusOf(pod, node, null, world.now))
  return addresses === null || left <= 0 ? waiting : [...waiting, { verb: 'wait', milliseconds: left }]
}

/** `null` while its network has not given it any. */
function addressesFor(pod: Pod, node: Node, world: World): readonly string[] | null {
  if (pod.spec?.hostNetwork === true) return internalAddresses(node)
  if (isAllocated(pod)) return addressesOf(pod)
  const known = pod.status?.podIPs
  if (known !== undefined && known.length > 0) return known.map(({ ip }) => ip)
  if (subnetsFor(pod, world).length > 0) return null
  const found = (node.spec?.podCIDRs ?? []).flatMap((block) => nextFree(block, node, world) ?? [])
  return found.length === 0 ? null : found
}

/** The first address behind the network's own is the gateway's. */
function nextFree(block: string, { metadata }: Node, world: World): string | null {
  const range = parseRange(block)
  if (range === null) return null
  const [first, size] = [range.first.value + 2n, range.last.value - range.first.value - 2n]
  const used = BigInt(world.count(podsByNode, metadata.name))
  for (let step = 0n; step < size; step += 1n) {
    const address: Address = { ...range.first, value: first + ((used + step) % size) }
    const text = formatAddress(address)
    if (world.count(podsByAddress, text) === 0) return text
  }
  return null
}
