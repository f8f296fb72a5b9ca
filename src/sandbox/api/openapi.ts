/** `/openapi/v3`: an index, and for each group version the schemas of its kinds and the paths that take them. */

import { createHash } from 'node:crypto'
import { resourcePath } from '../../k8s/resource.ts'
import type { Json, JsonMap, KindInfo, Schema } from '../types.ts'
import { subresourcesOf } from './discovery.ts'
import type { KindRegistry } from './kinds.ts'
import { isList, isMap, mapFrom } from './values.ts'

const metaName = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'
const listMetaName = 'io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta'
const conventions = 'https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md'
const typeFields: JsonMap = {
  apiVersion: {
    description: `APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values. More info: ${conventions}#resources`,
    type: 'string',
  },
  kind: {
    description: `Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: ${conventions}#types-kinds`,
    type: 'string',
  },
}

interface Document {
  readonly text: string
  readonly hash: string
}

/** Documents are made when first asked for and kept until the served kinds change. */
export class OpenApi {
  readonly #documents = new Map<string, Document>()
  #revision = -1

  constructor(readonly kinds: KindRegistry) {}

  /** `/openapi/v3`: where each document is, with a hash that changes with its content. */
  index(): JsonMap {
    const paths = this.kinds.groups().flatMap(({ group, versions }) =>
      versions.map(({ version }): [string, Json] => {
        const path = pathOf(group, version)
        return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${this.document(path)?.hash ?? ''}` }]
      }),
    )
    return { paths: mapFrom(paths) }
  }

  /** The document at `api/v1` or `apis/<group>/<version>`, or `null`. */
  document(path: string): Document | null {
    if (this.#revision !== this.kinds.revision) {
      this.#documents.clear()
      this.#revision = this.kinds.revision
    }
    const known = this.#documents.get(path)
    if (known !== undefined) return known
    const kinds = this.kinds.all().filter((kind) => pathOf(kind.group, kind.version) === path)
    if (kinds.length === 0) return null
    const text = JSON.stringify(documentOf(kinds, this.#objectMeta()))
    const document = { text, hash: createHash('sha512').update(text).digest('hex').toUpperCase() }
    this.#documents.set(path, document)
    return document
  }

  #objectMeta(): Schema | null {
    const withMeta = this.kinds
      .all()
      .find((kind) => !kind.custom && kind.schema?.properties?.metadata !== undefined)
    return withMeta?.schema?.properties?.metadata ?? null
  }
}

function pathOf(group: string, version: string): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`
}

function documentOf(kinds: readonly KindInfo[], objectMeta: Schema | null): JsonMap {
  const components = new Components()
  components.add(metaName, objectMeta ?? { type: 'object', 'x-kubernetes-preserve-unknown-fields': true })
  components.add(listMetaName, listMeta)
  for (const kind of kinds) addKind(components, kind)
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.36.3' },
    paths: mapFrom(kinds.flatMap(pathsOf)),
    components: { schemas: components.toJson() },
  }
}

const listMeta: Schema = {
  type: 'object',
  description:
    'ListMeta describes metadata that synthetic resources must have, including lists and various status objects.',
  properties: {
    continue: { type: 'string' },
    remainingItemCount: { type: 'integer', format: 'int64' },
    resourceVersion: { type: 'string' },
    selfLink: { type: 'string' },
  },
}

/** `io.alauda.crd.v1.Rule`: the group backwards, then version and kind; built-in schemas bring their names. */
function componentName(kind: KindInfo): string {
  const given = kind.schema?.['x-type-name']
  if (given !== undefined) return given
  if (kind.custom) return [...kind.group.split('.').reverse(), kind.version, kind.kind].join('.')
  const group = kind.group === '' ? 'core' : (kind.group.split('.')[0] ?? kind.group)
  return `io.k8s.api.${group}.${kind.version}.${kind.kind}`
}

function gvkOf(kind: KindInfo): JsonMap {
  return { group: kind.group, kind: kind.kind, version: kind.version }
}

function reference(name: string): JsonMap {
  return { $ref: `#/components/schemas/${name}` }
}

function addKind(components: Components, kind: KindInfo): void {
  const name = componentName(kind)
  const schema = kind.schema ?? { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
  const { 'x-type-name': _, properties, ...rest } = schema
  const body = components.convert(rest)
  const fields = properties === undefined ? {} : components.properties(properties)
  const metadata = {
    description: `Standard object's metadata. More info: ${conventions}#metadata`,
    allOf: [reference(metaName)],
  }
  components.put(name, {
    ...body,
    properties: {
      ...fields,
      ...typeFields,
      ...(kind.verbs.includes('list') || kind.custom ? { metadata } : {}),
    },
    'x-kubernetes-group-version-kind': [gvkOf(kind)],
  })
  if (!kind.verbs.includes('list')) return
  components.put(`${name}List`, {
    description: `${kind.listKind} is a list of ${kind.kind}`,
    type: 'object',
    required: ['items'],
    properties: {
      ...typeFields,
      items: {
        description: `List of ${kind.plural}. More info: ${conventions}`,
        type: 'array',
        items: reference(name),
      },
      metadata: {
        description: `Standard list metadata. More info: ${conventions}#types-kinds`,
        allOf: [reference(listMetaName)],
      },
    },
    'x-kubernetes-group-version-kind': [{ ...gvkOf(kind), kind: kind.listKind }],
  })
}

/** The named schemas of one document. */
class Components {
  readonly #schemas = new Map<string, JsonMap>()

  put(name: string, schema: JsonMap): void {
    this.#schemas.set(name, schema)
  }

  add(name: string, schema: Schema): void {
    const { 'x-type-name': _, ...rest } = schema
    if (!this.#schemas.has(name)) this.#schemas.set(name, this.convert(rest))
  }

  /** A schema with shared types replaced by references to components. */
  convert(schema: Schema): JsonMap {
    const name = schema['x-type-name']
    if (name !== undefined) {
      if (!this.#schemas.has(name)) {
        // Reserved first, so that a type that holds itself ends.
        this.#schemas.set(name, {})
        const { 'x-type-name': _, description: __, default: ___, ...rest } = schema
        this.#schemas.set(name, this.convert(rest))
      }
      const { description, default: fallback } = schema
      return {
        ...(description === undefined ? {} : { description }),
        ...(fallback === undefined ? {} : { default: fallback }),
        allOf: [reference(name)],
      }
    }
    const entries = Object.entries(schema).map(([key, value]): readonly [string, Json] => {
      if (key === 'properties') return [key, this.properties(value as Readonly<Record<string, Schema>>)]
      if (key === 'items' || key === 'not' || (key === 'additionalProperties' && isMap(value))) {
        return [key, this.convert(value as Schema)]
      }
      if ((key === 'allOf' || key === 'anyOf' || key === 'oneOf') && isList(value)) {
        return [key, value.map((each) => this.convert(each as Schema))]
      }
      return [key, value as Json]
    })
    return mapFrom(entries)
  }

  properties(properties: Readonly<Record<string, Schema>>): JsonMap {
    return mapFrom(Object.entries(properties).map(([key, schema]) => [key, this.convert(schema)] as const))
  }

  toJson(): JsonMap {
    return mapFrom([...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}

const writeParameters: Json = ['dryRun', 'fieldManager', 'fieldValidation'].map((name) => ({
  name,
  in: 'query',
  schema: { type: 'string', uniqueItems: true },
}))
const forceParameter: Json = { name: 'force', in: 'query', schema: { type: 'boolean', uniqueItems: true } }

/** The operations on a kind; what clients read in them is which kind and which parameters they take. */
function pathsOf(kind: KindInfo): (readonly [string, JsonMap])[] {
  const type = { 'x-kubernetes-group-version-kind': gvkOf(kind) }
  const schema = reference(componentName(kind))
  const responses = { 200: { description: 'OK', content: { 'application/json': { schema } } } }
  const write = { responses, parameters: writeParameters, ...type }
  const base = resourcePath(kind)
  const scoped = kind.namespaced ? base.replace(/\/([^/]+)$/, '/namespaces/{namespace}/$1') : base
  const has = (verb: string) => kind.verbs.includes(verb)
  const collection: JsonMap = {
    ...(has('list') ? { get: { responses, 'x-kubernetes-action': 'list', ...type } } : {}),
    ...(has('create') ? { post: { ...write, 'x-kubernetes-action': 'post' } } : {}),
    ...(has('deletecollection')
      ? { delete: { responses, 'x-kubernetes-action': 'deletecollection', ...type } }
      : {}),
  }
  if (!has('get')) return [[scoped, collection]]
  const single: JsonMap = {
    get: { responses, 'x-kubernetes-action': 'get', ...type },
    put: { ...write, 'x-kubernetes-action': 'put' },
    patch: {
      ...write,
      parameters: [...(writeParameters as Json[]), forceParameter],
      'x-kubernetes-action': 'patch',
    },
    delete: { responses, 'x-kubernetes-action': 'delete', ...type },
  }
  const { get, put, patch } = single
  const subresource = mapFrom(
    Object.entries({ get, put, patch }).flatMap(([verb, each]) => (each === undefined ? [] : [[verb, each]])),
  )
  return [
    ...(kind.namespaced
      ? [[base, { get: { responses, 'x-kubernetes-action': 'list', ...type } }] as const]
      : []),
    [scoped, collection],
    [`${scoped}/{name}`, single],
    ...subresourcesOf(kind).map((name) => [`${scoped}/{name}/${name}`, subresource] as const),
  ]
}
