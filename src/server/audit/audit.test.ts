import { rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerWith, json, me, refusal, services, setUpAudited } from '../testing/audited.ts'
import { startPortolan, startUpstream } from '../testing/portolan.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('a write is one line that says who did what to what, and how it ended', async () => {
  const { entryOf, received, entries } = await setUpAudited(answerWith(201, { metadata: { name: 'web' } }))
  const entry = await entryOf(
    `${services}?dryRun=All&fieldManager=x`,
    { method: 'POST' },
    {
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: { ports: [{ port: 80 }] },
    },
  )
  expect(entry).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    event: 'write',
    requestId: expect.stringMatching(uuid),
    user: me,
    groups: [],
    impersonated: null,
    cluster: 'dev',
    verb: 'create',
    object: {
      group: '',
      version: 'v1',
      resource: 'services',
      namespace: 'shop',
      name: 'web',
      subresource: null,
    },
    path: null,
    dryRun: true,
    outcome: { code: 201, reason: null, by: 'cluster', cause: null },
    durationMs: expect.any(Number),
    client: '127.0.0.1',
    paths: ['spec.ports[0].port', 'metadata.labels.app'],
    morePaths: 0,
  })
  expect(received[0]?.headers['audit-id']).toBe(entry.requestId)
  expect(await entries()).toHaveLength(1)
})

test('the request id is ours, goes to the cluster and comes back', async () => {
  const { send, received } = await setUpAudited((_request, response) => {
    response.setHeader('x-portolan-request-id', 'of-the-cluster')
    response.end('{}')
  })
  const headers = { 'audit-id': 'of-the-browser', 'x-portolan-request-id': 'of-the-browser' }
  const answer = await send(`/clusters/dev${services}`, { headers })
  const id = answer.headers['x-portolan-request-id']
  expect(id).toMatch(uuid)
  expect(received[0]?.headers['audit-id']).toBe(id)
  expect((await send('/session')).headers['x-portolan-request-id']).toMatch(uuid)
})

test.each([
  ['PATCH', `${services}/web`, 'patch'],
  ['DELETE', `${services}/web`, 'delete'],
  ['DELETE', `${services}?labelSelector=a`, 'deletecollection'],
  ['POST', '/api/v1/namespaces/shop/pods/web/eviction', 'create'],
])('%s %s is recorded as %s', async (method, path, verb) => {
  const { entryOf } = await setUpAudited(answerWith(200, {}))
  const headers = { 'content-type': 'application/merge-patch+json' }
  expect(await entryOf(path, { method, headers }, {})).toMatchObject({ event: 'write', verb, paths: [] })
})

test('a deletion may say in its options that it is a dry run', async () => {
  const { entryOf } = await setUpAudited(answerWith(200, {}))
  const options = { method: 'DELETE' }
  expect(await entryOf(`${services}/web`, options, { dryRun: ['All'] })).toMatchObject({ dryRun: true })
  expect(await entryOf(`${services}/web`, options, { dryRun: [] })).toMatchObject({ dryRun: false })
  expect(await entryOf(`${services}/web`, options)).toMatchObject({ dryRun: false })
  // The body counts, and the query only without one.
  expect(await entryOf(`${services}/web?dryRun=All`, options, {})).toMatchObject({ dryRun: false })
  expect(await entryOf(`${services}/web?dryRun=All`, options)).toMatchObject({ dryRun: true })
})

test('a name that the server makes is in the line', async () => {
  const { entryOf } = await setUpAudited(answerWith(201, { metadata: { name: 'web-x7k2p' } }))
  const entry = await entryOf(services, { method: 'POST' }, { metadata: { generateName: 'web-' } })
  expect(entry).toMatchObject({ object: { name: 'web-x7k2p' }, paths: ['metadata.generateName'] })
})

test.each([
  [401, 'Unauthorized', 'refusal'],
  [403, 'Forbidden', 'refusal'],
  [409, 'Conflict', 'write'],
  [422, 'Invalid', 'write'],
  [500, 'InternalError', 'write'],
])('a write that the cluster answers with %d %s', async (code, reason, event) => {
  const { entryOf, text } = await setUpAudited(answerWith(code, refusal(code, reason)))
  expect(await entryOf(services, { method: 'POST' }, { spec: { type: 'x' } })).toMatchObject({
    event,
    outcome: { code, reason, by: 'cluster', cause: null },
    paths: ['spec.type'],
  })
  expect(await text()).not.toContain('secret')
})

