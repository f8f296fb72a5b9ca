import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from './testing/client.ts'
import { listOf, mapOf, valueAt } from './values.ts'

let server: TestServer
const merge = { 'content-type': 'application/merge-patch+json' }
const maps = '/api/v1/namespaces/default/configmaps'
const sets = '/apis/apps/v1/namespaces/default/replicasets'

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.api.close())

describe('writes', () => {
  it('tell warnings of what they refuse', async () => {
    const path = '/api/v1/namespaces/default/services'
    await server.send('POST', path, { metadata: { name: 'twice' } })
    const answer = await server.send('POST', path, '{"metadata":{"name":"twice","name":"twice"}}')
    expect(answer.code).toBe(409)
    expect(answer.headers.get('warning')).toBe('299 - "duplicate field \\"metadata.name\\""')
  })

  it('take version 0 for none, and no version of what is new', async () => {
    await server.send('POST', maps, { metadata: { name: 'zero' } })
    const zero = { metadata: { name: 'zero', resourceVersion: '0' } }
    expect((await server.send('PUT', `${maps}/zero`, zero)).code).toBe(200)
    const born = await server.send('POST', maps, { metadata: { name: 'born', resourceVersion: '5' } })
    expect([born.code, born.body.message]).toEqual([
      500,
      'resourceVersion should not be set on objects to be created',
    ])
  })

  it('make an object by PUT only where no uid says that another one is meant', async () => {
    const path = '/api/v1/namespaces/default/services/put'
    const body = (metadata: object) => ({
      metadata: { name: 'put', ...metadata },
      spec: { ports: [{ port: 80 }] },
    })
    for (const query of ['', '?dryRun=All']) {
      const answer = await server.send('PUT', `${path}${query}`, body({ uid: 'of-a-deleted-one' }))
      expect([answer.code, answer.body.reason]).toEqual([409, 'Conflict'])
      expect(answer.body.message).toMatch(/UID in precondition: of-a-deleted-one, UID in object meta: $/)
    }
    expect((await server.send('PUT', path, body({}))).code).toBe(201)
  })

  it('set no time of deletion', async () => {
    await server.send('POST', maps, { metadata: { name: 'kept' } })
    const body = { metadata: { name: 'kept', deletionTimestamp: '2020-01-01T00:00:00Z' } }
    const answer = await server.send('PUT', `${maps}/kept`, body)
    expect(answer.code).toBe(422)
    expect(valueAt(mapOf(listOf(valueAt(answer.body, ['details', 'causes']))[0]), ['field'])).toBe(
      'metadata.deletionTimestamp',
    )
  })

  it('say that the name is still taken by what is being deleted', async () => {
    await server.send('POST', maps, { metadata: { name: 'held', finalizers: ['example.com/x'] } })
    await server.send('DELETE', `${maps}/held`)
    expect((await server.send('POST', maps, { metadata: { name: 'held' } })).body.message).toBe(
      'object is being deleted: configmaps "held" already exists',
    )
  })

  it('leave without owners what began without', async () => {
    const { body } = await server.send('POST', maps, { metadata: { name: 'bare' } })
    expect(valueAt(body, ['metadata', 'managedFields'])).toBeUndefined()
    const patched = await server.send('PATCH', `${maps}/bare`, { data: { a: '1' } }, merge)
    expect(valueAt(patched.body, ['metadata', 'managedFields'])).toBeUndefined()
  })
})

describe('Scales', () => {
  it('are held to their object and their types', async () => {
    await server.send('POST', sets, { metadata: { name: 'r' }, spec: { replicas: 1 } })
    const scale = (body: object) => server.send('PUT', `${sets}/r/scale`, body)
    expect((await scale({ metadata: { name: 'r' }, spec: { replicas: 2 } })).code).toBe(200)
    expect((await scale({ metadata: { name: 'other' }, spec: { replicas: 3 } })).body.message).toBe(
      'the name of the object (other) does not match the name on the URL (r)',
    )
    expect((await scale({ metadata: { name: 'r' }, spec: { replicas: 'x' } })).body.message).toBe(
      'Scale in version "v1" cannot be handled as a Scale: json: cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32',
    )
    expect((await scale({ kind: 'ReplicaSet', metadata: { name: 'r' } })).code).toBe(400)
  })
})

describe('reads', () => {
  it('are not paged where any age will do', async () => {
    const { body } = await server.send('GET', '/api/v1/namespaces?limit=1&resourceVersion=0')
    expect(listOf(body.items).length).toBeGreaterThan(1)
    expect(valueAt(body, ['metadata', 'continue'])).toBeUndefined()
  })

  it('tell paths that are not served from objects that are not there', async () => {
    expect((await server.send('GET', '/apis/apps/v9')).body.reason).toBe('NotFound')
    expect((await server.send('GET', '/apis/nowhere/v1')).text).toBe('404 page not found\n')
    expect((await server.send('GET', maps.replace('/configmaps', '%2Fconfigmaps'))).code).toBe(200)
    expect((await server.send('GET', `${maps}/a%2Fb`)).body.message).toBe(
      'the server could not find the requested resource',
    )
    expect((await server.send('GET', `${maps}/a?resourceVersion=x`)).code).toBe(500)
  })
})
