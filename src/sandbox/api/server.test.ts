import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from './testing/client.ts'
import { listOf, mapOf, nameOf, valueAt, versionOf } from './values.ts'

let server: TestServer
const merge = { 'content-type': 'application/merge-patch+json' }
const apply = { 'content-type': 'application/apply-patch+yaml' }
const maps = '/api/v1/namespaces/default/configmaps'

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.api.close())

function map(name: string, more: object = {}) {
  return { metadata: { name }, data: { k: 'v' }, ...more }
}

describe('access', () => {
  it('refuses whoever brings no known token', async () => {
    expect((await server.send('GET', '/api', undefined, { authorization: '' })).code).toBe(401)
    expect((await server.send('GET', '/api', undefined, { authorization: 'Bearer x' })).body.message).toBe(
      'Unauthorized',
    )
  })

  it('says who cannot do what', async () => {
    const nobody = { authorization: 'Bearer nobody' }
    const answer = await server.send('GET', maps, undefined, nobody)
    expect(answer.code).toBe(403)
    expect(answer.body.message).toBe(
      'configmaps is forbidden: User "nobody" cannot list resource "configmaps" in API group "" in the namespace "default"',
    )
    const other = await server.send('GET', '/api', undefined, { ...nobody, 'impersonate-user': 'admin' })
    expect(other.body.message).toBe(
      'users "admin" is forbidden: User "nobody" cannot impersonate resource "users" in API group "" at the cluster scope',
    )
  })

  it('acts as the impersonated user', async () => {
    const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
    const answer = await server.send(
      'POST',
      path,
      {},
      { 'impersonate-user': 'bob', 'impersonate-group': 'system:masters' },
    )
    expect(valueAt(answer.body, ['status', 'userInfo'])).toEqual({
      username: 'bob',
      groups: ['system:masters', 'system:authenticated'],
    })
  })
})

describe('writing', () => {
  it('creates, refuses twice, updates with a lock, deletes', async () => {
    const created = await server.send('POST', maps, map('one'))
    expect(created.code).toBe(201)
    expect((await server.send('POST', maps, map('one'))).body.reason).toBe('AlreadyExists')
    const fresh = await server.send('PUT', `${maps}/one`, { ...created.body, data: { k: 'w' } })
    expect(fresh.code).toBe(200)
    const stale = await server.send('PUT', `${maps}/one`, { ...created.body, data: { k: 'x' } })
    expect(stale.code).toBe(409)
    expect(stale.body.message).toBe(
      'Operation cannot be fulfilled on configmaps "one": the object has been modified; please apply your changes to the latest version and try again',
    )
    const same = await server.send('PUT', `${maps}/one`, fresh.body)
    expect(versionOf(same.body)).toBe(versionOf(fresh.body))
    expect((await server.send('DELETE', `${maps}/one`)).body.status).toBe('Success')
    expect((await server.send('GET', `${maps}/one`)).code).toBe(404)
  })

  it('leaves nothing behind in a dry run', async () => {
    const before = server.api.store.revision
    expect((await server.send('POST', `${maps}?dryRun=All`, map('dry'))).code).toBe(201)
    expect(server.api.store.revision).toBe(before)
    expect((await server.send('GET', `${maps}/dry`)).code).toBe(404)
  })

  it('applies twice without a change and names conflicts', async () => {
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'applied' }, data: { a: '1' } }
    const path = `${maps}/applied?fieldManager=one`
    const first = await server.send('PATCH', path, config, apply)
    expect(first.code).toBe(201)
    const second = await server.send('PATCH', path, config, apply)
    expect(versionOf(second.body)).toBe(versionOf(first.body))
    const other = await server.send(
      'PATCH',
      `${maps}/applied?fieldManager=two`,
      { ...config, data: { a: '2' } },
      apply,
    )
    expect(other.code).toBe(409)
    expect(valueAt(other.body, ['details', 'causes'])).toEqual([
      { reason: 'FieldManagerConflict', message: 'conflict with "one"', field: '.data.a' },
    ])
  })

  it('creates nothing where there is no namespace', async () => {
    const answer = await server.send('POST', '/api/v1/namespaces/nowhere/configmaps', map('x'))
    expect(answer.code).toBe(404)
    expect(answer.body.message).toBe('namespaces "nowhere" not found')
  })
})

