/** Which IP families a cluster works with, told by its nodes, its Service networks and its own Service. */
import { asFields, asList, asString } from '../shape.ts'

export type Family = 'IPv4' | 'IPv6'

/** What could be read; `null` for what could not, which says nothing. */
export interface StackObjects {
  readonly nodes: readonly unknown[] | null
  readonly serviceCidrs: readonly unknown[] | null
  /** The Service `kubernetes` of the namespace `default`. */
  readonly ownService: unknown
}

export interface Stack {
  /** Of pods and Services; empty where nothing could be told. */
  readonly families: readonly Family[]
  /** False where the other family may be there as well. */
  readonly isCertain: boolean
  /** What told it, for people to judge by. */
  readonly pods: readonly Family[]
  readonly services: readonly Family[]
  readonly nodes: readonly Family[]
}

const bothFamilies = ['IPv4', 'IPv6'] as const

export const unknownStack: Stack = { families: [], isCertain: false, pods: [], services: [], nodes: [] }

/**
 * The networks of pods (`spec.podCIDRs` of nodes) and of Services (ServiceCIDRs) decide. The cluster's own Service
 * is of one family even where there are two, and some networks keep no `podCIDRs`; then nodes that have addresses of
 * one family alone make certain that there is no other.
 */
export function stackOf({ nodes, serviceCidrs, ownService }: StackObjects): Stack {
  const pods = familiesOf((nodes ?? []).flatMap(podNetworks))
  const networks = familiesOf(
    (serviceCidrs ?? []).flatMap((each) => asList(asFields(asFields(each).spec).cidrs)),
  )
  const own = familiesOf(asList(asFields(asFields(ownService).spec).clusterIPs))
  const ofNodes = familiesOf((nodes ?? []).flatMap(internalAddresses))
  const services = networks.length > 0 ? networks : own
  const told = bothFamilies.filter((family) => pods.includes(family) || services.includes(family))
  const families = told.length > 0 ? told : ofNodes
  const isCertain = families.length === 2 || pods.length > 0 || networks.length > 0 || ofNodes.length === 1
  return { families, isCertain: families.length > 0 && isCertain, pods, services, nodes: ofNodes }
}

function podNetworks(node: unknown): readonly unknown[] {
  const { podCIDRs, podCIDR } = asFields(asFields(node).spec)
  return [...asList(podCIDRs), podCIDR]
}

function internalAddresses(node: unknown): readonly unknown[] {
  return asList(asFields(asFields(node).status).addresses)
    .map(asFields)
    .filter(({ type }) => type === 'InternalIP')
    .map(({ address }) => address)
}

/** Of addresses and blocks; what is neither counts for nothing. */
function familiesOf(texts: readonly unknown[]): readonly Family[] {
  const looks = { IPv4: /^\d+\./, IPv6: /:/ }
  return bothFamilies.filter((family) => texts.some((text) => looks[family].test(asString(text))))
}
