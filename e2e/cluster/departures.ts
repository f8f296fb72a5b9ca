/** How the sandbox's definition of a kind may differ from the one of the module that the kind comes from. */
import type { Schema } from '../../src/sandbox/types.ts'
import type { Manifest } from './api.ts'

/** A difference that is meant, at one field in all versions of a definition. */
export interface Departure {
  /** The definition's name: `<plural>.<group>`. */
  readonly definition: string
  /** As `spec.listeners[].tls.options{}`: `[]` are the items of a list, `{}` the values of a map. */
  readonly field: string
  /**
   * `open`: the sandbox accepts anything below the field. A list: these keywords of the field differ;
   * `properties`, that only one of the two has the field at all.
   */
  readonly sandbox: 'open' | readonly (keyof Schema)[]
  readonly reason: string
}

/** What EnvoyProxy takes over from pods and autoscalers as a whole; no form edits it. */
const embedded = [
  ['spec.provider.kubernetes.envoyDaemonSet.pod.affinity', 'a pod affinity'],
  ['spec.provider.kubernetes.envoyDaemonSet.pod.volumes[]', 'volumes of a pod'],
  ['spec.provider.kubernetes.envoyDeployment.pod.affinity', 'a pod affinity'],
  ['spec.provider.kubernetes.envoyDeployment.pod.volumes[]', 'volumes of a pod'],
  ['spec.provider.kubernetes.envoyDeployment.initContainers[]', 'containers of a pod'],
  ['spec.provider.kubernetes.envoyHpa.metrics[]', 'metrics of an autoscaler'],
] as const

export const departures: readonly Departure[] = embedded.map(([field, what]) => ({
  definition: 'envoyproxies.gateway.envoyproxy.io',
  field,
  sandbox: 'open',
  reason: `it repeats the schema of ${what}`,
}))

interface Version {
  readonly name: string
  readonly schema: { readonly openAPIV3Schema: Schema }
  readonly additionalPrinterColumns?: readonly Readonly<Record<string, unknown>>[]
}

interface Spec {
  readonly versions: readonly Version[]
}

export interface Difference {
  readonly version: string
  readonly field: string
  readonly keyword: string
  readonly own: unknown
  readonly upstream: unknown
}

/** All of a definition but its schemas and the text that has no effect. */
export function frameOf(definition: Manifest): unknown {
  const { name, labels = {}, annotations = {} } = definition.metadata
  const spec = definition.spec as Spec
  return {
    ...definition,
    metadata: { name, labels, annotations: without(annotations, 'controller-gen.kubebuilder.io/version') },
    spec: {
      ...spec,
      versions: spec.versions.map(({ additionalPrinterColumns = [], ...version }) => ({
        ...without(version, 'schema'),
        additionalPrinterColumns: additionalPrinterColumns.map((column) => without(column, 'description')),
      })),
    },
  }
}

/**
 * Where the schemas of two definitions of one kind differ, apart from descriptions and from `expected`.
 * Which of these were met is recorded in `met`, so that none outlives its difference.
 */
export function schemaDifferences(
  own: Manifest,
  upstream: Manifest,
  expected: readonly Departure[],
  met: Set<Departure>,
): readonly Difference[] {
  const others = new Map((upstream.spec as Spec).versions.map((version) => [version.name, version]))
  return (own.spec as Spec).versions.flatMap(({ name, schema }) => {
    const other = others.get(name)
    if (other === undefined) return []
    const found = differences(rootOf(schema.openAPIV3Schema), rootOf(other.schema.openAPIV3Schema), '')
    return found
      .map((difference) => ({ version: name, ...difference }))
      .filter((difference) => !isExpected(difference, own.metadata.name, expected, met))
  })
}

type Found = Omit<Difference, 'version'>

function differences(own: Schema, upstream: Schema, field: string): readonly Found[] {
  if (isOpen(own) && !isOpen(upstream)) return [{ field, keyword: 'open', own, upstream }]
  const found: Found[] = []
  const keywords = new Set([...Object.keys(own), ...Object.keys(upstream)]) as Set<keyof Schema>
  for (const keyword of keywords) {
    if (keyword === 'description') continue
    const [left, right] = [own[keyword], upstream[keyword]]
    if (keyword === 'properties') found.push(...inProperties(own, upstream, field))
    else if (keyword === 'items' && isSchema(left) && isSchema(right)) {
      found.push(...differences(left, right, `${field}[]`))
    } else if (keyword === 'additionalProperties' && isSchema(left) && isSchema(right)) {
      found.push(...differences(left, right, `${field}{}`))
    } else if (canonical(left) !== canonical(right)) {
      found.push({ field, keyword, own: left, upstream: right })
    }
  }
  return found
}

function inProperties(own: Schema, upstream: Schema, field: string): readonly Found[] {
  const [left, right] = [own.properties ?? {}, upstream.properties ?? {}]
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((name) => {
    const at = field === '' ? name : `${field}.${name}`
    const [one, other] = [left[name], right[name]]
    if (one !== undefined && other !== undefined) return differences(one, other, at)
    return [{ field: at, keyword: 'properties', own: one, upstream: other }]
  })
}

function isExpected(
  { field, keyword }: Found,
  definition: string,
  expected: readonly Departure[],
  met: Set<Departure>,
): boolean {
  const departure = expected.find(
    (each) =>
      each.definition === definition &&
      each.field === field &&
      (each.sandbox === 'open' ? keyword === 'open' : each.sandbox.some((name) => name === keyword)),
  )
  if (departure !== undefined) met.add(departure)
  return departure !== undefined
}

/** The fields that every object has are the API server's, whatever a schema says of them. */
function rootOf(schema: Schema): Schema {
  const common = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } }
  return { ...schema, properties: { ...common, ...schema.properties } }
}

function isOpen(schema: Schema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true && schema.properties === undefined
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null
}

/** The order of keys and the descriptions inside alternatives do not count. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'description' && typeof inner === 'string') return undefined
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}

function without(map: object, key: string): object {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key))
}
