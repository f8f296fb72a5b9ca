/**
 * What a cluster says of its kinds in OpenAPI v3 (`/openapi/v3`), as JSON Schemas (draft-07) that an editor
 * understands.
 */
import { SchemaWriter } from './openapi-schema.ts'
import { parseApiVersion } from './resource.ts'
import { asFields, asList, asString, type Fields } from './shape.ts'

/** How a document names its type. */
export interface TypeName {
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string
  readonly kind: string
}

export type JsonSchema = Fields

export interface KindSchema extends TypeName {
  /** The schema of the object itself, with `definitions` that its `$ref`s lead to. */
  readonly schema: JsonSchema
}

/** The key of a group version in the index: `api/v1`, `apis/apps/v1`. */
export function openApiKey(apiVersion: string): string {
  return parseApiVersion(apiVersion).group === '' ? `api/${apiVersion}` : `apis/${apiVersion}`
}

/**
 * From the index, `/openapi/v3`: the path of each group version's document, by its `openApiKey`. The path
 * holds a hash of the document, so that a path that was read need not be read again.
 */
export function openApiPaths(index: unknown): ReadonlyMap<string, string> {
  const entries = Object.entries(asFields(asFields(index).paths)).map(([key, entry]) => {
    const path = asString(asFields(entry).serverRelativeURL)
    return [key, path] as const
  })
  // Only paths of the API itself are asked for: an index from elsewhere must not send requests elsewhere.
  return new Map(entries.filter(([, path]) => path.startsWith('/openapi/v3/')))
}

/** The schema of a kind in the document of its group version; null where the document has no such kind. */
export function kindSchema(document: unknown, { apiVersion, kind }: TypeName): KindSchema | null {
  const components = asFields(asFields(asFields(document).components).schemas)
  const { group, version } = parseApiVersion(apiVersion)
  const isNamed = (type: unknown) => {
    const named = asFields(type)
    return asString(named.group) === group && named.version === version && named.kind === kind
  }
  const root = Object.values(components).find((component) =>
    asList(asFields(component)['x-kubernetes-group-version-kind']).some(isNamed),
  )
  if (root === undefined) return null
  const writer = new SchemaWriter(components)
  const body = writer.withoutOffers(writer.write(asFields(root)), ['status'])
  const properties = asFields(body.properties)
  const { required, ...rest } = body
  const asked = asList(required).filter(
    (field) => !['apiVersion', 'kind', ...filled].includes(asString(field)),
  )
  const schema = {
    ...rest,
    ...(asked.length > 0 && { required: asked }),
    properties: {
      ...properties,
      apiVersion: { ...asFields(properties.apiVersion), const: apiVersion },
      kind: { ...asFields(properties.kind), const: kind },
    },
    definitions: writer.definitions(),
  }
  return { apiVersion, kind, schema }
}

/** What the server fills where it is missing. */
const filled = ['metadata', 'status']

/** The keyword of JSON Schema for what holds where `if` does; written out, it would make a promise of the object. */
const consequence = 'then'

/**
 * One schema for a text of several documents: each document is judged by the schema of the type it names,
 * and by none if that is not among them.
 */
export function schemaOfDocuments(kinds: readonly KindSchema[]): JsonSchema {
  const bodies = kinds.map(({ apiVersion, kind, schema: { definitions, ...body } }) => ({
    // Patterns, because an editor takes a constant that only begins alike for one that is being typed.
    if: {
      required: ['apiVersion', 'kind'],
      properties: { apiVersion: { pattern: exactly(apiVersion) }, kind: { pattern: exactly(kind) } },
    },
    [consequence]: body,
  }))
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    definitions: Object.assign({}, ...kinds.map(({ schema }) => asFields(schema.definitions))),
    allOf: bodies,
  }
}

function exactly(text: string): string {
  return `^${text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}$`
}
