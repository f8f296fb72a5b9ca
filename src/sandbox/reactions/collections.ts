/** The collections that the reactions of this folder look at. */
import type { Change, Collection } from './reaction.ts'

export const pods: Collection = { group: '', plural: 'pods' }
export const nodes: Collection = { group: '', plural: 'nodes' }
export const namespaces: Collection = { group: '', plural: 'namespaces' }
export const services: Collection = { group: '', plural: 'services' }
export const secrets: Collection = { group: '', plural: 'secrets' }
export const configMaps: Collection = { group: '', plural: 'configmaps' }
export const events: Collection = { group: '', plural: 'events' }
export const deployments: Collection = { group: 'apps', plural: 'deployments' }
export const statefulSets: Collection = { group: 'apps', plural: 'statefulsets' }
export const daemonSets: Collection = { group: 'apps', plural: 'daemonsets' }
export const endpointSlices: Collection = { group: 'discovery.k8s.io', plural: 'endpointslices' }
export const ingresses: Collection = { group: 'networking.k8s.io', plural: 'ingresses' }
export const ingressClasses: Collection = { group: 'networking.k8s.io', plural: 'ingressclasses' }

export const subnets: Collection = { group: 'kubeovn.io', plural: 'subnets' }
export const vpcs: Collection = { group: 'kubeovn.io', plural: 'vpcs' }
export const vlans: Collection = { group: 'kubeovn.io', plural: 'vlans' }
export const ips: Collection = { group: 'kubeovn.io', plural: 'ips' }
export const ipPools: Collection = { group: 'kubeovn.io', plural: 'ippools' }
export const providerNetworks: Collection = { group: 'kubeovn.io', plural: 'provider-networks' }

export const addressPools: Collection = { group: 'metallb.io', plural: 'ipaddresspools' }
export const l2Advertisements: Collection = { group: 'metallb.io', plural: 'l2advertisements' }
export const bgpAdvertisements: Collection = { group: 'metallb.io', plural: 'bgpadvertisements' }
export const bgpPeers: Collection = { group: 'metallb.io', plural: 'bgppeers' }
export const l2Statuses: Collection = { group: 'metallb.io', plural: 'servicel2statuses' }
export const bgpStatuses: Collection = { group: 'metallb.io', plural: 'servicebgpstatuses' }

/** Whether a change is of more than the status: it was created or removed, or has a new generation. */
export function isOfSpec({ previous, current }: Change): boolean {
  return (
    previous?.metadata.generation !== current?.metadata.generation || previous === null || current === null
  )
}
