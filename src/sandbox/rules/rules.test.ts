import { describe, expect, it } from 'vitest'
import { StatusError } from '../../k8s/status.ts'
import { loadDefinitions } from '../definitions/index.ts'
import type { KindInfo, RuleContext, SandboxObject, Schema } from '../types.ts'
import { variationsOf } from './corpus.ts'
import { builtinSchema, createRules } from './index.ts'

const rules = createRules({ expressions: null })

const context: RuleContext = {
  lookup: { get: () => null, list: () => [] },
  now: new Date(0),
  // Who may grant everything, so that roles are judged by their form alone.
  user: { name: 'ann', groups: ['system:masters'] },
  dryRun: true,
  kind: () => null,
}

function kindOf(apiVersion: string, kind: string, custom: Schema | null = null, namespaced = true): KindInfo {
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  return {
    group,
    version,
    kind,
    listKind: `${kind}List`,
    plural: `${kind.toLowerCase()}s`,
    singular: kind.toLowerCase(),
    shortNames: [],
    categories: [],
    namespaced,
    verbs: [],
    subresources: { status: true, scale: null },
    storageVersion: version,
    servedVersions: [version],
    storageKey: `${group}/${kind}`,
    custom: custom !== null,
    columns: [],
    schema: custom ?? builtinSchema(group, version, kind),
    selectableFields: [],
    deprecationWarning: null,
  }
}

const container = { name: 'web', image: 'web:1', ports: [{ name: 'http', containerPort: 80 }] }
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } }

const samples: readonly (readonly [string, string, object])[] = [
  [
    'v1',
    'Service',
    { spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] } },
  ],
  ['v1', 'Pod', { spec: template.spec }],
  ['v1', 'Secret', { type: 'kubernetes.io/tls', data: { 'tls.crt': 'YQ==', 'tls.key': 'YQ==' } }],
  ['apps/v1', 'Deployment', { spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template } }],
  ['apps/v1', 'DaemonSet', { spec: { selector: { matchLabels: { app: 'web' } }, template } }],
  [
    'networking.k8s.io/v1',
    'Ingress',
    {
      spec: {
        rules: [
          {
            host: 'web.example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'web', port: { name: 'http' } } },
                },
              ],
            },
          },
        ],
        tls: [{ hosts: ['web.example.com'], secretName: 'web' }],
      },
    },
  ],
  [
    'networking.k8s.io/v1',
    'NetworkPolicy',
    {
      spec: {
        podSelector: {},
        egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }],
      },
    },
  ],
  ['discovery.k8s.io/v1', 'EndpointSlice', { addressType: 'IPv4', endpoints: [{ addresses: ['10.0.0.1'] }] }],
  [
    'rbac.authorization.k8s.io/v1',
    'Role',
    { rules: [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }] },
  ],
]

const whole = (apiVersion: string, kind: string, rest: object) => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
  ...rest,
})

const prepare = (kind: KindInfo, object: object, old: SandboxObject | null = null) =>
  rules.prepare(kind, object as SandboxObject, old, old === null ? 'create' : 'update', '', context).object

describe('built-in kinds', () => {
  it.each(samples)('%s %s: a prepared object is prepared already', (apiVersion, name, rest) => {
    const kind = kindOf(apiVersion, name)
    const object = whole(apiVersion, name, rest)
    const before = structuredClone(object)
    const first = prepare(kind, object)
    expect(object).toEqual(before)
    expect(rules.unknownFields(kind, first)).toEqual([])
    expect(prepare(kind, first, first)).toEqual(first)
  })

  it.each(samples)('%s %s: every variation is taken or refused with a Status', (apiVersion, name, rest) => {
    const kind = kindOf(apiVersion, name)
    let refused = 0
    for (const { object } of variationsOf(whole(apiVersion, name, rest))) {
      try {
        prepare(kind, object)
      } catch (error) {
        if (!(error instanceof StatusError)) throw error
        expect([400, 422]).toContain(error.code)
        expect(error.message).not.toBe('')
        refused += 1
      }
    }
    expect(refused).toBeGreaterThan(10)
  })
})

interface Definition {
  readonly spec: {
    readonly group: string
    readonly names: { readonly kind: string }
    readonly versions: readonly {
      readonly name: string
      readonly schema: { readonly openAPIV3Schema: Schema }
    }[]
  }
}

describe('custom kinds', async () => {
  const definitions = (await loadDefinitions()) as unknown as readonly Definition[]

  it.each(definitions.map((each) => [each.spec.names.kind, each] as const))(
    '%s survives any input',
    (name, { spec }) => {
      for (const version of spec.versions) {
        const apiVersion = `${spec.group}/${version.name}`
        const kind = kindOf(apiVersion, name, version.schema.openAPIV3Schema)
        for (const { object } of variationsOf(whole(apiVersion, name, { spec: { a: 1 }, status: 'x' }))) {
          try {
            prepare(kind, object)
          } catch (error) {
            if (!(error instanceof StatusError)) throw error
          }
        }
      }
    },
  )

  const schema: Schema = {
    type: 'object',
    required: ['spec'],
    properties: {
      spec: {
        type: 'object',
        required: ['size'],
        properties: { size: { type: 'string', enum: ['S', 'M'] }, count: { type: 'integer', default: 1 } },
      },
      status: { type: 'object', properties: { phase: { type: 'string' } } },
    },
  }
  const kind = kindOf('example.com/v1', 'Shirt', schema)
  const shirt = (spec: object, metadata: object = {}) => ({
    apiVersion: 'example.com/v1',
    kind: 'Shirt',
    metadata: { name: 'a', namespace: 'shop', ...metadata },
    spec,
  })

  it('are pruned, filled in and checked', () => {
    expect(prepare(kind, shirt({ size: 'S', colour: 'red' }))).toMatchObject({
      spec: { size: 'S', count: 1 },
    })
    expect(
      rules.unknownFields(kind, shirt({ size: 'S', colour: 'red' }) as unknown as SandboxObject),
    ).toEqual(['spec.colour'])
    expect(() => prepare(kind, shirt({}))).toThrow(
      'Shirt.example.com "a" is invalid: spec.size: Required value',
    )
    expect(() => prepare(kind, shirt({ size: 'L' }))).toThrow(
      'Shirt.example.com "a" is invalid: spec.size: Unsupported value: "L": supported values: "S", "M"',
    )
  })

  it('have metadata like everything else', () => {
    expect(() => prepare(kind, shirt({ size: 'S' }, { labels: { a: 1 } }))).toThrow(
      'Shirt in version "v1" cannot be handled as a Shirt: json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string',
    )
    expect(() => prepare(kind, shirt({ size: 'S' }, { name: 'A' }))).toThrow(
      'metadata.name: Invalid value: "A"',
    )
    const old = prepare(kind, shirt({ size: 'S' }))
    expect(() => prepare(kind, shirt({ size: 'S' }, { uid: 'x' }), old)).toThrow(
      'metadata.uid: Invalid value: "x": field is immutable',
    )
  })

  it('say where in the status a status is wrong', () => {
    const old = prepare(kind, shirt({ size: 'S' }))
    const object = { ...old, status: { phase: 7 } } as SandboxObject
    expect(() => rules.prepare(kind, object, old, 'update', 'status', context)).toThrow(
      'status.phase: Invalid value: "integer": phase in body must be of type string: "integer"',
    )
  })
})