describe('reading', () => {
  it('pages through one moment of a changing collection', async () => {
    await server.send('POST', '/api/v1/namespaces', { metadata: { name: 'paged' } })
    const path = '/api/v1/namespaces/paged/configmaps'
    for (const name of ['a', 'b', 'c', 'd']) await server.send('POST', path, map(name))
    const first = await server.send('GET', `${path}?limit=2`)
    const { continue: token, remainingItemCount, resourceVersion } = mapOf(first.body.metadata)
    expect(remainingItemCount).toBe(2)
    await server.send('DELETE', `${path}/c`)
    await server.send('POST', path, map('bb'))
    const second = await server.send('GET', `${path}?limit=2&continue=${String(token)}`)
    expect(listOf(second.body.items).map((each) => nameOf(mapOf(each)))).toEqual(['c', 'd'])
    expect(mapOf(second.body.metadata).resourceVersion).toBe(resourceVersion)
    server.api.store.compact()
    const late = await server.send('GET', `${path}?limit=2&continue=${String(token)}`)
    expect(late.code).toBe(410)
    const rest = await server.send('GET', `${path}?continue=${String(mapOf(late.body.metadata).continue)}`)
    expect(listOf(rest.body.items).map((each) => nameOf(mapOf(each)))).toEqual(['bb', 'd'])
  })

  it('sends tables and metadata on request', async () => {
    const table = await server.send('GET', '/api/v1/namespaces/default', undefined, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
    })
    expect(table.body.kind).toBe('Table')
    expect(valueAt(mapOf(listOf(table.body.rows)[0]), ['cells'])).toEqual([
      'default',
      'Active',
      expect.stringMatching(/s$/),
    ])
    const partial = await server.send('GET', '/api/v1/namespaces', undefined, {
      accept: 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
    })
    expect(partial.body.kind).toBe('PartialObjectMetadataList')
    const protobuf = await server.send('GET', '/api/v1/namespaces', undefined, {
      accept: 'application/vnd.kubernetes.protobuf',
    })
    expect(protobuf.code).toBe(406)
  })
})

describe('watching', () => {
  it('sends what happened since, and turns label changes into additions and deletions', async () => {
    const since = server.api.store.revision
    await server.send('POST', maps, map('w', { metadata: { name: 'w', labels: { x: '1' } } }))
    await server.send('PATCH', `${maps}/w`, { data: { k: '2' } }, merge)
    await server.send('PATCH', `${maps}/w`, { metadata: { labels: { x: '2' } } }, merge)
    await server.send('DELETE', `${maps}/w`)
    const all = await server.watch(`${maps}?watch=1&timeoutSeconds=1&resourceVersion=${since}`)
    expect(all.map(({ type }) => type)).toEqual(['ADDED', 'MODIFIED', 'MODIFIED', 'DELETED'])
    const some = await server.watch(
      `${maps}?watch=1&timeoutSeconds=1&resourceVersion=${since}&labelSelector=x%3D1`,
    )
    expect(some.map(({ type }) => type)).toEqual(['ADDED', 'MODIFIED', 'DELETED'])
    expect(valueAt(mapOf(some.at(-1)?.object), ['metadata', 'labels', 'x'])).toBe('1')
  })

  it('ends the initial events with a marked bookmark', async () => {
    const events = await server.watch(
      '/api/v1/namespaces?watch=1&timeoutSeconds=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
    )
    const last = events.at(-1)
    expect(last?.type).toBe('BOOKMARK')
    expect(valueAt(mapOf(last?.object), ['metadata', 'annotations'])).toEqual({
      'k8s.io/initial-events-end': 'true',
    })
  })

  it('says 410 in the stream when the past is forgotten', async () => {
    await server.send('POST', maps, map('forgotten'))
    server.api.store.compact()
    const [event] = await server.watch(`${maps}?watch=1&timeoutSeconds=1&resourceVersion=1`)
    expect(event?.type).toBe('ERROR')
    expect(event?.object.code).toBe(410)
  })
})

