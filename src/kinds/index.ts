/** The kinds the console knows, in no particular order. A new kind is one line here. */
import { adminNetworkPolicy } from './adminnetworkpolicy/kind.ts'
import { baselineAdminNetworkPolicy } from './baselineadminnetworkpolicy/kind.ts'
import { certificate } from './certificate/kind.ts'
import { clusterNetworkPolicy } from './clusternetworkpolicy/kind.ts'
import { domain } from './domain/kind.ts'
import { ingress } from './ingress/kind.ts'
import type { Kind } from './kind.ts'
import { networkPolicy } from './networkpolicy/kind.ts'
import { service } from './service/kind.ts'

export const kinds: readonly Kind[] = [
  service,
  ingress,
  networkPolicy,
  domain,
  certificate,
  adminNetworkPolicy,
  baselineAdminNetworkPolicy,
  clusterNetworkPolicy,
]

/**
 * The declared kind of all objects of a group and kind or, with a selector, of the part that it selects; undefined
 * where the console knows none.
 */
export function kindNamed(group: string, kind: string, fieldSelector?: string): Kind | undefined {
  return kinds.find(
    (each) => each.group === group && each.kind === kind && each.fieldSelector === fieldSelector,
  )
}
