/** What of a Subnet cannot change as long as its addresses are used. */
import type { Check } from '../kind.ts'
import { named } from '../lookups.ts'
import { subnets } from '../related.ts'
import { countsOf } from './count.ts'
import { finding, fix } from './finding.ts'
import { gatewayPath, viewOf } from './spec.ts'

/** Kube-OVN's admission refuses it, where it is installed; without it, pods keep a gateway that is gone. */
export const inUseCheck: Check = (object, world) => {
  const { name, gatewayParts } = viewOf(object)
  const saved = name === '' ? undefined : named(world, subnets, '', name)
  if (saved === undefined) return []
  const before = viewOf(saved).gatewayParts.join(',')
  if (before === '' || gatewayParts.length === 0 || before === gatewayParts.join(',')) return []
  const used = (['v4', 'v6'] as const).some((family) => (countsOf(saved, family).used ?? 0n) > 0n)
  const mend = fix('write', [{ path: gatewayPath, value: before }], { value: before })
  return used ? [finding('warning', 'gateway-in-use', gatewayPath, { gateway: before }, mend)] : []
}
