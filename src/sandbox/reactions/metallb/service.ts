/** Services that MetalLB gives addresses to, and what their annotations ask of it. */
import type { Service } from '../../../k8s/core.ts'
import { formatAddress, parseAddress } from '../../../net/address.ts'
import { services } from '../collections.ts'
import type { Index } from '../reaction.ts'

export interface BalancedService extends Service {
  readonly status?: Service['status'] & {
    readonly loadBalancer?: {
      readonly ingress?: readonly { readonly ip?: string; readonly ipMode?: string }[]
    }
  }
}

export type ServiceFamily = 'ipv4' | 'ipv6' | 'dual'

/** Where MetalLB's own objects lie. */
export const metallbNamespace = 'metallb-system'

export const poolAnnotation = 'metallb.io/ip-allocated-from-pool'
export const oldPoolAnnotation = 'metallb.universe.tf/ip-allocated-from-pool'

export const balancedServices: Index<BalancedService> = {
  of: services,
  keys: (service) => (isBalanced(service) ? [''] : []),
}

export const balancedByNamespace: Index<BalancedService> = {
  of: services,
  keys: (service) => (isBalanced(service) ? [service.metadata.namespace ?? ''] : []),
}

export const servicesByAddress: Index<BalancedService> = {
  of: services,
  keys: (service) => (isBalanced(service) ? addressesOf(service) : []),
}

export const servicesByPool: Index<BalancedService> = {
  of: services,
  keys: (service) => (isBalanced(service) ? poolsOf(service) : []),
}

export const waitingServices: Index<BalancedService> = {
  of: services,
  keys: (service) => (isBalanced(service) && addressesOf(service).length === 0 ? [''] : []),
}

/** Those of a class are another load balancer's. */
export function isBalanced({ metadata, spec }: BalancedService): boolean {
  const isGoing = metadata.deletionTimestamp !== undefined
  return spec?.type === 'LoadBalancer' && spec.loadBalancerClass === undefined && !isGoing
}

/** In the form that two texts of one address share. */
export function addressesOf({ status }: BalancedService): readonly string[] {
  return (status?.loadBalancer?.ingress ?? []).flatMap(({ ip = '' }) => {
    const address = parseAddress(ip)
    return address === null ? [] : [formatAddress(address)]
  })
}

/** The pool that its addresses came from, as MetalLB has noted it. */
export function poolsOf({ metadata: { annotations = {} } }: BalancedService): readonly string[] {
  const pool = annotations[poolAnnotation]
  return pool === undefined ? [] : [pool]
}

/** What an annotation asks for: by its name of today, else by its old one. */
export function asked({ metadata: { annotations = {} } }: BalancedService, name: string): string {
  return annotations[`metallb.io/${name}`] ?? annotations[`metallb.universe.tf/${name}`] ?? ''
}

/** By its cluster addresses; `null` while it has none. */
export function familyOf({ spec }: BalancedService): ServiceFamily | null {
  const own = (spec?.clusterIPs ?? [spec?.clusterIP ?? '']).flatMap((text) => parseAddress(text) ?? [])
  return familyOfAddresses(own)
}

export function familyOfAddresses(all: readonly { readonly family: string }[]): ServiceFamily | null {
  const families = new Set(all.map(({ family }) => family))
  if (families.size === 2) return 'dual'
  return families.has('IPv4') ? 'ipv4' : families.has('IPv6') ? 'ipv6' : null
}

/** A list of texts as Go prints it with `%q`. */
export function quoted(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(' ')}]`
}
