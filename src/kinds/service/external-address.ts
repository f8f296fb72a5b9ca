/** Where a Service is reached from outside the cluster or, while it is not, why. */
import { type KubeEvent, lastSeen, type Service } from '../../k8s/core.ts'
import type { Index } from '../../k8s/objectset.ts'
import { asFields } from '../../k8s/shape.ts'
import type { Text } from '../../manifest/finding.ts'
import { anyNamed } from '../lookups.ts'
import { addressPools, serviceWarnings } from '../related.ts'
import type { World } from '../world.ts'
import { metallbPool } from './providers.ts'

export interface ExternalAddress {
  readonly addresses: readonly string[]
  /** Why a load balancer has no address yet; absent when it has one or none is wanted. */
  readonly pending?: Text
}

export function externalAddress(service: Service, world: World): ExternalAddress {
  const { type, externalName, externalIPs = [] } = service.spec ?? {}
  if (type === 'ExternalName') return { addresses: externalName === undefined ? [] : [externalName] }
  if (type !== 'LoadBalancer') return { addresses: externalIPs }
  const assigned = (service.status?.loadBalancer?.ingress ?? []).flatMap(
    ({ ip, hostname }) => ip ?? hostname ?? [],
  )
  const addresses = [...assigned, ...externalIPs]
  return addresses.length > 0 ? { addresses } : { addresses, pending: pendingReason(service, world) }
}

function pendingReason(service: Service, world: World): Text {
  const warning = latestWarning(service, world)
  if (warning !== undefined) return warning
  const pools = world.list(addressPools)
  const wanted = metallbPool(service.metadata.annotations)
  const providers = world.availability(addressPools)
  if (providers === 'absent' && service.spec?.loadBalancerClass === undefined)
    return { key: 'service:pending.noProvider' }
  if (providers === 'live') {
    if (pools.length === 0) return { key: 'service:pending.noPool' }
    if (wanted !== undefined && anyNamed(world, addressPools, wanted).length === 0)
      return { key: 'service:pending.poolMissing', values: { pool: wanted } }
    if (wanted === undefined && pools.every((pool) => asFields(asFields(pool).spec).autoAssign === false))
      return { key: 'service:pending.noAutoAssign' }
  }
  return { key: 'service:pending.waiting' }
}

const bySubject: Index<KubeEvent> = { keysOf: ({ involvedObject }) => involvedObject?.uid ?? [] }

/** What the controller itself last complained of; its own words are the most exact reason there is. */
function latestWarning(service: Service, world: World): string | undefined {
  const uid = service.metadata.uid
  if (uid === undefined) return undefined
  const events = world.lookup(serviceWarnings, bySubject, uid)
  const latest = events.reduce<KubeEvent | undefined>(
    (best, event) => (best === undefined || lastSeen(event) > lastSeen(best) ? event : best),
    undefined,
  )
  return latest?.message
}
