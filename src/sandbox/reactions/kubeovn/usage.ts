/** What of a subnet or a pool is in use and what is left, counted and as text. */
import { readOnce } from '../../../k8s/readonce.ts'
import { type Address, parseAddress } from '../../../net/address.ts'
import { type AddressRange, holds } from '../../../net/range.ts'
import { countOf, formatRanges, merged, without } from '../../../net/rangeset.ts'
import type { IpObject } from './ip.ts'

export interface Usage {
  /** Numbers, as Kube-OVN writes them: those of large IPv6 blocks are rounded. */
  readonly using: number
  readonly available: number
  readonly usingRange: string
  readonly availableRange: string
}

/** Of one family; `usable` is what may be given away. */
export function usageOf(
  family: Address['family'],
  all: readonly IpObject[],
  usable: readonly AddressRange[],
  within?: readonly AddressRange[],
): Usage {
  const own = all
    .flatMap(addressesOf)
    .filter((address) => address.family === family)
    .filter((address) => within === undefined || within.some((range) => holds(range, address)))
  const used = merged(own.map((address) => ({ first: address, last: address })))
  const ofFamily = usable.filter(({ first }) => first.family === family)
  const left = without(ofFamily, used)
  return {
    using: Number(countOf(used)),
    available: Number(countOf(left)),
    usingRange: formatRanges(used),
    availableRange: formatRanges(left),
  }
}

/** An object never changes; the next version of it is another one. */
const addressesOf = readOnce(({ spec }: IpObject): readonly Address[] =>
  [spec?.v4IpAddress ?? '', spec?.v6IpAddress ?? ''].flatMap((text) => parseAddress(text) ?? []),
)
