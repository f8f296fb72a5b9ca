/** Annotations that only the platform's load balancers (ALB) read, and the prefixes they stand behind. */
import type { Annotation } from './catalogue.ts'
import { boolean, json, listOf, number, objectHere, oneOf, type ValueType } from './value-types.ts'

const own = (name: string, type: ValueType, needs?: string): Annotation => ({
  name,
  type,
  alb: 'yes',
  ...(needs !== undefined && { needs }),
})

/** Behind `alb.ingress.<domain>/`, as all that it reads of ingress-nginx's. */
export const albOwn: readonly Annotation[] = [
  own('rewrite-request', json),
  own('rewrite-response', json),
  own('session-affinity-policy', oneOf('rr', 'sip-hash', 'cookie', 'header', 'ewma')),
  own('session-affinity-attribute', { is: 'text' }, 'session-affinity-policy'),
  own('otel', json),
  own('auth-enable', boolean),
]

/** Behind prefixes of their own, by the part of the prefix before the domain. */
export const albElsewhere: Readonly<Record<string, readonly Annotation[]>> = {
  'alb.networking': [own('tls', listOf('text'))],
  'alb.modsecurity': [own('use-recommend', boolean), own('cmref', objectHere)],
}

/** `alb.<domain>/ingress-rule-priority-<rule>-<path>`: the smaller, the earlier a rule is asked. */
export const rulePriority = /^ingress-rule-priority-(\d+)-(\d+)$/
export const priorityType = number(1, 10)