test('a read stands there only where it was refused', async () => {
  const { entryOf, send } = await setUpAudited(({ url }, response) => {
    const refused = url.includes('secrets')
    response
      .writeHead(refused ? 403 : 200, json)
      .end(JSON.stringify(refused ? refusal(403, 'Forbidden') : {}))
  })
  await send(`/clusters/dev${services}`)
  await send('/session')
  expect(await entryOf('/api/v1/secrets?watch=1&limit=5')).toMatchObject({
    event: 'refusal',
    verb: 'watch',
    object: { resource: 'secrets', namespace: null, name: null },
    outcome: { code: 403, reason: 'Forbidden', by: 'cluster' },
    paths: [],
  })
})

test('questions about rights are no writes', async () => {
  const { send, entryOf } = await setUpAudited(answerWith(201, {}))
  await send('/clusters/dev/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { method: 'POST' }, '{}')
  expect(await entryOf(services, { method: 'POST' }, {})).toMatchObject({ event: 'write' })
})

test('what Portolan refuses itself says why', async () => {
  const { entryOf, url, send, entries } = await setUpAudited(answerWith(200, {}))
  expect(
    await entryOf('/api/v1/namespaces/shop/pods/web/exec?command=secret', { method: 'POST' }),
  ).toMatchObject({
    event: 'refusal',
    user: me,
    cluster: 'dev',
    object: null,
    path: '/clusters/dev/api/v1/namespaces/shop/pods/web/exec',
    outcome: { code: 403, reason: 'Forbidden', by: 'portolan', cause: 'path' },
  })
  const headers = { 'impersonate-user': 'root' }
  expect(await entryOf(services, { method: 'DELETE', headers })).toMatchObject({
    event: 'refusal',
    verb: 'deletecollection',
    outcome: { code: 403, by: 'portolan', cause: 'impersonation-headers' },
  })
  await send('/clusters/dev/api', { headers: { origin: 'http://evil.example' } })
  await expect
    .poll(async () => (await entries()).at(-1))
    .toMatchObject({
      event: 'refusal',
      user: null,
      path: '/clusters/dev/api',
      outcome: { code: 403, by: 'portolan', cause: 'origin' },
    })
  await send('/', { headers: { host: `evil.example:${new URL(url).port}` } })
  await expect
    .poll(async () => (await entries()).at(-1))
    .toMatchObject({ outcome: { code: 421, cause: 'origin' } })
  await send('/watch', {
    headers: { connection: 'Upgrade', upgrade: 'websocket', origin: 'http://evil.example' },
  })
  await expect
    .poll(async () => (await entries()).at(-1))
    .toMatchObject({
      path: '/watch',
      client: '127.0.0.1',
      outcome: { code: 403, cause: 'origin' },
    })
})

test('strangers cannot fill the log; how much was left out is told', async () => {
  const { send, entries, entryOf } = await setUpAudited(answerWith(200, {}))
  const requests = Array.from({ length: 200 }, () =>
    send('/', { headers: { origin: 'http://evil.example' } }),
  )
  await Promise.all(requests)
  const entry = await entryOf(services, { method: 'DELETE' })
  const lines = await entries()
  expect(lines.length).toBeLessThan(120)
  const suppressed = lines.reduce((sum, line) => sum + (line.suppressed ?? 0), 0)
  expect(lines.length - 1 + suppressed).toBe(200)
  expect(entry.event).toBe('write')
})

test('a cluster that cannot be reached, and one that nobody knows', async () => {
  const { entryOf, send, entries } = await setUpAudited((_request, response) => void response.destroy())
  expect(await entryOf(services, { method: 'POST' }, {})).toMatchObject({
    event: 'write',
    outcome: { code: 502, by: 'portolan' },
  })
  await send(`/clusters/nowhere${services}`, { method: 'DELETE' })
  await expect
    .poll(async () => (await entries()).at(-1))
    .toMatchObject({
      user: me,
      cluster: 'nowhere',
      outcome: { code: 404, by: 'portolan' },
    })
})

test('where the browser went before the answer, nobody knows the outcome', async () => {
  const { url, headers, entries } = await setUpAudited(() => undefined)
  const options = { method: 'DELETE', agent: false, headers }
  const request = httpRequest(`${url}/clusters/dev${services}/web`, options)
  request.on('error', () => undefined)
  request.end()
  setTimeout(() => request.destroy(), 100)
  await expect
    .poll(entries, { timeout: 5000 })
    .toMatchObject([{ event: 'write', verb: 'delete', outcome: { code: null, reason: null, by: null } }])
})

test('without an audit log nothing is read before a write', async () => {
  const seen: string[] = []
  const upstream = await startUpstream((request, response) => {
    seen.push(request.method ?? '')
    response.end('{}')
  })
  const portolan = await startPortolan([{ name: 'dev', server: upstream.url }])
  await portolan.fetch(`/clusters/dev${services}/web`, { method: 'PUT', body: '{}' })
  expect(seen).toEqual(['PUT'])
})

test('where it is required, nothing is written while lines cannot be; reading goes on', async () => {
  const { send, blocker, entries, received } = await setUpAudited(answerWith(200, {}), { required: true })
  const remove = () => send(`/clusters/dev${services}/web`, { method: 'DELETE' })
  await expect.poll(async () => (await remove()).code).toBe(503)
  const before = received.length
  const refused = await remove()
  expect(JSON.parse(refused.body)).toMatchObject({ kind: 'Status', code: 503, reason: 'ServiceUnavailable' })
  expect(received).toHaveLength(before)
  expect((await send(`/clusters/dev${services}`)).code).toBe(200)
  await rm(blocker)
  await expect.poll(async () => (await remove()).code, { timeout: 15_000, interval: 200 }).toBe(200)
  // What was refused meanwhile is there, too.
  await expect.poll(entries).toContainEqual(
    expect.objectContaining({
      verb: 'delete',
      outcome: { code: 503, reason: 'ServiceUnavailable', by: 'portolan', cause: 'audit-unavailable' },
    }),
  )
})

test('no value of any body is ever in a line', async () => {
  const { send, text, entries } = await setUpAudited(({ body }, response) => {
    // The cluster repeats what it was sent, in its answers and in what it refuses.
    const code = body.length % 2 === 0 ? 200 : 422
    response.writeHead(code, json)
    response.end(
      JSON.stringify({
        ...refusal(code, 'Invalid'),
        message: body,
        details: { causes: [{ message: body }] },
      }),
    )
  })
  const types = [
    'application/json-patch+json',
    'application/merge-patch+json',
    'application/apply-patch+yaml',
  ]
  const secret = fc.stringMatching(/^s3cr3t-[a-z0-9"\\\n ]{4,20}$/)
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 3 }, secret, fc.array(tie('any'), { maxLength: 3 }), tie('map')),
    map: fc.dictionary(fc.constantFrom('data', 'password', 'metadata', 'annotations', 'spec'), tie('any'), {
      maxKeys: 4,
    }),
  })).map
  let sent = 0
  await fc.assert(
    fc.asyncProperty(
      value,
      fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE'),
      fc.constantFrom(...types),
      async (body, method, type) => {
        const of =
          type === types[0] && method === 'PATCH'
            ? [{ op: 'add', path: '/data/password', value: body }]
            : body
        const path = method === 'POST' ? services : `${services}/web`
        sent += 1
        const headers = {
          'content-type': method === 'PATCH' ? type : 'application/json',
          authorization: 'Bearer s3cr3t-token',
        }
        await send(`/clusters/dev${path}?x=s3cr3t-query`, { method, headers }, JSON.stringify(of))
      },
    ),
    { numRuns: 150 },
  )
  await expect.poll(async () => (await entries()).length).toBe(sent)
  const written = await text()
  expect(written).not.toMatch(/s3cr3t|token-of-dana/)
})
