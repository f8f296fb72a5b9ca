import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
} from 'node:http'
import { expect, test } from 'vitest'
import { startPortolan, startUpstream, stopUpstream } from '../testing/portolan.ts'
import { signedInHeaders } from '../testing/session.ts'

const pods = '/api/v1/namespaces/shop/pods'

/** node's own client, because it sends any header and shows how a response ends. Sends what a page would. */
async function send(
  url: string,
  { headers = {}, ...options }: RequestOptions & { headers?: Record<string, string | number> } = {},
  body?: Buffer | string,
) {
  const signedIn = await signedInHeaders(new URL(url).origin)
  const cookie = [headers.cookie, signedIn.cookie].filter((each) => each !== undefined).join('; ')
  const request = httpRequest(url, {
    agent: false,
    ...options,
    headers: { ...signedIn, ...headers, cookie },
  })
  request.end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return { request, response, status: response.statusCode, headers: response.headers }
}

async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const statusOf = async (response: IncomingMessage) => JSON.parse(String(await bytesOf(response)))
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** A server before one cluster `dev/eu:1@x`, and the requests that the cluster got. */
async function setUp(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  user: object = { token: 'of-the-user' },
) {
  const seen: IncomingMessage[] = []
  const upstream = await startUpstream((request, response) => {
    seen.push(request)
    answer(request, response)
  })
  const portolan = await startPortolan([{ name: 'dev/eu:1@x', server: `${upstream.url}/k8s/base/`, user }])
  return { ...portolan, seen, upstream, cluster: `${portolan.url}/clusters/dev%2Feu%3A1%40x` }
}

test('passes method, path and query on as they are, below the base path of the server', async () => {
  const { cluster, seen } = await setUp((_request, response) => response.end('{}'))
  const path = `${pods}/a%3Ab?watch=&labelSelector=a%20in%20(b)&x=%2F..%2F`
  for (const method of ['GET', 'PATCH', 'DELETE']) await send(`${cluster}${path}`, { method })
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(
    ['GET', 'PATCH', 'DELETE'].map((method) => `${method} /k8s/base${path}`),
  )
})

test('only the user of the kubeconfig speaks to the cluster', async () => {
  const { cluster, seen } = await setUp((_request, response) => {
    response.setHeader('Set-Cookie', 'a=b')
    response.setHeader('WWW-Authenticate', 'Basic')
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('Warning', '299 - "deprecated"')
    response.setHeader('Audit-Id', 'x')
    response.setHeader('Content-Type', 'text/html')
    response.end('<script>')
  })
  const { headers } = await send(`${cluster}${pods}`, {
    headers: {
      authorization: 'Bearer of-the-browser',
      cookie: 'a=b',
      'X-Forwarded-For': '1.2.3.4',
      'X-Forwarded-Client-Cert': 'x',
      'X-Remote-User': 'root',
      'x-remote-group': 'system:masters',
      'x-remote-extra-a': 'x',
      'X-Real-Ip': '1.2.3.4',
      Forwarded: 'for=x',
      Referer: 'http://127.0.0.1/page',
      Connection: 'x-private, close',
      'X-Private': '1',
      'Proxy-Authorization': 'x',
      TE: 'trailers',
      'Sec-Fetch-Site': 'same-origin',
      accept: 'application/json;as=Table',
      'accept-encoding': 'gzip',
      'user-agent': 'kubectl/v1',
      'kubectl-command': 'kubectl get',
    },
  })
  const { host, connection: _connection, ...received } = seen[0]?.headers ?? {}
  expect(received).toEqual({
    accept: 'application/json;as=Table',
    'accept-encoding': 'gzip',
    authorization: 'Bearer of-the-user',
    'kubectl-command': 'kubectl get',
    'user-agent': 'kubectl/v1',
  })
  expect(host).toMatch(/^127\.0\.0\.1:/)
  expect(headers).not.toHaveProperty('set-cookie')
  expect(headers).not.toHaveProperty('www-authenticate')
  expect(headers).not.toHaveProperty('access-control-allow-origin')
  expect(headers).toMatchObject({
    warning: '299 - "deprecated"',
    'audit-id': 'x',
    'x-content-type-options': 'nosniff',
  })
  expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox; frame-ancestors 'none'")
})