describe('deletion', () => {
  it('waits for finalizers', async () => {
    await server.send(
      'POST',
      maps,
      map('held', { metadata: { name: 'held', finalizers: ['example.com/x'] } }),
    )
    const deleted = await server.send('DELETE', `${maps}/held`)
    expect(mapOf(deleted.body.metadata).deletionTimestamp).toBeTypeOf('string')
    expect((await server.send('GET', `${maps}/held`)).code).toBe(200)
    await server.send('PATCH', `${maps}/held`, { metadata: { finalizers: null } }, merge)
    expect((await server.send('GET', `${maps}/held`)).code).toBe(404)
  })

  it.each([
    ['Background', 404, 404],
    ['Foreground', 404, 404],
    ['Orphan', 404, 200],
  ])('%s leaves owner %i and dependent %i', async (propagationPolicy, owner, dependent) => {
    const created = await server.send('POST', maps, map('owner'))
    const ownerReferences = [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: 'owner',
        uid: mapOf(created.body.metadata).uid,
        blockOwnerDeletion: true,
      },
    ]
    await server.send('POST', maps, map('owned', { metadata: { name: 'owned', ownerReferences } }))
    await server.send('DELETE', `${maps}/owner`, { propagationPolicy })
    expect((await server.send('GET', `${maps}/owner`)).code).toBe(owner)
    const left = await server.send('GET', `${maps}/owned`)
    expect(left.code).toBe(dependent)
    expect(mapOf(left.body.metadata).ownerReferences).toBeUndefined()
    await server.send('DELETE', `${maps}/owned`)
  })

  it('empties a namespace before it goes, and lets nothing new in', async () => {
    await server.send('POST', '/api/v1/namespaces', { metadata: { name: 'gone' } })
    const path = '/api/v1/namespaces/gone/configmaps'
    await server.send('POST', path, map('plain'))
    await server.send(
      'POST',
      path,
      map('held', { metadata: { name: 'held', finalizers: ['example.com/x'] } }),
    )
    await server.send('DELETE', '/api/v1/namespaces/gone')
    expect((await server.send('GET', `${path}/plain`)).code).toBe(404)
    expect(valueAt((await server.send('GET', '/api/v1/namespaces/gone')).body, ['status', 'phase'])).toBe(
      'Terminating',
    )
    const refused = await server.send('POST', path, map('late'))
    expect(refused.body.message).toBe(
      'configmaps "late" is forbidden: unable to create new content in namespace gone because it is being terminated',
    )
    await server.send('PATCH', `${path}/held`, { metadata: { finalizers: null } }, merge)
    expect((await server.send('GET', '/api/v1/namespaces/gone')).code).toBe(404)
  })

  it('rests over what only a finalizer holds', async () => {
    const finalizers = ['example.com/x']
    await server.send('POST', '/api/v1/namespaces', { metadata: { name: 'held', finalizers } })
    await server.send('DELETE', '/api/v1/namespaces/held')
    const pods = '/api/v1/namespaces/default/pods'
    await server.send('POST', pods, {
      metadata: { name: 'held', finalizers },
      spec: { nodeName: 'n', containers: [] },
    })
    await server.send('DELETE', `${pods}/held`)
    await expect
      .poll(async () =>
        valueAt((await server.send('GET', `${pods}/held`)).body, ['metadata', 'deletionGracePeriodSeconds']),
      )
      .toBe(0)
    const revision = server.api.store.revision
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(server.api.store.revision).toBe(revision)
    for (const path of ['/api/v1/namespaces/held', `${pods}/held`]) {
      await server.send('PATCH', path, { metadata: { finalizers: null } }, merge)
      expect((await server.send('GET', path)).code).toBe(404)
    }
  })

  it('gives running pods time to stop', async () => {
    const path = '/api/v1/namespaces/default/pods'
    await server.send('POST', path, { metadata: { name: 'p' }, spec: { nodeName: 'n', containers: [] } })
    const deleted = await server.send('DELETE', `${path}/p`)
    expect(mapOf(deleted.body.metadata).deletionGracePeriodSeconds).toBe(30)
    await expect.poll(async () => (await server.send('GET', `${path}/p`)).code).toBe(404)
  })
})

