import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'
import { type ConnectionOptions, connect, createServer, type TLSSocket } from 'node:tls'
import { pino } from 'pino'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { defaultSignIn } from './signin/options.ts'
import { type Identity, issue } from './testing/certificates.ts'
import { makeFolder, startPortolan } from './testing/portolan.ts'
import { signedInHeaders, testKey } from './testing/session.ts'
import { followTls, readTls } from './tls.ts'

const hour = 3_600_000
const nowhere = [{ name: 'a', server: 'http://127.0.0.1:1' }]
let first: Identity
let second: Identity

beforeAll(async () => {
  first = await issue('console.example.com', -hour, hour)
  second = await issue('console.example.com', -hour, 2 * hour)
})

async function writePair({ cert, key }: Identity, folder: string) {
  const files = { certFile: join(folder, 'tls.crt'), keyFile: join(folder, 'tls.key') }
  await writeFile(files.certFile, cert)
  await writeFile(files.keyFile, key)
  return files
}

interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
}

async function setUp() {
  const tls = await writePair(first, await makeFolder())
  const { url, port, server } = await startPortolan(nowhere, {
    allowedHosts: ['console.example.com'],
    signIn: { ...defaultSignIn, sessionKeys: [testKey], tls },
  })
  const ask = async (path: string, headers: Record<string, string> = {}): Promise<Answer> => {
    const sent = request({
      ...{ host: '127.0.0.1', port, path, agent: false },
      ...{ ca: first.cert, servername: 'console.example.com' },
      headers: { host: 'console.example.com', ...headers },
    })
    sent.end()
    const [response] = await once(sent, 'response')
    response.resume()
    return { status: response.statusCode, headers: response.headers }
  }
  return { url, port, server, ask }
}

test('the server speaks TLS, promises it to browsers, and sets cookies that need it', async () => {
  const { url, server, ask } = await setUp()
  expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
  const { status, headers } = await ask((server.localAddress() ?? '').slice(url.length))
  expect(status).toBe(302)
  expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}$/)
  expect(headers['set-cookie']).toEqual([
    expect.stringMatching(/^__Host-portolan-session=1~\S+; Path=\/; HttpOnly; SameSite=Strict; Secure$/),
  ])
  const cookie = headers['set-cookie']?.[0]?.split(';', 1)[0] ?? ''
  expect((await ask('/clusters/a/api', { cookie })).status).toBe(502)
  expect((await ask('/clusters/a/api', { cookie: cookie.replace('__Host-', '') })).status).toBe(401)
})

test('on loopback nothing is promised, as other servers share its name', async () => {
  const { ask, port } = await setUp()
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`]) {
    const { status, headers } = await ask('/session', { host })
    expect([status, headers['strict-transport-security']]).toEqual([200, undefined])
  }
})

test('a page that came without TLS is refused, and a socket opens with it', async () => {
  const { url, port, ask } = await setUp()
  expect((await ask('/session', { origin: 'http://console.example.com' })).status).toBe(403)
  expect((await ask('/session', { origin: 'https://console.example.com' })).status).toBe(200)
  const headers = await signedInHeaders(url)
  const socket = new WebSocket(`wss://127.0.0.1:${port}/watch`, {
    ...{ headers, ca: first.cert, servername: 'console.example.com' },
    origin: `https://127.0.0.1:${port}`,
  })
  onTestFinished(() => socket.terminate())
  expect(String((await once(socket, 'message'))[0])).toContain('hello')
})

test('behind a trusted proxy cookies are as the browser came', async () => {
  const signIn = { ...defaultSignIn, sessionKeys: [testKey], trustProxy: ['loopback'] }
  const { url, server } = await startPortolan(nowhere, { signIn })
  const headers = { 'x-forwarded-proto': 'https' }
  const answer = await fetch(server.localAddress() ?? '', { redirect: 'manual', headers })
  expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-portolan-session=.*; Secure$/)
  const careful = await startPortolan(nowhere)
  const plain = await fetch(careful.server.localAddress() ?? '', { redirect: 'manual', headers })
  expect(plain.headers.getSetCookie()[0]).toMatch(/^portolan-session-\d+=.*SameSite=Strict$/)
  expect(url).not.toBe(careful.url)
})

test.each<[string, ConnectionOptions, string | null]>([
  ['the newest version, where nothing is asked for', {}, 'TLSv1.3 TLS_AES_256_GCM_SHA384'],
  [
    'the strongest suite of those that a client knows',
    { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384' },
    'TLSv1.2 ECDHE-ECDSA-AES256-GCM-SHA384',
  ],
  [
    'no suite without authentication of what is sent',
    { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA' },
    null,
  ],
  ['no suite without forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' }, null],
  ['no older version', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' }, null],
])('it speaks %s', async (_what, options, spoken) => {
  const { port } = await setUp()
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options })
  onTestFinished(() => void socket.destroy())
  const outcome = await new Promise((resolve) => {
    socket.on('secureConnect', () => resolve(`${socket.getProtocol()} ${socket.getCipher().name}`))
    socket.on('error', () => resolve(null))
  })
  expect(outcome).toBe(spoken)
})

test('a certificate that was renewed is shown to who comes next; half of one changes nothing', async () => {
  const files = await writePair(first, await makeFolder())
  const server = createServer({ ...readTls(files) })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const unfollow = followTls(files, server, pino({ level: 'silent' }), 20)
  onTestFinished(() => {
    unfollow()
    server.close()
  })
  const shown = async () => {
    const { port } = server.address() as { port: number }
    const socket: TLSSocket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
    await once(socket, 'secureConnect')
    const { valid_to: until } = socket.getPeerCertificate()
    socket.destroy()
    return until
  }
  const before = await shown()
  await writeFile(files.certFile, second.cert)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await shown()).toBe(before)
  await writeFile(files.keyFile, second.key)
  await expect.poll(shown).not.toBe(before)
})
