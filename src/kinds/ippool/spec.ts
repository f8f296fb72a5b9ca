/** What an IPPool of Kube-OVN says, read from whatever shape it has. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { formatAddress, parseAddress } from '../../net/address.ts'
import { type AddressRange, parseRange, rangeSeparator } from '../../net/range.ts'
import { statusCount } from '../subnet/count.ts'

export const subnetPath: Path = ['spec', 'subnet']
export const ipsPath: Path = ['spec', 'ips']
export const namespacesPath: Path = ['spec', 'namespaces']
export const addressSetPath: Path = ['spec', 'enableAddressSet']

/** By which a pod asks for addresses of a pool. */
export const poolAnnotation = 'ovn.kubernetes.io/ip_pool'

export interface IpPoolView {
  readonly name: string
  readonly subnet: string
  /** As they are written. */
  readonly texts: readonly string[]
  /** What stands there is no list, which the server refuses in words of its own. */
  readonly isOdd: boolean
  /** Those that can be read; they may overlap. */
  readonly ranges: readonly AddressRange[]
  readonly namespaces: readonly string[]
}

export function viewOf(object: unknown): IpPoolView {
  const { metadata, spec } = asFields(object)
  const { subnet, ips, namespaces } = asFields(spec)
  const texts = asList(ips).map(asString)
  return {
    name: asString(asFields(metadata).name),
    subnet: asString(subnet),
    texts,
    isOdd: ips !== undefined && ips !== null && !Array.isArray(ips),
    ranges: texts.flatMap((text) => parseRange(text) ?? []),
    namespaces: asList(namespaces).map(asString).filter(Boolean),
  }
}

/** `a..b`, as Kube-OVN reads it, of a range that people write with `-` or `~`. */
export function asStored(text: string): string {
  const [from = '', to, more] = text.split(rangeSeparator).map((end) => end.trim())
  const [first, last] = [parseAddress(from), parseAddress(to ?? '')]
  if (more !== undefined || first === null || last === null) return text
  return `${formatAddress(first)}..${formatAddress(last)}`
}

/** As the controller counts them; null where it says nothing, or the pool has no such addresses. */
export function countsOf(object: unknown, family: 'v4' | 'v6') {
  const wanted = family === 'v4' ? 'IPv4' : 'IPv6'
  const isOffered = viewOf(object).ranges.some(({ first }) => first.family === wanted)
  const status = asFields(asFields(object).status)
  const of = (what: 'Using' | 'Available') => (isOffered ? statusCount(status[`${family}${what}IPs`]) : null)
  return { used: of('Using'), available: of('Available') }
}
