/** The query parameters of a Pod's log, checked as the API server checks them. */
import type { StatusCause } from '../../k8s/status.ts'
import { badRequest, invalid } from './errors.ts'
import { isTrue } from './request.ts'

export interface LogOptions {
  /** `''` where none is named. */
  readonly container: string
  readonly follow: boolean
  readonly previous: boolean
  readonly timestamps: boolean
  readonly tailLines: number | null
  readonly limitBytes: number | null
  /** The time of the first line that is wanted, given the time now. */
  readonly since: ((now: number) => number) | null
}

/** Throws `BadRequest` for what does not parse, and Invalid for what makes no sense. */
export function logOptions(query: URLSearchParams, pod: string): LogOptions {
  const tailLines = integer(query.get('tailLines'))
  const limitBytes = integer(query.get('limitBytes'))
  const sinceSeconds = integer(query.get('sinceSeconds'))
  const sinceTime = time(query.get('sinceTime'))
  const causes: StatusCause[] = []
  if (tailLines !== null && tailLines < 0) {
    causes.push(wrong('tailLines', tailLines, 'must be greater than or equal to 0'))
  }
  if (limitBytes !== null && limitBytes < 1) {
    causes.push(wrong('limitBytes', limitBytes, 'must be greater than 0'))
  }
  if (sinceSeconds !== null && sinceTime !== null) {
    const message = 'Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified'
    causes.push({ reason: 'FieldValueForbidden', message, field: '' })
  } else if (sinceSeconds !== null && sinceSeconds < 1) {
    causes.push(wrong('sinceSeconds', sinceSeconds, 'must be greater than 0'))
  }
  if (causes.length > 0) throw invalid('', 'PodLogOptions', pod, causes)
  return {
    container: query.get('container') ?? '',
    follow: isTrue(query.get('follow')),
    previous: isTrue(query.get('previous')),
    timestamps: isTrue(query.get('timestamps')),
    tailLines,
    limitBytes,
    since:
      sinceSeconds !== null
        ? (now) => now - sinceSeconds * 1000
        : sinceTime !== null
          ? () => sinceTime
          : null,
  }
}

function wrong(field: string, value: number, why: string): StatusCause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${value}: ${why}`, field }
}

function integer(text: string | null): number | null {
  if (text === null || text === '') return null
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`)
}

/** On its way to the kubelet a time loses what is less than a second. */
function time(text: string | null): number | null {
  if (text === null || text === '') return null
  const milliseconds = Date.parse(text)
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(milliseconds)) {
    return Math.floor(milliseconds / 1000) * 1000
  }
  throw badRequest(`parsing time ${JSON.stringify(text)}: it is no time of RFC 3339`)
}
