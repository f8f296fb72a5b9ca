/** Where a Gateway is reached, and whether it can be yet. */

import type { Node, Service } from '../../../k8s/core.ts'
import { nodes } from '../collections.ts'
import type { WantedCondition } from '../conditions.ts'
import type { World } from '../reaction.ts'
import type { ProxyDeployment } from './infrastructure.ts'
import { condition, type Gateway, generationOf } from './objects.ts'

export interface GatewayAddress {
  readonly type: 'IPAddress' | 'Hostname'
  readonly value: string
}

/** The status cannot hold more. */
const mostAddresses = 16

export function addressesOf(
  { spec }: Gateway,
  service: Service | null,
  world: World,
): readonly GatewayAddress[] {
  if (service === null) return []
  const own = (service.spec?.clusterIPs ?? []).filter((text) => text !== '' && text !== 'None')
  const external = service.spec?.externalIPs ?? []
  if ((spec.addresses ?? []).length > 0) return asAddresses(external.length > 0 ? external : own)
  switch (service.spec?.type) {
    case 'LoadBalancer':
      return balancerAddresses(service, external)
    case 'NodePort':
      return asAddresses(nodeAddresses(service.spec.ipFamilies ?? [], world))
    default:
      return asAddresses(own)
  }
}

/** The Gateway works once it has an address and a proxy that runs. */
export function programmed(
  gateway: Gateway,
  addresses: readonly GatewayAddress[],
  deployment: ProxyDeployment | null,
): WantedCondition {
  const generation = generationOf(gateway)
  if (addresses.length === 0) {
    const message = 'No addresses have been assigned to the Gateway'
    return condition('Programmed', false, 'AddressNotAssigned', message, generation)
  }
  const { availableReplicas = 0, replicas = 0 } = deployment?.status ?? {}
  if (availableReplicas === 0) {
    return condition('Programmed', false, 'NoResources', 'Envoy replicas unavailable', generation)
  }
  const message = `Address assigned to the Gateway, ${availableReplicas}/${replicas} envoy replicas available`
  return condition('Programmed', true, 'Programmed', message, generation)
}

function balancerAddresses({ status }: Service, external: readonly string[]): readonly GatewayAddress[] {
  const ingress = status?.loadBalancer?.ingress ?? []
  const ips = ingress.flatMap(({ ip }) => (ip ? [ip] : []))
  const hostnames = ingress.flatMap(({ ip, hostname }) => (!ip && hostname ? [hostname] : []))
  const found = [
    ...asAddresses(ips),
    ...hostnames.map((value): GatewayAddress => ({ type: 'Hostname', value })),
  ]
  return found.length > 0 ? found.slice(0, mostAddresses) : asAddresses(external)
}

function asAddresses(texts: readonly string[]): readonly GatewayAddress[] {
  return texts.slice(0, mostAddresses).map((value) => ({ type: 'IPAddress', value }))
}

/** Of every node its outer address, or the inner one where it has none. */
function nodeAddresses(families: readonly string[], world: World): readonly string[] {
  return world.list<Node>(nodes).flatMap(({ status }) => {
    const of = (type: string) => (status?.addresses ?? []).filter((each) => each.type === type)
    const outer = of('ExternalIP')
    return (outer.length > 0 ? outer : of('InternalIP'))
      .map(({ address }) => address)
      .filter((text) => families.includes(text.includes(':') ? 'IPv6' : 'IPv4'))
  })
}
