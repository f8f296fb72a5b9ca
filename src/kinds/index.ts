/** The kinds the console knows, in no particular order. A new kind is one line here. */
import { matchesFields } from '../k8s/fieldselector.ts'
import { parseApiVersion } from '../k8s/resource.ts'
import { asFields, asString } from '../k8s/shape.ts'
import { adminNetworkPolicy } from './adminnetworkpolicy/kind.ts'
import { alb2 } from './alb2/kind.ts'
import { baselineAdminNetworkPolicy } from './baselineadminnetworkpolicy/kind.ts'
import { bfdProfile } from './bfdprofile/kind.ts'
import { bgpPeer } from './bgppeer/kind.ts'
import { certificate } from './certificate/kind.ts'
import { clusterNetworkPolicy } from './clusternetworkpolicy/kind.ts'
import { community } from './community/kind.ts'
import { domain } from './domain/kind.ts'
import { frontend } from './frontend/kind.ts'
import { ingress } from './ingress/kind.ts'
import { ipAddressPool } from './ipaddresspool/kind.ts'
import { ipPool } from './ippool/kind.ts'
import type { Kind } from './kind.ts'
import { networkPolicy } from './networkpolicy/kind.ts'
import { providerNetwork } from './providernetwork/kind.ts'
import { rule } from './rule/kind.ts'
import { service } from './service/kind.ts'
import { subnet } from './subnet/kind.ts'
import { vlan } from './vlan/kind.ts'

export const kinds: readonly Kind[] = [
  ...[service, ingress, domain, certificate],
  ...[subnet, ipPool, providerNetwork, vlan],
  ...[ipAddressPool, bgpPeer, bfdProfile, community],
  ...[alb2, frontend, rule],
  ...[networkPolicy, adminNetworkPolicy, baselineAdminNetworkPolicy, clusterNetworkPolicy],
]

/**
 * The declared kind of all objects of a group and kind or, with a selector, of the part that it selects; undefined
 * where the console knows none.
 */
export function kindNamed(group: string, kind: string, fieldSelector: string | undefined): Kind | undefined {
  return kinds.find(
    (each) => each.group === group && each.kind === kind && each.fieldSelector === fieldSelector,
  )
}

/** The declared kind of an object of any shape; of those of one type, the part that it is among comes first. */
export function kindOf(object: unknown): Kind | undefined {
  const { apiVersion, kind } = asFields(object)
  const { group } = parseApiVersion(asString(apiVersion))
  const ofType = kinds.filter((each) => each.group === group && each.kind === kind)
  return (
    ofType.find(({ fieldSelector }) => fieldSelector !== undefined && matchesFields(fieldSelector, object)) ??
    ofType.find(({ fieldSelector }) => fieldSelector === undefined)
  )
}
