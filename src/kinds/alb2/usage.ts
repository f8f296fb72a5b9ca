/** What a change of a load balancer interrupts. */
import { asFields } from '../../k8s/shape.ts'
import type { Text } from '../../manifest/finding.ts'
import type { World } from '../world.ts'
import { tolerationKey } from './spec.ts'

/** Settings that it takes over while it runs; after a change of any other its pods are made anew. */
const calm = [
  ...['projects', 'enablePortProject', 'portProjects', 'defaultSSLStrategy', 'defaultSSLCert'],
  ...['otel', 'auth', 'modsecurity', 'timeout', 'loadbalancerName'],
]

export function interruptionsOf(before: unknown, after: unknown, { labelDomain }: World): readonly Text[] {
  // One that is not there yet serves nobody.
  if (before === null) return []
  return JSON.stringify(setUp(before, labelDomain)) === JSON.stringify(setUp(after, labelDomain))
    ? []
    : [{ key: 'alb2:interrupts' }]
}

/** What its pods are made from, in an order of its own. */
function setUp(object: unknown, labelDomain: string): unknown {
  const { spec, metadata } = asFields(object)
  const config = Object.entries(asFields(asFields(spec).config)).filter(([key]) => !calm.includes(key))
  const { annotations } = asFields(metadata)
  return sorted({
    ...Object.fromEntries(config),
    toleration: asFields(annotations)[tolerationKey(labelDomain)],
    podAnnotations: asFields(annotations)[`alb.${labelDomain}/pod-annotations`],
  })
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, entry]) => [key, sorted(entry)] as const)
  // A map that is empty says what one that is not there does.
  const said = entries.filter(
    ([, entry]) => typeof entry !== 'object' || entry === null || Object.keys(entry).length > 0,
  )
  return Object.fromEntries(said.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
