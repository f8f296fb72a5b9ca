/** kubectl and large transfers through the built server, to a real control plane. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signedInHeaders, testKey } from '../src/server/testing/session.ts'
import { type ClusterHandle, down, eventually, up } from './cluster/index.ts'

const name = 'proxy-test'
const namespace = 'shop-dev'
const context = 'portolan-admin'
let cluster: ClusterHandle
let server: ChildProcess
let url: string
/** Where kubectl, which has no cookies, is somebody who signed in. */
let relay: Server
let signedIn: Record<string, string>

beforeAll(async () => {
  cluster = await up({ name, report: (line) => process.stderr.write(`${line}\n`) })
  const cli = fileURLToPath(new URL('../dist/server/cli.js', import.meta.url))
  server = spawn(process.execPath, [cli, '--port', '0', '--kubeconfig', cluster.kubeconfig], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, PORTOLAN_SESSION_KEY: testKey },
  })
  if (server.stdout === null) throw new Error('The server has no output.')
  for await (const line of createInterface(server.stdout)) {
    url = /listening on (\S+)$/.exec(line)?.[1] ?? ''
    break
  }
  signedIn = await signedInHeaders(url)
  relay = await startRelay()
  // The first run builds the programs.
}, 1_800_000)

afterAll(async () => {
  relay.closeAllConnections()
  relay.close()
  server.kill('SIGTERM')
  const [code] = await once(server, 'exit')
  await down(name)
  expect(code).toBe(0)
}, 60_000)

/** Passes on what it gets, as a browser with a session would have sent it. */
async function startRelay(): Promise<Server> {
  const passing = createServer((request, response) => {
    const { host } = new URL(url)
    const headers = { ...request.headers, ...signedIn, host }
    const onward = httpRequest(`${url}${request.url}`, { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      response.flushHeaders()
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  })
  passing.on('upgrade', (request, socket) => {
    const onward = httpRequest(`${url}${request.url}`, { method: request.method, headers: signedIn })
    onward.on('response', (answer) => {
      socket.write(`HTTP/1.1 ${answer.statusCode} Refused\r\nconnection: close\r\n\r\n`)
      answer.pipe(socket)
    })
    onward.end()
  })
  passing.listen(0, '127.0.0.1')
  await once(passing, 'listening')
  return passing
}

const relayUrl = () => `http://127.0.0.1:${(relay.address() as AddressInfo).port}`

/** kubectl as one who has no credentials of their own. */
function kubectl(...args: string[]): ChildProcess {
  const child = spawn(
    cluster.binaries.kubectl,
    [
      '--kubeconfig',
      '/dev/null',
      '--server',
      `${relayUrl()}/clusters/${context}`,
      '--namespace',
      namespace,
      ...args,
    ],
    { stdio: 'pipe' },
  )
  return child
}

async function run(args: string[], input = ''): Promise<string> {
  const child = kubectl(...args)
  child.stdin?.end(input)
  const [out, errors] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'exit')])
  if (child.exitCode !== 0) throw new Error(errors)
  return out
}

async function textOf(stream: Readable | null): Promise<string> {
  let text = ''
  for await (const chunk of stream ?? Readable.from([])) text += String(chunk)
  return text
}

function service(serviceName: string, spec: object): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: serviceName, namespace },
    spec,
  })
}

async function metric(metricName: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(new RegExp(`^${metricName} (\\S+)$`, 'm').exec(text)?.[1])
}

describe('kubectl through the proxy', () => {
  test.each([
    ['cluster-ip', { ports: [{ port: 80 }] }],
    ['node-port', { type: 'NodePort', ports: [{ port: 80 }] }],
    ['load-balancer', { type: 'LoadBalancer', ports: [{ port: 80 }] }],
    ['external-name', { type: 'ExternalName', externalName: 'example.com' }],
    ['headless', { clusterIP: 'None', ports: [{ port: 80 }] }],
  ])('applies, gets and deletes %s', async (serviceName, spec) => {
    expect(await run(['apply', '-f', '-'], service(serviceName, spec))).toContain('created')
    expect(await run(['apply', '-f', '-'], service(serviceName, spec))).toContain('unchanged')
    expect(JSON.parse(await run(['get', 'service', serviceName, '-o', 'json']))).toMatchObject({ spec })
    expect(await run(['delete', 'service', serviceName])).toContain('deleted')
  })

  test('prints tables, explains kinds and applies on the server', async () => {
    expect(await run(['get', 'services'])).toMatch(/^NAME +TYPE +CLUSTER-IP/)
    expect(await run(['explain', 'service.spec.type'])).toContain('ExternalName')
    const applied = service('server-side', { ports: [{ port: 80, protocol: 'TCP' }] })
    expect(await run(['apply', '--server-side', '-f', '-'], applied)).toContain('serverside-applied')
    await run(['delete', 'service', 'server-side'])
  })

  test('watches: an event arrives when something happens, and the watch ends with its reader', async () => {
    const watch = kubectl('get', 'services', '--watch-only', '-o', 'name')
    let seen = ''
    watch.stdout?.on('data', (chunk) => {
      seen += String(chunk)
    })
    await eventually('the watch to be open', async () => (await metric('portolan_proxied_watches')) === 1)
    await run(['apply', '-f', '-'], service('watched', { ports: [{ port: 80 }] }))
    await eventually('the event', async () => seen.includes('service/watched'))
    watch.kill('SIGTERM')
    await eventually('the watch to end', async () => (await metric('portolan_proxied_watches')) === 0)
    await run(['delete', 'service', 'watched'])
  })

  test('refuses what would open a shell', async () => {
    const { items } = JSON.parse(await run(['get', 'pods', '-o', 'json'])) as {
      items: { metadata: { name: string } }[]
    }
    await expect(run(['exec', items[0]?.metadata.name ?? '', '--', 'true'])).rejects.toThrow(/exec/)
  })

  test('acts as nobody but the user of the context', async () => {
    const as = `${relayUrl()}/clusters/portolan-auditor`
    const args = ['--kubeconfig', '/dev/null', '--server', as, 'create', 'namespace', 'not-allowed']
    await expect(promisify(execFile)(cluster.binaries.kubectl, args)).rejects.toThrow(
      'User "ada" cannot create resource "namespaces"',
    )
  })
})

test('a list of more than 50 MB passes without being kept', async () => {
  const size = 900_000
  const count = 60
  const payload = 'x'.repeat(size)
  for (let index = 0; index < count; index++) {
    const body = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `large-${index}`, labels: { large: 'yes' } },
      data: { payload },
    })
    const response = await fetch(`${url}/clusters/${context}/api/v1/namespaces/${namespace}/configmaps`, {
      method: 'POST',
      headers: { ...signedIn, 'content-type': 'application/json' },
      body,
    })
    expect(response.status).toBe(201)
  }
  const before = await metric('process_resident_memory_bytes')
  let received = 0
  let sampled = 0
  let peak = before
  const list = `${url}/clusters/${context}/api/v1/namespaces/${namespace}/configmaps?labelSelector=large%3Dyes`
  const { body } = await fetch(list, { headers: { ...signedIn, 'accept-encoding': 'identity' } })
  for await (const chunk of body ?? []) {
    received += chunk.length
    if (received - sampled < 5_000_000) continue
    sampled = received
    peak = Math.max(peak, await metric('process_resident_memory_bytes'))
  }
  peak = Math.max(peak, await metric('process_resident_memory_bytes'))
  expect(received).toBeGreaterThan(50_000_000)
  // What is in flight is buffered; keeping the whole would cost more than the list itself.
  expect(peak - before).toBeLessThan(received / 2)
}, 180_000)
