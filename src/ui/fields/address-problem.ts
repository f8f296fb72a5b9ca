/** What is wrong with a text that should be an address, a block or a range, in words. */
import type { Text } from '../../manifest/finding.ts'
import { bitsOf, isIPv4, isIPv6, parseAddress } from '../../net/address.ts'
import { parseCidr } from '../../net/cidr.ts'
import { parseRange, rangeSeparator } from '../../net/range.ts'

/** `range` is an address, a block, or `first-last`. */
export type AddressForm = 'address' | 'cidr' | 'range'

export type Family = 'IPv4' | 'IPv6'

/** Null where nothing is wrong. With `family`, those of the other one are wrong here. */
export function addressProblem(text: string, form: AddressForm, family?: Family): Text | null {
  const trimmed = text.trim()
  const problem =
    form === 'address' ? inAddress(trimmed) : form === 'cidr' ? inBlock(trimmed) : inRange(trimmed)
  if (problem !== null || family === undefined) return problem
  const is: Family = trimmed.includes(':') ? 'IPv6' : 'IPv4'
  return is === family ? null : { key: 'ui:address.otherFamily', values: { family, text: trimmed } }
}

function inAddress(text: string): Text | null {
  if (isIPv4(text) || isIPv6(text)) return null
  if (parseAddress(text) !== null) return { key: 'ui:address.leadingZeros' }
  if (parseCidr(text) !== null) return { key: 'ui:address.withPrefix' }
  return parseRange(text) === null ? { key: 'ui:address.noAddress' } : { key: 'ui:address.oneEach' }
}

function inBlock(text: string): Text | null {
  const slash = text.lastIndexOf('/')
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash))
  if (address === null) return { key: 'ui:address.noBlock' }
  const bits = bitsOf(address)
  if (slash < 0) return { key: 'ui:address.noPrefix', values: { block: `${text}/${bits}` } }
  if (parseCidr(text) === null)
    return { key: 'ui:address.prefixLength', values: { family: address.family, bits } }
  return inAddress(text.slice(0, slash))
}

function inRange(text: string): Text | null {
  if (text.includes('/')) return inBlock(text)
  const [first = '', last, more] = text.split(rangeSeparator).map((end) => end.trim())
  if (last === undefined) return inAddress(first) && { key: 'ui:address.noRange' }
  const ends = [first, last].map(parseAddress)
  if (more !== undefined || ends.includes(null)) return { key: 'ui:address.noRange' }
  if (ends[0]?.family !== ends[1]?.family) return { key: 'ui:address.mixedRange' }
  if (parseRange(text) === null) return { key: 'ui:address.backwards' }
  return inAddress(first) ?? inAddress(last)
}
