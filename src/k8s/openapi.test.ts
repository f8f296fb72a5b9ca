/** On the documents that the sandbox serves, which have the shapes of a real API server's. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../sandbox/api/testing/client.ts'
import { builtinSchema, createRules } from '../sandbox/rules/index.ts'
import { type KindSchema, kindSchema, openApiKey, openApiPaths, schemaOfDocuments } from './openapi.ts'
import { asFields, type Fields } from './shape.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({
    rules: createRules({ expressions: null }),
    schemas: builtinSchema,
    definitions: [widgets],
  })
})
afterAll(() => server.api.close())

const widgets = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: widgetSchema() } }],
  },
}

function widgetSchema() {
  return {
    type: 'object',
    required: ['spec', 'metadata'],
    properties: {
      spec: {
        type: 'object',
        required: ['mode', 'size'],
        properties: {
          mode: { type: 'string', enum: ['Fast', 'Slow'], default: 'Fast', description: 'How *.it turns.' },
          size: {
            anyOf: [{ type: 'integer' }, { type: 'string' }],
            pattern: '^[0-9]+$',
            'x-kubernetes-int-or-string': true,
          },
          note: { type: 'string', nullable: true, pattern: '(?i)^yes$' },
          weight: { type: 'integer', format: 'int32', minimum: 0, exclusiveMinimum: true, maximum: 10 },
          free: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
            properties: { a: { type: 'string' } },
          },
          inner: {
            type: 'object',
            'x-kubernetes-embedded-resource': true,
            properties: { spec: { type: 'object', properties: { x: { type: 'string' } } } },
          },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          target: {
            type: 'object',
            properties: { name: { type: 'string' }, selector: { type: 'string' } },
            oneOf: [{ required: ['name'] }, { required: ['selector'] }],
          },
        },
      },
      status: { type: 'object', properties: { ready: { type: 'boolean' } } },
    },
  }
}

async function schemaOf(apiVersion: string, kind: string): Promise<KindSchema> {
  const path = openApiPaths((await server.send('GET', '/openapi/v3')).body).get(openApiKey(apiVersion))
  if (path === undefined) throw new Error(`${apiVersion} is not in the index`)
  const found = kindSchema((await server.send('GET', path)).body, { apiVersion, kind })
  if (found === null) throw new Error(`${apiVersion} has no ${kind}`)
  return found
}

/** The schema at a path of fields; `[]` steps into the items of a list. References are followed. */
function at({ schema }: KindSchema, ...steps: readonly string[]): Fields {
  const resolved = (node: Fields): Fields => {
    const { $ref: reference } = node
    if (typeof reference !== 'string') return node
    return asFields(asFields(schema.definitions)[reference.replace('#/definitions/', '')])
  }
  return steps.reduce(
    (node, step) => resolved(asFields(step === '[]' ? node.items : asFields(node.properties)[step])),
    schema,
  )
}

const fieldsOf = (schema: Fields) => Object.keys(asFields(schema.properties))

describe('the index', () => {
  test('names the document of each group version, with its hash', async () => {
    const paths = openApiPaths((await server.send('GET', '/openapi/v3')).body)
    expect(paths.get(openApiKey('v1'))).toMatch(/^\/openapi\/v3\/api\/v1\?hash=\w+$/)
    expect(paths.get(openApiKey('example.com/v1'))).toMatch(/^\/openapi\/v3\/apis\/example\.com\/v1\?hash=/)
    expect(paths.get(openApiKey('nowhere.example/v1'))).toBeUndefined()
  })

  test('that leads elsewhere, or is none, is not followed', () => {
    const entry = { serverRelativeURL: 'https://elsewhere.example/openapi/v3/api/v1' }
    expect(openApiPaths({ paths: { 'api/v1': entry } }).size).toBe(0)
    expect(openApiPaths({ paths: ['/apis'] }).size).toBe(0)
    expect(openApiPaths(null).size).toBe(0)
  })
})

describe('the schema of a built-in kind', () => {
  test('has its type as constants and exactly the fields of the API', async () => {
    const service = await schemaOf('v1', 'Service')
    expect(at(service, 'apiVersion').const).toBe('v1')
    expect(at(service, 'kind').const).toBe('Service')
    expect(fieldsOf(at(service, 'spec', 'ports', '[]')).sort()).toEqual(
      ['appProtocol', 'name', 'nodePort', 'port', 'protocol', 'targetPort'].sort(),
    )
    expect(at(service, 'spec', 'ports', '[]')).toMatchObject({
      required: ['port'],
      additionalProperties: false,
    })
    expect(at(service, 'spec', 'ports', '[]', 'port')).toMatchObject({ type: 'integer', format: 'int32' })
    expect(at(service, 'spec', 'ports', '[]', 'targetPort').type).toEqual(['string', 'integer'])
    expect(at(service, 'spec', 'ports').markdownDescription).toMatch(/^`\[\]ServicePort`/)
    expect(at(service, 'spec', 'selector').additionalProperties).toMatchObject({ type: 'string' })
  })

  test('keeps what it leads to and nothing else', async () => {
    const { schema } = await schemaOf('v1', 'Service')
    const names = Object.keys(asFields(schema.definitions))
    expect(names).toContain('io.k8s.api.core.v1.ServicePort')
    expect(names).not.toContain('io.k8s.api.core.v1.PodSpec')
    const references = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g)]
    expect(new Set(references.map(([, name]) => name)).size).toBeGreaterThan(3)
    for (const [, name = ''] of references) expect(names).toContain(name)
  })

  test('knows what the server writes, but does not offer it', async () => {
    const service = await schemaOf('v1', 'Service')
    expect(at(service, 'status')).toMatchObject({ doNotSuggest: true, type: 'object' })
    expect(fieldsOf(at(service, 'status'))).toContain('loadBalancer')
    expect(at(service, 'metadata', 'managedFields').doNotSuggest).toBe(true)
    expect(at(service, 'metadata', 'labels').doNotSuggest).toBeUndefined()
  })

  test('is null where the document has no such kind', () => {
    expect(kindSchema({ components: { schemas: {} } }, { apiVersion: 'v1', kind: 'Service' })).toBeNull()
    expect(kindSchema('nonsense', { apiVersion: 'v1', kind: 'Service' })).toBeNull()
  })
})

