/** Chooses addresses for a Service as MetalLB's allocator does, and says in its words where there are none. */

import { type Address, formatAddress, parseAddress } from '../../../net/address.ts'
import type { World } from '../reaction.ts'
import { keyOf } from '../world.ts'
import {
  type AddressPool,
  commonPools,
  isAvoided,
  isFor,
  pinnedPools,
  poolOf,
  poolsIn,
  rangesOf,
} from './pool.ts'
import {
  asked,
  type BalancedService,
  familyOf,
  familyOfAddresses,
  quoted,
  type ServiceFamily,
  servicesByAddress,
} from './service.ts'

/** What stands between a Service and its addresses. */
export interface Fault {
  readonly fault: string
}

export interface Assignment {
  readonly addresses: readonly string[]
  readonly pool: string
}

/** Chosen anew; what the Service has at the moment counts for nothing. */
export function allocate(service: BalancedService, world: World): Assignment | Fault {
  const family = familyOf(service)
  const desired = desiredAddresses(service)
  if ('fault' in desired) return desired
  if (family === null) return { fault: `no address in ${quoted(service.spec?.clusterIPs ?? [])}` }
  const pool = asked(service, 'address-pool')
  if (desired.length > 0) {
    const texts = desired.map(formatAddress)
    const requested = `requested loadBalancer IP(s) ${quoted(texts)}`
    if (familyOfAddresses(desired) !== family)
      return { fault: `${requested} does not match the ipFamily of the service` }
    const assigned = assign(service, texts, world)
    if (!('fault' in assigned) && pool !== '' && assigned.pool !== pool)
      return { fault: `${requested} is not compatible with requested address pool ${pool}` }
    return assigned
  }
  if (pool !== '') return fromNamedPool(service, family, pool, world)
  for (const pools of [pinnedPools(service, world), commonPools(world)]) {
    const addresses = fromBestPool(service, family, pools, world)
    const assigned = addresses === null ? null : assign(service, addresses, world)
    if (assigned !== null && !('fault' in assigned)) return assigned
  }
  return { fault: 'no available IPs' }
}

/** Whether the Service may have just these addresses. */
export function assign(service: BalancedService, texts: readonly string[], world: World): Assignment | Fault {
  const addresses = texts.flatMap((text) => parseAddress(text) ?? [])
  const pool = poolOf(addresses, world)
  if (pool === null) return { fault: `${quoted(texts)} is not allowed in config` }
  const { name } = pool.metadata
  if (!isFor(pool, service, world)) return { fault: `pool ${name} not compatible for ip assignment` }
  if (addresses.length > 2) return { fault: `more than two addresses ${quoted(texts)}` }
  const [one, other] = addresses
  if (one !== undefined && one.family === other?.family)
    return { fault: `${texts.map((text) => JSON.stringify(text)).join(' ')} has the same family` }
  for (const text of texts) {
    const fault = sharingFault(service, text, world)
    if (fault !== null) return { fault }
  }
  return { addresses: texts, pool: name }
}

/** The addresses that the user asks for by annotation or field; none where MetalLB may choose. */
export function desiredAddresses(service: BalancedService): readonly Address[] | Fault {
  const annotated = asked(service, 'loadBalancerIPs')
  const { loadBalancerIP: field = '' } = service.spec ?? {}
  if (annotated !== '' && field !== '')
    return { fault: 'service can not have both metallb.io/loadBalancerIPs and svc.Spec.LoadBalancerIP' }
  const texts = annotated === '' ? [field] : annotated.split(',')
  if (texts.join('') === '') return []
  const parsed = texts.map((text) => parseAddress(text.trim()))
  const addresses = parsed.flatMap((each) => each ?? [])
  if (addresses.length === parsed.length) return addresses
  return annotated === ''
    ? { fault: `invalid spec.loadBalancerIP ${JSON.stringify(field)}` }
    : { fault: `invalid metallb.io/loadBalancerIPs: ${JSON.stringify(annotated)}` }
}

