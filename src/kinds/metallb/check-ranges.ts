/** What is wrong with the addresses of a pool by themselves. */

import type { Finding } from '../../manifest/finding.ts'
import { formatAddress, parseAddress } from '../../net/address.ts'
import { formatRange, overlap, parseRange, rangeSeparator } from '../../net/range.ts'
import { finding, fix, missing } from './finding.ts'
import { addressesPath, capacityOf, type PoolView } from './pool.ts'

/** `a-b`, as MetalLB reads it, of a range that people write with `~` or `..`. */
export function asStored(text: string): string {
  const [from = '', to, more] = text.split(rangeSeparator).map((end) => end.trim())
  const [first, last] = [parseAddress(from), parseAddress(to ?? '')]
  return more !== undefined || first === null || last === null ? text : `${from}-${to}`
}

export function rangeFindings(pool: PoolView): readonly Finding[] {
  if (pool.isOdd) return []
  if (pool.texts.length === 0) return [missing('addresses-missing', addressesPath)]
  const single = pool.texts.flatMap((text, index) => ofText(text, [...addressesPath, index]))
  return [...single, ...ownOverlaps(pool), ...nothingLeft(pool)]
}

function ofText(text: string, path: readonly (string | number)[]): readonly Finding[] {
  if (text.trim() === '') return [missing('address-missing', path)]
  const range = parseRange(text)
  if (range === null) return [backwards(text, path) ?? finding('error', 'address-invalid', path, { text })]
  const alone = parseAddress(text.trim())
  if (alone !== null) {
    const value = `${formatAddress(alone)}/${alone.family === 'IPv4' ? 32 : 128}`
    return [finding('error', 'address-alone', path, { text }, fix('write', [{ path, value }], { value }))]
  }
  const stored = asStored(text)
  if (text.includes('/') || text.includes('-')) return []
  return [
    finding(
      'error',
      'address-notation',
      path,
      {},
      fix('write', [{ path, value: stored }], { value: stored }),
    ),
  ]
}

function backwards(text: string, path: readonly (string | number)[]): Finding | null {
  const [from, to, more] = text.split(rangeSeparator).map((end) => parseAddress(end.trim()))
  if (!from || !to || more !== undefined || from.family !== to.family) return null
  const value = formatRange({ first: to, last: from })
  return finding('error', 'address-backwards', path, {}, fix('write', [{ path, value }], { value }))
}

function ownOverlaps({ texts }: PoolView): readonly Finding[] {
  const read = texts.map(parseRange)
  return read.flatMap((range, index) => {
    if (range === null) return []
    const before = read.slice(0, index).findIndex((each) => each !== null && overlap(each, range))
    if (before < 0) return []
    return [finding('error', 'overlap-own', [...addressesPath, index], { other: texts[before] ?? '' })]
  })
}

/** Where every address ends in 0 or 255. */
function nothingLeft(pool: PoolView): readonly Finding[] {
  if (pool.ranges.length === 0 || pool.ranges.length < pool.texts.length) return []
  const has = capacityOf(pool, 'IPv4') + capacityOf(pool, 'IPv6') > 0n
  return has ? [] : [finding('warning', 'nothing-left', addressesPath)]
}
