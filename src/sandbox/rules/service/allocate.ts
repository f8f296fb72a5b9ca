/** Addresses and node ports of Services, chosen and reserved as the API server's allocators do. */
import { formatAddress, parseAddress } from '../../../net/address.ts'
import { type Cidr, contains, networkOf, parseCidr } from '../../../net/cidr.ts'
import { internalError } from '../refusal.ts'
import { type FieldError, invalid } from '../schema/messages.ts'
import { clusterIPErrors } from './cluster-ips.ts'
import type { ServiceSpec } from './fields.ts'
import { allocatePorts } from './node-ports.ts'

export interface ServiceRanges {
  /** One CIDR a family; the first is the family of Services that name none. */
  readonly cidrs: readonly string[]
  readonly nodePorts: { readonly first: number; readonly last: number }
}

/** What the other Services hold. */
export interface Taken {
  readonly ips: ReadonlySet<string>
  readonly nodePorts: ReadonlySet<number>
}

export interface Allocation {
  readonly ranges: ServiceRanges
  readonly taken: Taken
  /** A dry run reserves nothing: it shows the first of a range, and collisions of addresses go unnoticed. */
  readonly dryRun: boolean
  /** Where the search for a free value begins, so that equal requests get equal answers. */
  readonly seed: number
}

/** Fills in families, addresses and ports, in place. Errors end the request before anything else is checked. */
export function allocate(spec: ServiceSpec, old: ServiceSpec | null, at: Allocation): readonly FieldError[] {
  const familyErrors = chooseFamilies(spec, old, at)
  if (familyErrors.length > 0) return familyErrors
  const ipErrors = allocateIPs(spec, old, at)
  if (ipErrors.length > 0) return ipErrors
  return allocatePorts(spec, old, at)
}

function rangesOf(at: Allocation): ReadonlyMap<string, Cidr> {
  const parsed = at.ranges.cidrs.map(parseCidr).filter((cidr) => cidr !== null)
  return new Map(parsed.map((cidr) => [cidr.address.family, cidr]))
}

function chooseFamilies(spec: ServiceSpec, old: ServiceSpec | null, at: Allocation): readonly FieldError[] {
  if (spec.type === 'ExternalName' || isSettledDualStack(spec, old)) return []
  const ranges = rangesOf(at)
  const selectorless = spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0
  spec.ipFamilyPolicy ??= old?.ipFamilyPolicy ?? (selectorless ? 'RequireDualStack' : 'SingleStack')
  const errors: FieldError[] = [...clusterIPErrors(spec, old)]
  if (errors.length > 0) return errors
  if (old !== null) errors.push(...releaseSecond(spec, old))
  errors.push(...policyErrors(spec))
  for (const [place, ip] of (spec.clusterIPs ?? []).entries()) {
    if (ip === 'None') break
    const family = parseAddress(ip)?.family ?? 'IPv4'
    if (place < (spec.ipFamilies?.length ?? 0)) continue
    if (ranges.has(family)) spec.ipFamilies = [...(spec.ipFamilies ?? []), family]
    else {
      const detail = `${family} is not configured on this cluster`
      errors.push(invalid(`spec.clusterIPs[${place}]`, spec.clusterIPs, detail))
    }
  }
  if (errors.length > 0) return errors
  const [first = 'IPv4'] = ranges.keys()
  if (!selectorless) {
    if (spec.ipFamilyPolicy === 'RequireDualStack' && ranges.size < 2) {
      const detail = 'this cluster is not configured for dual-stack services'
      errors.push(invalid('spec.ipFamilyPolicy', spec.ipFamilyPolicy, detail))
    }
    for (const [place, family] of (spec.ipFamilies ?? []).entries()) {
      if (ranges.has(family)) continue
      errors.push(invalid(`spec.ipFamilies[${place}]`, family, 'not configured on this cluster'))
    }
    if (errors.length > 0) return errors
  }
  const list = spec.ipFamilies?.length ? spec.ipFamilies : [first]
  const second =
    spec.ipFamilyPolicy !== 'SingleStack' && list.length === 1 && (selectorless || ranges.size === 2)
  spec.ipFamilies = second ? [...list, list[0] === 'IPv4' ? 'IPv6' : 'IPv4'] : list
  return []
}

/** A Service that merely prefers two families keeps what it has when the cluster changes. */
function isSettledDualStack(spec: ServiceSpec, old: ServiceSpec | null): boolean {
  if (old === null || spec.ipFamilyPolicy !== 'PreferDualStack' || old.ipFamilyPolicy !== 'PreferDualStack') {
    return false
  }
  const same = (a: readonly string[] = [], b: readonly string[] = []) => a.join() === b.join()
  return same(spec.clusterIPs, old.clusterIPs) && same(spec.ipFamilies, old.ipFamilies)
}