function fromNamedPool(
  service: BalancedService,
  family: ServiceFamily,
  name: string,
  world: World,
): Assignment | Fault {
  const pool = poolsIn(world).find(({ metadata }) => metadata.name === name)
  if (pool === undefined) return { fault: `unknown pool ${JSON.stringify(name)}` }
  const free = freeIn(pool, service, world)
  if (free.ipv4 === null && free.ipv6 === null) return { fault: `no available IPs in pool ${name}` }
  const addresses = chosen(free, family, service)
  if (addresses === null) return { fault: `no available IPs in pool ${name} for ${family} IPFamily` }
  return assign(service, addresses, world)
}

/** The first address of each family that the Service could have. */
interface Free {
  readonly ipv4: string | null
  readonly ipv6: string | null
}

function fromBestPool(
  service: BalancedService,
  family: ServiceFamily,
  pools: readonly AddressPool[],
  world: World,
): readonly string[] | null {
  const order =
    service.spec?.ipFamilies?.[0] === 'IPv6' ? (['ipv6', 'ipv4'] as const) : (['ipv4', 'ipv6'] as const)
  const prefers = family === 'dual' && service.spec?.ipFamilyPolicy === 'PreferDualStack'
  const candidates = new Map<'ipv4' | 'ipv6', Free>()
  for (const pool of pools) {
    const free = freeIn(pool, service, world)
    if (family !== 'dual' && free[family] !== null) return chosen(free, family, service)
    if (free.ipv4 !== null && free.ipv6 !== null) return chosen(free, family, service)
    for (const each of order) if (free[each] !== null && !candidates.has(each)) candidates.set(each, free)
  }
  const best = prefers ? (candidates.get(order[0]) ?? candidates.get(order[1])) : undefined
  return best === undefined ? null : chosen(best, family, service)
}

function chosen(free: Free, family: ServiceFamily, { spec }: BalancedService): readonly string[] | null {
  const both = [free.ipv4, free.ipv6].flatMap((each) => each ?? [])
  if (family !== 'dual') return free[family] === null ? null : [free[family]]
  if (spec?.ipFamilyPolicy === 'RequireDualStack') return both.length === 2 ? both : null
  return spec?.ipFamilyPolicy === 'PreferDualStack' && both.length > 0 ? both : null
}

export function freeIn(pool: AddressPool, service: BalancedService, world: World): Free {
  const first = (family: Address['family']) => {
    for (const range of rangesOf(pool)) {
      if (range.first.family !== family) continue
      for (let { value } = range.first; value <= range.last.value; value += 1n) {
        const address = { family, value }
        const text = formatAddress(address)
        if (!isAvoided(pool, address) && sharingFault(service, text, world) === null) return text
      }
    }
    return null
  }
  return { ipv4: first('IPv4'), ipv6: first('IPv6') }
}

/** Services share an address where both have the same key, other ports, and the same way to their pods. */
function sharingFault(service: BalancedService, address: string, world: World): string | null {
  if (world.count(servicesByAddress, address) === 0) return null
  const key = keyOf(service)
  const others = world.by(servicesByAddress, address).filter((each) => keyOf(each) !== key)
  const [existing] = others
  if (existing === undefined) return null
  const sharing = asked(service, 'allow-shared-ip')
  const mayShare = sharing !== '' && sharing === asked(existing, 'allow-shared-ip')
  if (!mayShare || backendOf(service) !== backendOf(existing)) {
    const names = others.map(keyOf).join(',')
    return `can't change sharing key for ${JSON.stringify(key)}, address also in use by ${names}`
  }
  const taken = new Set(others.flatMap(portsOf))
  const port = portsOf(service).find((each) => taken.has(each))
  return port === undefined ? null : `port ${port} is already in use on ${JSON.stringify(address)}`
}

/** What reaches pods on the same node only goes to the same pods for all who share the address. */
function backendOf({ spec = {} }: BalancedService): string {
  if (spec.externalTrafficPolicy !== 'Local') return ''
  const pairs = Object.entries(spec.selector ?? {}).map(([name, value]) => `${name}=${value}`)
  return pairs.sort().join(',')
}

function portsOf({ spec }: BalancedService): readonly string[] {
  return (spec?.ports ?? []).map(({ protocol = 'TCP', port }) => `${protocol}/${port}`)
}
