import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiVersionOf, resourcePath } from '../../k8s/resource.ts'
import { startTestServer, type TestServer } from '../api/testing/client.ts'
import { listOf, mapOf, nameOf } from '../api/values.ts'
import { celExpressions } from '../rules/cel/engine.ts'
import { builtinSchema, createRules, uncheckedRules } from '../rules/index.ts'
import type { JsonMap } from '../types.ts'
import { loadDefinitions } from './index.ts'

const collection = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
const expressions = celExpressions()
const definitions = frozen(await loadDefinitions())

/** Rules that the sandbox leaves to a real API server: `<kind>.<group> <path>: <obstacle>`. */
const unchecked: readonly string[] = []

let server: TestServer
let unshared: TestServer

beforeAll(async () => {
  const start = (given: readonly JsonMap[]) =>
    startTestServer({ rules: createRules({ expressions }), schemas: builtinSchema, definitions: given })
  server = await start(definitions)
  unshared = await start(definitions.map((each) => JSON.parse(JSON.stringify(each)) as JsonMap))
})
afterAll(() => Promise.all([server.api.close(), unshared.api.close()]))

describe.each(definitions.map((each) => [nameOf(each), each] as const))('%s', (name, definition) => {
  it('is kept as it was written', async () => {
    const { body } = await server.send('GET', `${collection}/${name}`)
    expect(mapOf(body.metadata)).toMatchObject(mapOf(definition.metadata))
    expect(mapOf(body.spec)).toEqual({ conversion: { strategy: 'None' }, ...mapOf(definition.spec) })
  })

  it('is served in every version that it serves', async () => {
    const { group, names, versions } = mapOf(definition.spec)
    const served = listOf(versions).filter((version) => mapOf(version).served === true)
    expect(served).not.toEqual([])
    for (const version of served) {
      const path = `/apis/${String(group)}/${String(mapOf(version).name)}`
      const list = await server.send('GET', `${path}/${String(mapOf(names).plural)}`)
      expect(list.body).toMatchObject({ kind: mapOf(names).listKind, items: [] })
    }
  })
})

it('has one file a kind, named by it', async () => {
  const folder = import.meta.dirname
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort()
  const names = definitions.map(({ spec }) => {
    const { group, names } = mapOf(spec)
    return `${String(group)}_${String(mapOf(names).plural)}.yaml`
  })
  expect(files).toEqual(names)
})

it('has no rule that the sandbox cannot evaluate, but those listed', () => {
  const found = uncheckedRules(server.api.core.kinds.all(), expressions)
  expect(found.map(({ kind, path, obstacle }) => `${kind} ${path}: ${obstacle}`)).toEqual(unchecked)
})

it('is the same to OpenAPI whether shapes are shared or not', async () => {
  const paths = Object.keys(mapOf((await server.send('GET', '/openapi/v3')).body.paths))
  expect(paths.length).toBeGreaterThan(definitions.length / 4)
  for (const path of paths) {
    const [one, other] = await Promise.all(
      [server, unshared].map((each) => each.send('GET', `/openapi/v3/${path}`)),
    )
    expect(one?.code).toBe(200)
    expect(one?.text).toBe(other?.text)
  }
})

it('changes in one place only, where a shape is shared', async () => {
  const path = `${collection}/httproutes.gateway.networking.k8s.io`
  const at = '/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/hostnames/maxItems'
  const patch = [{ op: 'replace', path: at, value: 3 }]
  const type = { 'content-type': 'application/json-patch+json' }
  const { code, body } = await unshared.send('PATCH', path, patch, type)
  const shared = await server.send('PATCH', `${path}?dryRun=All`, patch, type)
  expect(code).toBe(200)
  expect(shared.body.spec).toEqual(body.spec)
})

const backendRefs = [{ name: 'web', port: 80 }]
const redirect = { type: 'RequestRedirect', requestRedirect: { statusCode: 301 } }
const peer = { myASN: 1, peerASN: 2, peerAddress: '10.0.0.1' }
const parentOf = (namespace: string) => ({ name: 'entry', namespace })

it.each([
  ['HTTPRoute', { rules: [{ backendRefs }] }],
  ['HTTPRoute', { parentRefs: [parentOf('one'), parentOf('two')] }],
  ['BGPPeer', { ...peer, connectTime: '10s' }],
])('%s takes %j', async (kind, spec) => {
  const { code, body } = await create(kind, spec)
  expect(code, String(body.message)).toBe(201)
})

it.each([
  [
    'HTTPRoute',
    { parentRefs: [parentOf('one'), parentOf('one')] },
    'sectionName must be unique when parentRefs includes 2 or more references to the same parent',
  ],
  [
    'HTTPRoute',
    { rules: [{ backendRefs, filters: [redirect] }] },
    'RequestRedirect filter must not be used together with backendRefs',
  ],
  [
    'HTTPRoute',
    { rules: [{ backendRefs: [{ name: 'web', port: 80, filters: [redirect, redirect] }] }] },
    'spec.rules[0].backendRefs[0].filters: Invalid value: RequestRedirect filter cannot be repeated',
  ],
  [
    'HTTPRoute',
    { rules: [{ timeouts: { request: '1s', backendRequest: '2s' } }] },
    'backendRequest timeout cannot be longer than request timeout',
  ],
  ['TLSRoute', { hostnames: ['1.2.3.4'], rules: [{ backendRefs }] }, 'Hostnames cannot contain an IP'],
  [
    'Gateway',
    { gatewayClassName: 'a', listeners: [{ name: 'a', port: 80, protocol: 'HTTP', tls: {} }] },
    "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
  ],
  ['BGPPeer', { ...peer, connectTime: '1.5s' }, 'connect time should contain a whole number of seconds'],
  [
    'BaselineAdminNetworkPolicy',
    { subject: { namespaces: {} } },
    'Only one baseline admin network policy with metadata.name="default" can be created in the cluster',
  ],
])('%s refuses %j: %s', async (kind, spec, message) => {
  const { code, body } = await create(kind, spec)
  expect(code).toBe(422)
  expect(body.message).toContain(message)
})

/** A dry run, in the version that is stored. */
function create(name: string, spec: object) {
  const kind = server.api.core.kinds
    .all()
    .find((each) => each.kind === name && each.version === each.storageVersion)
  if (kind === undefined) throw new Error(`the sandbox serves no ${name}`)
  const path = resourcePath(kind, kind.namespaced ? { namespace: 'default' } : {})
  const object = { apiVersion: apiVersionOf(kind), kind: name, metadata: { name: 'a' }, spec }
  return server.send('POST', `${path}?dryRun=All`, object)
}

/** The same value, in which nothing can be changed: whatever tries to throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const each of Object.values(value)) frozen(each)
  }
  return value
}