function releaseSecond(spec: ServiceSpec, old: ServiceSpec): readonly FieldError[] {
  const same = (a: readonly string[] = [], b: readonly string[] = []) => a.join() === b.join()
  const fewer = (a: readonly string[] = [], b: readonly string[] = []) =>
    a.length > 0 && a.length < b.length && a[0] === b[0]
  if (spec.ipFamilyPolicy === 'SingleStack') {
    const ips = same(spec.clusterIPs, old.clusterIPs)
    const families = same(spec.ipFamilies, old.ipFamilies)
    if (ips && spec.clusterIPs !== undefined) spec.clusterIPs = spec.clusterIPs.slice(0, 1)
    if (families && spec.ipFamilies !== undefined) spec.ipFamilies = spec.ipFamilies.slice(0, 1)
    return []
  }
  const field = 'spec.ipFamilyPolicy'
  const policy = spec.ipFamilyPolicy ?? null
  return [
    ...(fewer(spec.clusterIPs, old.clusterIPs)
      ? [invalid(field, policy, "must be 'SingleStack' to release the secondary cluster IP")]
      : []),
    ...(fewer(spec.ipFamilies, old.ipFamilies)
      ? [invalid(field, policy, "must be 'SingleStack' to release the secondary IP family")]
      : []),
  ]
}

function policyErrors(spec: ServiceSpec): readonly FieldError[] {
  if (spec.ipFamilyPolicy !== 'SingleStack') return []
  const must = "must be 'RequireDualStack' or 'PreferDualStack' when multiple"
  const error = (what: string) =>
    invalid('spec.ipFamilyPolicy', spec.ipFamilyPolicy, `${must} ${what} are specified`)
  return [
    ...(spec.clusterIPs?.length === 2 ? [error('cluster IPs')] : []),
    ...(spec.ipFamilies?.length === 2 ? [error('IP families')] : []),
  ]
}

function allocateIPs(spec: ServiceSpec, old: ServiceSpec | null, at: Allocation): readonly FieldError[] {
  if (spec.type === 'ExternalName' || spec.clusterIPs?.[0] === 'None') return []
  const held = old !== null && old.type !== 'ExternalName' ? (old.clusterIPs ?? []) : []
  if (held[0] === 'None') return []
  const requested = [...(spec.clusterIPs ?? [])]
  const ips = [...requested]
  for (const [place, family] of (spec.ipFamilies ?? []).entries()) {
    const cidr = rangesOf(at).get(family)
    const wanted = ips[place]
    if (cidr === undefined || (wanted !== undefined && held.includes(wanted))) continue
    if (held.length > 0 && place < held.length) continue
    if (wanted === undefined) ips[place] = freeAddress(cidr, at)
    else {
      const problem = reserve(wanted, cidr, at)
      if (problem !== null) {
        return [invalid('spec.clusterIPs', requested, `failed to allocate IP ${wanted}: ${problem}`)]
      }
    }
  }
  if (ips.length > 0) {
    spec.clusterIPs = ips
    if (ips[0] !== undefined && held.length === 0) spec.clusterIP = ips[0]
  }
  return []
}

function reserve(text: string, cidr: Cidr, at: Allocation): string | null {
  const address = parseAddress(text)
  if (address === null) return 'invalid address'
  const canonical = formatAddress(address)
  const network = networkOf(cidr)
  const offset = address.value - network.value
  const size = sizeOf(cidr)
  const last = cidr.address.family === 'IPv4' ? size - 1n : size
  if (!contains(cidr, address) || offset === 0n || offset >= last) {
    const range = `${formatAddress(network)}/${cidr.length}`
    return `the provided IP (${canonical}) is not in the valid range. The range of valid IPs is ${range}`
  }
  return !at.dryRun && at.taken.ips.has(canonical) ? 'provided IP is already allocated' : null
}

function sizeOf(cidr: Cidr): bigint {
  return 1n << BigInt((cidr.address.family === 'IPv4' ? 32 : 128) - cidr.length)
}

function freeAddress(cidr: Cidr, at: Allocation): string {
  const network = networkOf(cidr)
  if (at.dryRun) return formatAddress(network)
  const usable = sizeOf(cidr) - 2n
  // The lower part of the range is left to people who choose their addresses themselves.
  const reserved = usable > 512n ? 256n : usable / 16n
  for (let step = 0n; step < usable; step += 1n) {
    const offset = ((BigInt(at.seed) + step) % (usable - reserved)) + reserved + 1n
    const text = formatAddress({ ...network, value: network.value + offset })
    if (!at.taken.ips.has(text)) return text
  }
  throw internalError('failed to allocate a serviceIP: range is full')
}