test('a browser is the field manager "portolan", not "Mozilla"', async () => {
  const { cluster, seen } = await setUp((_request, response) => response.end())
  await send(`${cluster}${pods}`, { headers: { 'user-agent': 'Mozilla/5.0 (X11)' } })
  expect(seen[0]?.headers['user-agent']).toBe('portolan/1.2.3')
})

test('large bodies arrive whole both ways, with and without a length', async () => {
  const body = randomBytes(3 * 1024 * 1024)
  const big = randomBytes(50 * 1024 * 1024)
  const { cluster } = await setUp((request, response) => {
    if (request.method === 'GET') response.end(big)
    else void bytesOf(request).then((bytes) => response.end(sha(bytes)))
  })
  for (const headers of [{ 'content-length': body.length }, { 'transfer-encoding': 'chunked' }]) {
    const type = { 'content-type': 'application/apply-patch+yaml', ...headers }
    const { response } = await send(`${cluster}${pods}`, { method: 'POST', headers: type }, body)
    expect(String(await bytesOf(response))).toBe(sha(body))
  }
  const { response } = await send(`${cluster}${pods}`)
  expect(sha(await bytesOf(response))).toBe(sha(big))
})

test('an idle watch gives its headers at once, its events as they come, and ends with the browser', async () => {
  let watch: ServerResponse | undefined
  const { cluster } = await setUp((_request, response) => {
    watch = response
    response.flushHeaders()
  })
  const { request, response, status } = await send(`${cluster}${pods}?watch=true`)
  expect(status).toBe(200)
  watch?.write('{"type":"ADDED"}\n')
  expect(String((await once(response, 'data'))[0])).toBe('{"type":"ADDED"}\n')
  const closed = once(watch as ServerResponse, 'close')
  request.destroy()
  response.on('error', () => undefined)
  await closed
})

test('a browser that does not read slows the cluster down', async () => {
  let sent = 0
  const { cluster } = await setUp((_request, response) => {
    const chunk = Buffer.alloc(1024 * 1024)
    const more = () => {
      while (sent < 300 && response.write(chunk)) sent += 1
    }
    response.on('drain', () => {
      sent += 1
      more()
    })
    more()
  })
  const { request, response } = await send(`${cluster}${pods}`)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(sent).toBeGreaterThan(0)
  expect(sent).toBeLessThan(60)
  response.on('error', () => undefined)
  request.destroy()
})

test('an answer that the cluster cuts off does not look complete', async () => {
  const { cluster, upstream } = await setUp((_request, response) => response.write('{"items":['))
  const { response } = await send(`${cluster}${pods}`)
  await once(response, 'data')
  stopUpstream(upstream.server)
  await expect(bytesOf(response)).rejects.toThrow('aborted')
})

test('a cluster that hangs up during an upload is a 502', async () => {
  const { cluster } = await setUp((request) => void request.once('data', () => request.socket.destroy()))
  const { response, status } = await send(`${cluster}${pods}`, { method: 'POST' }, 'x'.repeat(5_000_000))
  expect(status).toBe(502)
  expect(await statusOf(response)).toMatchObject({
    message: expect.stringMatching(/closed before an answer|EPIPE|ECONNRESET/),
  })
})

test.each([301, 302, 307, 308])('a redirect (%d) is not followed', async (code) => {
  const { cluster, seen } = await setUp((_request, response) =>
    response.writeHead(code, { location: 'http://169.254.169.254/' }).end(),
  )
  const { response, status, headers } = await send(
    `${cluster}${pods}`,
    { method: 'POST', headers: { 'content-length': 2 } },
    '{}',
  )
  expect(status).toBe(502)
  expect(headers).not.toHaveProperty('location')
  expect(await statusOf(response)).toMatchObject({
    kind: 'Status',
    code: 502,
    message: expect.stringContaining('redirect'),
  })
  expect(seen).toHaveLength(1)
})

test('304 is no redirect', async () => {
  const { cluster } = await setUp((_request, response) => response.writeHead(304, { etag: '"a"' }).end())
  expect((await send(`${cluster}/openapi/v2`)).status).toBe(304)
})