describe('custom resources', () => {
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'boats.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Boat', plural: 'boats' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: {
            status: {},
            scale: { specReplicasPath: '.spec.crew', statusReplicasPath: '.status.crew' },
          },
          additionalPrinterColumns: [{ name: 'Crew', type: 'integer', jsonPath: '.spec.crew' }],
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
                status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
              },
            },
          },
        },
        { name: 'v1beta1', served: true, storage: false, schema: { openAPIV3Schema: { type: 'object' } } },
      ],
    },
  }
  const boats = '/apis/example.com/v1/namespaces/default/boats'
  const boat = {
    apiVersion: 'example.com/v1',
    kind: 'Boat',
    metadata: { name: 'b' },
    spec: { crew: 2 },
    status: { crew: 9 },
  }

  it('come with their definition, with status and scale, and go with it', async () => {
    expect((await server.send('GET', boats)).text).toBe('404 page not found\n')
    await server.send('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition)
    const created = await server.send('POST', boats, boat)
    expect(created.code).toBe(201)
    expect(created.body.status).toBeUndefined()
    expect(mapOf(created.body.metadata).generation).toBe(1)

    const status = await server.send(
      'PATCH',
      `${boats}/b/status`,
      { status: { crew: 1 }, spec: { crew: 7 } },
      merge,
    )
    expect(status.body.status).toEqual({ crew: 1 })
    expect(status.body.spec).toEqual({ crew: 2 })
    expect(mapOf(status.body.metadata).generation).toBe(1)

    const scaled = await server.send('PATCH', `${boats}/b/scale`, { spec: { replicas: 5 } }, merge)
    expect(scaled.body).toMatchObject({ kind: 'Scale', spec: { replicas: 5 }, status: { replicas: 1 } })
    const older = await server.send('GET', '/apis/example.com/v1beta1/namespaces/default/boats/b')
    expect(older.body).toMatchObject({ apiVersion: 'example.com/v1beta1', spec: { crew: 5 } })

    const table = await server.send('GET', boats, undefined, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
    })
    expect(mapOf(listOf(table.body.rows)[0]).cells).toEqual(['b', 5])
    const unlocked = await server.send('PUT', `${boats}/b`, { ...boat, status: undefined })
    expect(unlocked.body.message).toContain('must be specified for an update')

    await server.send('DELETE', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/boats.example.com')
    expect((await server.send('GET', boats)).code).toBe(404)
    expect(server.api.store.list('example.com', 'boats')).toEqual([])
  })
})

describe('bad input', () => {
  it('refuses bodies that are too large, and keeps the connection usable', async () => {
    const answer = await server.send(
      'POST',
      maps,
      JSON.stringify(map('big', { data: { k: 'x'.repeat(10_000_000) } })),
    )
    expect(answer.code).toBe(413)
    expect(answer.body.reason).toBe('RequestEntityTooLarge')
    expect((await server.send('GET', '/version')).code).toBe(200)
  })

  it.each([
    ['nested JSON', '['.repeat(200_000), 'application/json', 400],
    ['nested maps', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'application/json', 400],
    ['nested YAML', '{a: '.repeat(100_000), 'application/yaml', 400],
    [
      'indented YAML',
      Array.from({ length: 1500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'application/yaml',
      400,
    ],
    [
      'billion laughs',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]`)
        .join('\n')}`,
      'application/yaml',
      400,
    ],
    ['no JSON', '{"metadata"', 'application/json', 400],
    ['an unknown type', '{}', 'text/plain', 415],
  ])('refuses %s', async (_, body, type, code) => {
    expect((await server.send('POST', maps, body, { 'content-type': type })).code).toBe(code)
  })

  it('serves no paths with empty or dotted steps', async () => {
    const status = (path: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const { hostname, port } = new URL(server.url)
        const headers = { authorization: 'Bearer admin' }
        httpRequest({ hostname, port, path, headers }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
          .on('error', reject)
          .end()
      })
    expect(await status('/api/v1//namespaces')).toBe(404)
    expect(await status('/api/../etc/passwd')).toBe(404)
    expect(await status('/api/v1/namespaces/%zz')).toBe(400)
    expect(await status('/api/v1/namespaces/default/configmaps/%2e%2e')).toBe(400)
  })
})
