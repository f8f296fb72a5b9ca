/** Which family of addresses two endpoints speak: dual-stack pods have both, the first is preferred. */
import type { Address } from '../address.ts'

export type Family = Address['family']

/** The families an endpoint has, in its order of preference, as one small number. */
export const familyOrders: readonly (readonly Family[])[] = [
  [],
  ['IPv4'],
  ['IPv6'],
  ['IPv4', 'IPv6'],
  ['IPv6', 'IPv4'],
]
export type FamilyCode = number

export function familyCodeOf(addresses: readonly Address[]): FamilyCode {
  const order = [...new Set(addresses.map(({ family }) => family))].join()
  return familyOrders.findIndex((each) => each.join() === order)
}

/** `unknown` where neither has an address yet, `none` where the two have no family in common. */
export type SharedFamily = Family | 'unknown' | 'none'

const shared: readonly SharedFamily[] = familyOrders.flatMap((from) =>
  familyOrders.map((to) => preferred(from, to)),
)

/** The destination's first family that the source has too; an endpoint without addresses takes any. */
export function sharedFamily(from: FamilyCode, to: FamilyCode): SharedFamily {
  return shared[from * familyOrders.length + to] ?? 'unknown'
}

export function haveCommonFamily(from: FamilyCode, to: FamilyCode): boolean {
  return sharedFamily(from, to) !== 'none'
}

/** Whether the two could speak this family. */
export function speaks(from: FamilyCode, to: FamilyCode, family: Family): boolean {
  const has = (code: FamilyCode) => code === 0 || (familyOrders[code]?.includes(family) ?? false)
  return has(from) && has(to)
}

function preferred(from: readonly Family[], to: readonly Family[]): SharedFamily {
  if (to.length === 0) return from[0] ?? 'unknown'
  if (from.length === 0) return to[0] ?? 'unknown'
  return to.find((family) => from.includes(family)) ?? 'none'
}
