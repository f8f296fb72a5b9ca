import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import {
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestOptions,
  type ServerResponse,
} from 'node:http'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeFolder, startPortolan, startUpstream } from '../testing/portolan.ts'
import type { AuditEntry } from './entry.ts'
import { auditDefaults } from './options.ts'

const services = '/api/v1/namespaces/shop/services'
/** Who the kubeconfig's own users are used by. */
const me = userInfo().username
const json = { 'content-type': 'application/json' }
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

interface Received {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

type Answer = (request: Received, response: ServerResponse) => void

/** A server with an audit log before one cluster `dev`, which answers as told. */
async function setUp(answer: Answer, { required = false } = {}) {
  const received: Received[] = []
  const upstream = await startUpstream(async (request, response) => {
    const { method = '', url = '', headers } = request
    const got = { method, url, headers, body: String(Buffer.concat(await request.toArray())) }
    received.push(got)
    answer(got, response)
  })
  const blocker = join(await makeFolder(), 'folder')
  const file = join(blocker, 'audit.log')
  // A file where the folder should be: no line can be written until it is gone.
  if (required) await writeFile(blocker, '')
  const portolan = await startPortolan(
    [{ name: 'dev', server: upstream.url, user: { token: 'token-of-dana' } }],
    {
      audit: { ...auditDefaults, destination: 'file', file, required },
    },
  )
  const text = () => readFile(file, 'utf8').catch(() => '')
  const entries = async (): Promise<AuditEntry[]> =>
    (await text()).split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
  const send = async (path: string, options: RequestOptions = {}, body?: string | Buffer) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const headers = { ...portolan.headers, ...options.headers, ...length } as OutgoingHttpHeaders
    const request = httpRequest(portolan.url, { agent: false, path, ...options, headers })
    request.end(body)
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    const answered = String(Buffer.concat(await response.toArray()))
    return { code: response.statusCode, headers: response.headers, body: answered }
  }
  /** Sends a request to the cluster and gives its line. */
  const entryOf = async (path: string, options: RequestOptions = {}, body?: unknown) => {
    const before = (await entries()).length
    const bytes =
      body === undefined || Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body)
    const headers = { ...json, ...options.headers }
    await send(`/clusters/dev${path}`, { ...options, headers }, bytes as string | Buffer | undefined)
    await expect.poll(async () => (await entries()).length).toBe(before + 1)
    return (await entries())[before] as AuditEntry
  }
  return { ...portolan, blocker, received, text, entries, send, entryOf }
}

const answerWith =
  (code: number, body: unknown): Answer =>
  (_request, response) => {
    response.writeHead(code, json).end(JSON.stringify(body))
  }

const refusal = (code: number, reason: string) => ({
  kind: 'Status',
  status: 'Failure',
  code,
  reason,
  message: 'secret-in-a-message',
})