test("the cluster's own failures pass as they are", async () => {
  const denied = { kind: 'Status', code: 403, message: 'pods is forbidden' }
  const { cluster } = await setUp((_request, response) =>
    response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify(denied)),
  )
  const { response, status } = await send(`${cluster}${pods}`)
  expect(status).toBe(403)
  expect(await statusOf(response)).toEqual(denied)
})

test('a cluster nobody knows is a 404, one that is not there a 502 that says what to do', async () => {
  const { url, cluster, upstream } = await setUp((_request, response) => response.end())
  const unknown = await send(`${url}/clusters/nope/api/v1/pods`)
  expect(unknown.status).toBe(404)
  expect(await statusOf(unknown.response)).toMatchObject({
    kind: 'Status',
    reason: 'NotFound',
    message: expect.stringContaining('"nope"'),
  })

  stopUpstream(upstream.server)
  for (const body of [undefined, 'x'.repeat(5_000_000)]) {
    const away = await send(`${cluster}${pods}`, body === undefined ? {} : { method: 'POST' }, body)
    expect(away.status).toBe(502)
    expect(await statusOf(away.response)).toMatchObject({
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      code: 502,
      message: `The cluster at ${upstream.url}/k8s/base cannot be reached: connection refused. Is the API server running, and is this its address?`,
    })
  }
})

test('a credential plugin that fails is a 401 with its words', async () => {
  const user = {
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: 'sh',
      args: ['-c', 'echo "please log in" >&2; exit 3'],
    },
  }
  const { cluster, seen } = await setUp((_request, response) => response.end(), user)
  const { response, status } = await send(`${cluster}${pods}`)
  expect(status).toBe(401)
  expect(await statusOf(response)).toMatchObject({ message: expect.stringContaining('please log in') })
  expect(seen).toHaveLength(0)
})

test.each([
  ['/api/v1/namespaces/shop/pods/web/exec', 403],
  ['/api/../version', 400],
  ['/api/v1/%2e%2e/x', 400],
  ['/metrics', 404],
  ['', 404],
])('refuses %j', async (path, code) => {
  const { url, seen } = await setUp((_request, response) => response.end())
  // The client's URL parser would tidy up the path before it is sent.
  const { response, status } = await send(url, { path: `/clusters/dev%2Feu%3A1%40x${path}` })
  expect(status).toBe(code)
  expect(await statusOf(response)).toMatchObject({ kind: 'Status', code })
  expect(seen).toHaveLength(0)
})

test.each([
  { 'Impersonate-User': 'root' },
  { 'iMPERSONATE-gROUP': 'system:masters' },
  { 'Impersonate-Extra-Scopes': 'x' },
])('nobody becomes somebody else: %j is refused', async (headers) => {
  const { cluster, seen } = await setUp((_request, response) => response.end())
  const { response, status } = await send(`${cluster}${pods}`, { headers })
  expect(status).toBe(403)
  expect(await statusOf(response)).toMatchObject({ message: expect.stringContaining('Impersonation') })
  expect(seen).toHaveLength(0)
})

test('upgrades to clusters are refused with a status', async () => {
  const { cluster } = await setUp((_request, response) => response.end())
  const { response, status } = await send(`${cluster}${pods}`, {
    headers: { connection: 'Upgrade', upgrade: 'SPDY/3.1' },
  })
  expect(status).toBe(403)
  expect(await statusOf(response)).toMatchObject({ kind: 'Status', code: 403 })
})

test('logs say method, path, status and cluster, and no query, header or body', async () => {
  const { cluster, lines } = await setUp((_request, response) => response.end('body-secret'))
  const { response } = await send(
    `${cluster}${pods}?token=query-secret`,
    { method: 'POST', headers: { 'x-a': 'header-secret' } },
    'sent-secret',
  )
  await bytesOf(response)
  await expect.poll(() => lines.length).toBeGreaterThan(0)
  expect(JSON.parse(lines.join(''))).toMatchObject({
    method: 'POST',
    status: 200,
    cluster: 'dev/eu:1@x',
    path: `/clusters/dev%2Feu%3A1%40x${pods}`,
  })
  expect(lines.join('')).not.toMatch(/secret|of-the-user/)
})
