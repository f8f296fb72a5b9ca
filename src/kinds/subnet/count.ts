/** Numbers of addresses as a status has them. */
import { asFields } from '../../k8s/shape.ts'
import { viewOf } from './spec.ts'

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
