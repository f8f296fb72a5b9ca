/** How the requests of a route are shared among its services. */

import { tests } from './operators.ts'
import type { RouteRequest } from './request.ts'
import type { Canary, Forward, ObjectRef, ServiceGroup, ServiceShare } from './router.ts'
import { subjectOf } from './subject.ts'

export type ShareReason = 'weight' | 'canary-header' | 'canary-cookie' | 'canary-weight' | 'canary-unknown'

export interface Share {
  readonly service: ServiceShare
  /** Of the requests like this one, from 0 to 100. */
  readonly percent: number
  readonly reason: ShareReason
  /** The object of the canary that the service stands in. */
  readonly canary: ObjectRef | null
}

/** Without a request, as for streams, only weights count. */
export function sharesOf({ group, canary }: Forward, request: RouteRequest | null): readonly Share[] {
  if (canary === null || request === null) return sharesWithin(group, 100, 'weight', null)
  const { percent, reason } = canaryPercent(canary, request)
  return [
    ...sharesWithin(group, 100 - percent, reason, null),
    ...sharesWithin(canary.group, percent, reason, canary.source),
  ]
}

/** Where all weights are 0, nobody gets anything. */
function sharesWithin(
  { services }: ServiceGroup,
  percent: number,
  reason: ShareReason,
  canary: ObjectRef | null,
): readonly Share[] {
  const total = services.reduce((sum, { weight }) => sum + weight, 0)
  return services.map((service) => ({
    service,
    percent: total === 0 ? 0 : (percent * service.weight) / total,
    reason,
    canary,
  }))
}

/** Source: `route_to_alternative_balancer` of ingress-nginx: header, then cookie, then weight. */
function canaryPercent(canary: Canary, request: RouteRequest): { percent: number; reason: ShareReason } {
  const byHeader = headerDecision(canary, request)
  if (byHeader === 'unknown') return { percent: canaryWeight(canary), reason: 'canary-unknown' }
  if (byHeader !== null) return { percent: byHeader ? 100 : 0, reason: 'canary-header' }
  const cookie = canary.cookie === '' ? null : subjectOf('COOKIE', canary.cookie, request)
  if (cookie === 'always') return { percent: 100, reason: 'canary-cookie' }
  if (cookie === 'never') return { percent: 0, reason: 'canary-cookie' }
  return { percent: canaryWeight(canary), reason: 'canary-weight' }
}

function headerDecision(canary: Canary, request: RouteRequest): boolean | 'unknown' | null {
  const value = canary.header === '' ? null : subjectOf('HEADER', canary.header, request)
  if (typeof value !== 'string') return null
  if (canary.headerValue !== '') return value === canary.headerValue ? true : null
  if (canary.headerPattern !== '') {
    const { outcome } = tests('REGEX', [canary.headerPattern], value)
    return outcome === 'unknown' ? outcome : outcome === 'yes' ? true : null
  }
  return value === 'always' ? true : value === 'never' ? false : null
}

function canaryWeight({ weight, weightTotal }: Canary): number {
  const total = weightTotal > 100 ? weightTotal : 100
  return Math.min(100, (100 * weight) / total)
}