test('a write is one line that says who did what to what, and how it ended', async () => {
  const { entryOf, received, entries } = await setUp(answerWith(201, { metadata: { name: 'web' } }))
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
  const { send, received } = await setUp((_request, response) => {
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
  const { entryOf } = await setUp(answerWith(200, {}))
  const headers = { 'content-type': 'application/merge-patch+json' }
  expect(await entryOf(path, { method, headers }, {})).toMatchObject({ event: 'write', verb, paths: [] })
})

test('a deletion may say in its options that it is a dry run', async () => {
  const { entryOf } = await setUp(answerWith(200, {}))
  const options = { method: 'DELETE' }
  expect(await entryOf(`${services}/web`, options, { dryRun: ['All'] })).toMatchObject({ dryRun: true })
  expect(await entryOf(`${services}/web`, options, { dryRun: [] })).toMatchObject({ dryRun: false })
  expect(await entryOf(`${services}/web`, options)).toMatchObject({ dryRun: false })
  // The body counts, and the query only without one.
  expect(await entryOf(`${services}/web?dryRun=All`, options, {})).toMatchObject({ dryRun: false })
  expect(await entryOf(`${services}/web?dryRun=All`, options)).toMatchObject({ dryRun: true })
})

test('a name that the server makes is in the line', async () => {
  const { entryOf } = await setUp(answerWith(201, { metadata: { name: 'web-x7k2p' } }))
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
  const { entryOf, text } = await setUp(answerWith(code, refusal(code, reason)))
  expect(await entryOf(services, { method: 'POST' }, { spec: { type: 'x' } })).toMatchObject({
    event,
    outcome: { code, reason, by: 'cluster', cause: null },
    paths: ['spec.type'],
  })
  expect(await text()).not.toContain('secret')
})

test('a read stands there only where it was refused', async () => {
  const { entryOf, send } = await setUp(({ url }, response) => {
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
  const { send, entryOf } = await setUp(answerWith(201, {}))
  await send('/clusters/dev/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { method: 'POST' }, '{}')
  expect(await entryOf(services, { method: 'POST' }, {})).toMatchObject({ event: 'write' })
})

test('what Portolan refuses itself says why', async () => {
  const { entryOf, url, send, entries } = await setUp(answerWith(200, {}))
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
  const { send, entries, entryOf } = await setUp(answerWith(200, {}))
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
  const { entryOf, send, entries } = await setUp((_request, response) => void response.destroy())
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
  const { url, headers, entries } = await setUp(() => undefined)
  const options = { method: 'DELETE', agent: false, headers }
  const request = httpRequest(`${url}/clusters/dev${services}/web`, options)
  request.on('error', () => undefined)
  request.end()
  setTimeout(() => request.destroy(), 100)
  await expect
    .poll(entries, { timeout: 5000 })
    .toMatchObject([{ event: 'write', verb: 'delete', outcome: { code: null, reason: null, by: null } }])
})

test.each([
  ['application/json-patch+json', '[{"op":"replace","path":"/spec/type","value":"secret"}]', ['spec.type']],
  ['application/merge-patch+json', '{"data":{"key":"secret"}}', ['data.key']],
  ['application/strategic-merge-patch+json', '{"spec":{"type":null}}', ['spec.type']],
  ['application/apply-patch+yaml', '{"apiVersion":"v1","spec":{"type":"x"}}', ['spec.type']],
  ['application/apply-patch+yaml; charset=utf-8', 'apiVersion: v1\nspec: {type: x}', ['spec.type']],
  ['application/apply-patch+cbor', 'xyz', null],
  ['application/merge-patch+json', '{"data":', null],
])('a patch of type %s: %s', async (type, body, paths) => {
  const { entryOf, received } = await setUp(answerWith(200, {}))
  const entry = await entryOf(`${services}/web`, { method: 'PATCH', headers: { 'content-type': type } }, body)
  expect(entry.paths).toEqual(paths)
  expect(received.map((each) => each.body)).toEqual([body])
})

test('nesting that cannot be walked is none that can be known', async () => {
  const { entryOf } = await setUp(answerWith(201, {}))
  const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`
  expect(await entryOf(services, { method: 'POST' }, deep)).toMatchObject({ event: 'write' })
})

test('of a body larger than the bound no path is known, and it arrives whole', async () => {
  const { entryOf, received } = await setUp(answerWith(200, {}))
  const body = JSON.stringify({ data: { large: 'x'.repeat(3 * 1024 * 1024) } })
  expect(await entryOf(services, { method: 'POST' }, body)).toMatchObject({ paths: null })
  expect(received[0]?.body).toBe(body)
})

/** A cluster that holds one Service and replaces it as an API server does. */
function oneService(now: { type: string; version: string }, { packed = false } = {}): Answer {
  const service = () => ({
    kind: 'Service',
    metadata: { name: 'web', resourceVersion: now.version, managedFields: [now.version] },
    spec: { type: now.type, clusterIP: '10.0.0.1' },
  })
  return ({ method, body }, response) => {
    if (method === 'PUT') {
      now.type = JSON.parse(body).spec.type
      now.version = String(Number(now.version) + 1)
    }
    const text = JSON.stringify(service())
    if (packed && method === 'PUT')
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync(text))
    else response.writeHead(200, json).end(text)
  }
}

const put = (resourceVersion: string | undefined, type: string) => ({
  kind: 'Service',
  metadata: { name: 'web', ...(resourceVersion === undefined ? {} : { resourceVersion }) },
  spec: { type },
})

test.each([{ packed: false }, { packed: true }])(
  'a replacement is compared with the object as it was %j',
  async (options) => {
    const { entryOf, received } = await setUp(oneService({ type: 'ClusterIP', version: '7' }, options))
    const entry = await entryOf(`${services}/web?fieldManager=x`, { method: 'PUT' }, put('7', 'NodePort'))
    // The address is the server's own again, though the body did not state it.
    expect(entry).toMatchObject({ verb: 'update', paths: ['spec.type'] })
    expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${services}/web`,
      `PUT ${services}/web?fieldManager=x`,
    ])
    expect(received[0]?.headers).toMatchObject({ authorization: 'Bearer token-of-dana' })
    expect(received[1]?.headers['audit-id']).toBe(entry.requestId)
    const same = await entryOf(`${services}/web`, { method: 'PUT' }, put('8', 'NodePort'))
    expect(same.paths).toEqual([])
  },
)

test('where it is not known what was replaced, neither is what changed', async () => {
  const { entryOf } = await setUp(oneService({ type: 'ClusterIP', version: '7' }))
  // Another write came in between, or could have.
  expect((await entryOf(`${services}/web`, { method: 'PUT' }, put('6', 'NodePort'))).paths).toBeNull()
  expect((await entryOf(`${services}/web`, { method: 'PUT' }, put(undefined, 'NodePort'))).paths).toBeNull()
})

test('who may not read what is replaced can replace it all the same', async () => {
  const { entryOf } = await setUp(({ method }, response) => {
    const body = method === 'GET' ? refusal(403, 'Forbidden') : { kind: 'Service', metadata: {} }
    response.writeHead(method === 'GET' ? 403 : 200, json).end(JSON.stringify(body))
  })
  expect(await entryOf(`${services}/web`, { method: 'PUT' }, put('7', 'NodePort'))).toMatchObject({
    event: 'write',
    outcome: { code: 200 },
    paths: null,
  })
})

test('a replacement that is refused says what it was to change', async () => {
  const { entryOf } = await setUp(({ method }, response) => {
    const now = { kind: 'Service', metadata: { resourceVersion: '7' }, spec: { type: 'ClusterIP' } }
    const body = method === 'GET' ? now : refusal(422, 'Invalid')
    response.writeHead(method === 'GET' ? 200 : 422, json).end(JSON.stringify(body))
  })
  expect(await entryOf(`${services}/web`, { method: 'PUT' }, put('7', 'x'))).toMatchObject({
    outcome: { code: 422, reason: 'Invalid' },
    paths: ['spec.type'],
  })
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
  const { send, blocker, entries, received } = await setUp(answerWith(200, {}), { required: true })
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
  const { send, text, entries } = await setUp(({ body }, response) => {
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
