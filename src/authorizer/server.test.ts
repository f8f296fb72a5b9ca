import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { request as ask } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { readTls } from '../server/tls.ts'
import { forNames, keyAlgorithms, Openssl } from '../testing/openssl.ts'
import { defaultSharing } from './judge.ts'
import { createAuthorizer } from './server.ts'

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))
let files: { certFile: string; keyFile: string }

beforeAll(() => {
  const openssl = new Openssl()
  openssl.makeKey('serving', keyAlgorithms.ec)
  openssl.issue('serving', 'serving', '/CN=authorizer', forNames('IP:127.0.0.1'))
  const folder = mkdtempSync(join(tmpdir(), 'portolan-authorizer-'))
  files = { certFile: join(folder, 'tls.crt'), keyFile: join(folder, 'tls.key') }
  writeFileSync(files.certFile, openssl.read('serving.crt'))
  writeFileSync(files.keyFile, openssl.read('serving.key'))
})

async function start(): Promise<number> {
  const server = createAuthorizer(readTls(files), defaultSharing)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

function send(port: number, method: string, path: string, body = '') {
  const { certFile } = files
  const options = { host: '127.0.0.1', port, method, path, ca: readTls({ ...files, certFile }).cert }
  return new Promise<{ code: number; text: string }>((resolve, reject) => {
    const request = ask(options, async (response) => {
      let text = ''
      for await (const chunk of response) text += chunk
      resolve({ code: response.statusCode ?? 0, text })
    })
    request.on('error', reject)
    request.end(body)
  })
}

const review = (project: string) =>
  JSON.stringify({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: 'dana',
      groups: ['project:shop'],
      resourceAttributes: {
        ...{ verb: 'list', group: 'crd.alauda.io', resource: 'rules', namespace: 'cpaas-system' },
        labelSelector: {
          requirements: [{ key: 'project.cpaas.io/name', operator: 'In', values: [project] }],
        },
      },
    },
  })

test('allows, or says nothing; it denies nobody what others allow', async () => {
  const port = await start()
  const own = await send(port, 'POST', '/authorize?timeout=2s', review('shop'))
  expect(own.code).toBe(200)
  expect(JSON.parse(own.text)).toMatchObject({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    status: { allowed: true },
  })
  const other = await send(port, 'POST', '/authorize', review('payments'))
  expect(JSON.parse(other.text)).toHaveProperty('status', { allowed: false })
})

test('is told to be well, and answers nothing else', async () => {
  const port = await start()
  expect(await send(port, 'GET', '/healthz')).toEqual({ code: 200, text: '' })
  for (const [method, path, code] of [
    ['GET', '/authorize', 405],
    ['PUT', '/authorize', 405],
    ['POST', '/', 404],
    ['POST', '/authorize/', 404],
    ['POST', '/healthz', 404],
  ] as const) {
    expect(await send(port, method, path), `${method} ${path}`).toEqual({ code, text: '' })
  }
})

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"kind":"SubjectAccessReview"}',
  `${review('shop')}x`,
  review('shop').replace('"spec"', '"__proto__"').replace('authorization.k8s.io/v1', 'v1'),
])('a body that is no review gets no answer: %j', async (body) => {
  const port = await start()
  expect(await send(port, 'POST', '/authorize', body)).toEqual({ code: 400, text: '' })
})

test('a body without end is not read to its end', async () => {
  const port = await start()
  const long = review('shop').padEnd(2 * 1024 * 1024, ' ')
  // It may be cut off before the answer is read.
  const answer = await send(port, 'POST', '/authorize', long).catch(() => ({ code: 413, text: '' }))
  expect(answer).toEqual({ code: 413, text: '' })
  expect((await send(port, 'GET', '/healthz')).code).toBe(200)
})

test('speaks TLS only', async () => {
  const port = await start()
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  let said = ''
  socket.on('data', (data) => {
    said += data
  })
  socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n')
  await new Promise((resolve) => socket.once('close', resolve))
  expect(said).not.toContain('200')
})

function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', cli, ...args])
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      said += data
    })
  }
  return { child, said: () => said }
}

test('starts with a certificate, and says where it listens', { timeout: 60_000 }, async () => {
  const { said } = run('--port', '0', '--tls-cert', files.certFile, '--tls-key', files.keyFile)
  await expect.poll(said, { timeout: 50_000 }).toMatch(/https:\/\/127\.0\.0\.1:\d+\/authorize/)
  const port = Number(/:(\d+)\/authorize/.exec(said())?.[1])
  expect((await send(port, 'POST', '/authorize', review('shop'))).text).toContain('"allowed":true')
})

test.each([
  [[], '--tls-cert'],
  [['--tls-cert', '/nothing', '--tls-key', '/nothing'], 'cannot be read'],
  [['--tls-cert', 'x', '--tls-key', 'x', '--port', '70000'], 'no number'],
  [['--tls-cert', 'x', '--tls-key', 'x', '--group-prefix', ''], 'every group'],
] as const)('does not start with %j', { timeout: 60_000 }, async (args, reason) => {
  const { child, said } = run(...args)
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1)
  expect(said()).toContain(reason)
})
