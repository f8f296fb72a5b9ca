/** What the page shows, as its address says it, so that it can be shared. */
import { type Address, formatAddress } from '../../net/address.ts'
import { formatCidr } from '../../net/cidr.ts'
import { blockAround } from '../../net/plan.ts'
import { type AddressRange, formatRange, parseRange, rangeOf } from '../../net/range.ts'

export interface PageState {
  /** `null`: the one that there is most of. */
  readonly family: Address['family'] | null
  /** What one looks at closely; `null`: all of it. */
  readonly at: AddressRange | null
  /** The address that is asked about, as it was typed. */
  readonly who: string
  /** The length of the prefix that is looked for, as it was typed. */
  readonly size: string
}

export function parseState(params: URLSearchParams): PageState {
  const at = parseRange(params.get('at') ?? '')
  const family = params.get('family')
  return {
    family: at?.first.family ?? (family === 'IPv4' || family === 'IPv6' ? family : null),
    at,
    who: params.get('who') ?? '',
    size: params.get('size') ?? '',
  }
}

export function formatState({ family, at, who, size }: PageState): URLSearchParams {
  const entries = [
    // A range says its family itself.
    ['family', at === null ? (family ?? '') : ''],
    ['at', at === null ? '' : rangeText(at)],
    ['who', who],
    ['size', size],
  ]
  return new URLSearchParams(entries.filter(([, value]) => value !== ''))
}

/** As a block where it is one, else by its ends. */
export function rangeText(range: AddressRange, separator?: string): string {
  const block = blockAround(range)
  const { first, last } = rangeOf(block)
  if (first.value === last.value) return formatAddress(first)
  const isBlock = first.value === range.first.value && last.value === range.last.value
  return isBlock ? formatCidr(block) : formatRange(range, separator)
}

/** The length that a text asks for: `24` or `/24`; `null` where it is none. */
export function parseSize(text: string, bits: number): number | null {
  const match = /^\s*\/?\s*(\d{1,3})\s*$/.exec(text)
  const length = Number(match?.[1] ?? Number.NaN)
  return length >= 1 && length <= bits ? length : null
}