describe('the schema of a custom resource', () => {
  let widget: KindSchema
  beforeAll(async () => {
    widget = await schemaOf('example.com/v1', 'Widget')
  })

  test('asks for what nobody else fills in', () => {
    expect(widget.schema.required).toEqual(['spec'])
    expect(at(widget, 'spec').required).toEqual(['size'])
    expect(widget.schema.additionalProperties).toBe(false)
  })

  test('takes numbers or strings, with their pattern', () => {
    expect(at(widget, 'spec', 'size')).toMatchObject({ type: ['string', 'integer'], pattern: '^[0-9]+$' })
    expect(at(widget, 'spec', 'size').anyOf).toBeUndefined()
  })

  test('keeps enums, defaults, bounds and null', () => {
    expect(at(widget, 'spec', 'mode')).toMatchObject({ enum: ['Fast', 'Slow'], default: 'Fast' })
    expect(at(widget, 'spec', 'weight')).toMatchObject({ exclusiveMinimum: 0, maximum: 10 })
    expect(at(widget, 'spec', 'weight').minimum).toBeUndefined()
    expect(at(widget, 'spec', 'note').type).toEqual(['string', 'null'])
  })

  test('leaves patterns that JavaScript cannot read to the server', () => {
    expect(at(widget, 'spec', 'note').pattern).toBeUndefined()
  })

  test('is open where unknown fields are preserved, closed elsewhere', () => {
    expect(at(widget, 'spec', 'free').additionalProperties).toBeUndefined()
    expect(at(widget, 'spec').additionalProperties).toBe(false)
    expect(at(widget, 'spec', 'labels').additionalProperties).toMatchObject({ type: 'string' })
  })

  test('knows the fields that every embedded object has', () => {
    expect(fieldsOf(at(widget, 'spec', 'inner')).sort()).toEqual(['apiVersion', 'kind', 'metadata', 'spec'])
  })

  test('keeps conditions, and they refuse no field', () => {
    const { oneOf, additionalProperties } = at(widget, 'spec', 'target')
    expect(oneOf).toEqual([{ required: ['name'] }, { required: ['selector'] }])
    expect(additionalProperties).toBe(false)
  })

  test('explains a field with its type and default', () => {
    expect(at(widget, 'spec', 'mode').markdownDescription).toBe('`string` = `"Fast"`\n\nHow \\*.it turns.')
    expect(at(widget, 'spec', 'labels').markdownDescription).toBe('`map[string]string`')
  })
})

test('a schema that leads back to itself ends', () => {
  const name = 'io.k8s.JSONSchemaProps'
  const self = { $ref: `#/components/schemas/${name}` }
  const document = {
    components: {
      schemas: {
        [name]: {
          type: 'object',
          properties: {
            not: self,
            $ref: { type: 'string' },
            allOf: { type: 'array', items: { allOf: [self] } },
          },
        },
        'io.k8s.Definition': {
          type: 'object',
          properties: { spec: self },
          'x-kubernetes-group-version-kind': [{ group: 'a.io', version: 'v1', kind: 'Definition' }],
        },
      },
    },
  }
  const found = kindSchema(document, { apiVersion: 'a.io/v1', kind: 'Definition' })
  expect(Object.keys(asFields(found?.schema.definitions))).toEqual([name])
  if (found === null) return
  expect(fieldsOf(at(found, 'spec', 'allOf', '[]', 'not'))).toEqual(['not', '$ref', 'allOf'])
})

test('a text of several documents has one schema that chooses by type', async () => {
  const [service, widget] = [await schemaOf('v1', 'Service'), await schemaOf('example.com/v1', 'Widget')]
  const schema = schemaOfDocuments([service, widget])
  const branches = schema.allOf as readonly { if: { properties: Fields }; then: Fields }[]
  expect(branches.map((branch) => branch.if.properties)).toEqual([
    { apiVersion: { pattern: '^v1$' }, kind: { pattern: '^Service$' } },
    { apiVersion: { pattern: '^example\\.com\\/v1$' }, kind: { pattern: '^Widget$' } },
  ])
  expect(branches.every((branch) => !('definitions' in branch.then))).toBe(true)
  expect(Object.keys(asFields(schema.definitions))).toContain('io.k8s.api.core.v1.ServicePort')
})
