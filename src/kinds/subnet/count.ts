/** Numbers of addresses as people read them: exact as long as they can be counted, powers of two beyond. */
import { asFields } from '../../k8s/shape.ts'
import { viewOf } from './spec.ts'

const readable = 10n ** 9n

/** `≈ 2^64` for what nobody reads digit by digit. */
export function countText(count: bigint, language: string): string {
  if (count <= readable) return count.toLocaleString(language)
  const bits = count.toString(2)
  // What is nearer to the next power is called so.
  const power = bits.length - 1 + (bits[1] === '1' ? 1 : 0)
  const exact = count === 1n << BigInt(bits.length - 1)
  return exact ? `2^${bits.length - 1}` : `≈ 2^${power}`
}

/** Status counts are JSON numbers, which are rounded where they are large; null where there is none. */
export function statusCount(value: unknown): bigint | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? BigInt(Math.round(value)) : null
}

const uncounted = { used: null, available: null }

/** As the controller counts them; null where it says nothing, or the subnet has no such block. */
export function countsOf(object: unknown, family: 'v4' | 'v6') {
  const wanted = family === 'v4' ? 'IPv4' : 'IPv6'
  if (!viewOf(object).blocks.some(({ address }) => address.family === wanted)) return uncounted
  const { status } = asFields(object)
  const of = (what: 'using' | 'available') => statusCount(asFields(status)[`${family}${what}IPs`])
  return { used: of('using'), available: of('available') }
}
