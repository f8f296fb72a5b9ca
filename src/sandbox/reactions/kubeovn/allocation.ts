/** Chooses a pod's addresses as Kube-OVN does: the next free ones of its subnet, or those the pod asks for. */
import { type Address, formatAddress, parseAddress } from '../../../net/address.ts'
import { type AddressRange, parseRange, sizeOf } from '../../../net/range.ts'
import { countOf, without } from '../../../net/rangeset.ts'
import { ipPools, ips, pods } from '../collections.ts'
import { isFinished, type Pod } from '../pods/pod.ts'
import type { Index, World } from '../reaction.ts'
import type { IpObject } from './ip.ts'
import { annotation, blocksOf, type IpPool, isIn, poolsBySubnet, type Subnet, usableOf } from './subnet.ts'

/** Kube-OVN's names for what can go wrong; its events hold nothing else. */
export type Refusal = 'NoAvailableAddress' | 'AddressConflict' | 'AddressOutOfRange'

/** Pods that have their addresses, by subnet and by subnet and address. */
const allocatedPods: Index<Pod> = {
  of: pods,
  keys(pod) {
    const subnet = pod.metadata.annotations?.[annotation.switch] ?? ''
    return isAllocated(pod) ? [subnet, ...addressesOf(pod).map((each) => `${subnet} ${each}`)] : []
  },
}

/** Addresses that something holds, be it a pod that is gone. */
const heldAddresses: Index<IpObject> = {
  of: ips,
  keys: ({ spec = {} }) =>
    [spec.v4IpAddress, spec.v6IpAddress].flatMap((each) => (each ? [`${spec.subnet ?? ''} ${each}`] : [])),
}

export function isAllocated(pod: Pod): boolean {
  return pod.metadata.annotations?.[annotation.allocated] === 'true' && !isFinished(pod)
}

export function addressesOf({ metadata: { annotations = {} } }: Pod): readonly string[] {
  return (annotations[annotation.addresses] ?? '').split(',').filter((each) => each !== '')
}

export function allocate(pod: Pod, subnet: Subnet, world: World): readonly string[] | Refusal {
  const pinned = addressesOf(pod)
  if (pinned.length > 0) return pinnedAddresses(pod, pinned, subnet, world)
  const found = blocksOf(subnet).map((block) =>
    nextFree(pod, subnet, rangesFor(pod, subnet, block, world), world),
  )
  return found.some((each) => each === null) ? 'NoAvailableAddress' : found.flatMap((each) => each ?? [])
}

function pinnedAddresses(
  pod: Pod,
  pinned: readonly string[],
  subnet: Subnet,
  world: World,
): readonly string[] | Refusal {
  // An address may come with the length of its block behind it.
  const addresses = pinned.map((text) => parseAddress(text.split('/')[0] ?? ''))
  if (addresses.some((each) => each === null || !isIn(subnet, each))) return 'AddressOutOfRange'
  const texts = addresses.flatMap((each) => (each === null ? [] : [formatAddress(each)]))
  return texts.some((each) => isTaken(each, pod, subnet, world)) ? 'AddressConflict' : texts
}

/** Those of a block that the pod may have: of its pool, where it names one or its namespace has one. */
function rangesFor(pod: Pod, subnet: Subnet, block: string, world: World): readonly AddressRange[] {
  const usable = usableOf(subnet, block)
  const named = pod.metadata.annotations?.[annotation.pool]
  const pools = world.by(poolsBySubnet, subnet.metadata.name)
  const pool =
    named === undefined
      ? pools.find(({ spec }) => spec?.namespaces?.includes(pod.metadata.namespace ?? ''))
      : world.get<IpPool>(ipPools, { namespace: '', name: named })
  if (pool !== null && pool !== undefined) return within(usable, pool.spec?.ips ?? [])
  return named === undefined ? usable : within(usable, named.split(/[;,]/))
}

function within(usable: readonly AddressRange[], texts: readonly string[]): readonly AddressRange[] {
  const wanted = texts.flatMap((text) => parseRange(text.trim()) ?? [])
  return without(usable, without(usable, wanted))
}

/**
 * Starts behind as many addresses as are in use, where the next free one is as long as none was given back;
 * so that a large subnet costs no more than a small one, and what is used stays together.
 */
function nextFree(pod: Pod, subnet: Subnet, ranges: readonly AddressRange[], world: World): string | null {
  const size = countOf(ranges)
  const used = BigInt(world.count(allocatedPods, subnet.metadata.name))
  if (size === 0n) return null
  for (let step = 0n; step < size; step += 1n) {
    const text = formatAddress(nth(ranges, (used + step) % size))
    if (!isTaken(text, pod, subnet, world)) return text
  }
  return null
}

function nth(ranges: readonly AddressRange[], position: bigint): Address {
  let rest = position
  for (const range of ranges) {
    if (rest < sizeOf(range)) return { ...range.first, value: range.first.value + rest }
    rest -= sizeOf(range)
  }
  throw new RangeError(`these addresses end before the one at ${position}`)
}

function isTaken(address: string, pod: Pod, { metadata: { name } }: Subnet, world: World): boolean {
  const key = `${name} ${address}`
  if (world.by(allocatedPods, key).some((each) => each.metadata.uid !== pod.metadata.uid)) return true
  const { namespace = '', name: podName } = pod.metadata
  return world
    .by(heldAddresses, key)
    .some(({ spec }) => spec?.podName !== podName || spec.namespace !== namespace)
}
