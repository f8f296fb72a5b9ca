import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { kubeconfigProof } from '../identity.ts'
import { type Identity, issue } from '../testing/certificates.ts'
import { makeFolder } from '../testing/portolan.ts'
import { KubeconfigConnection } from './connection.ts'

const hour = 3_600_000

const base64 = (text: string) => Buffer.from(text).toString('base64')

let authority: Identity
let other: Identity
let server: Identity
let expired: Identity
let alice: Identity
let bob: Identity

beforeAll(async () => {
  authority = await issue('authority', -hour, hour)
  other = await issue('other', -hour, hour)
  const issuer = { name: 'authority', keys: authority.keys }
  server = await issue('api.example.com', -hour, hour, issuer)
  expired = await issue('api.example.com', -2 * hour, -hour, issuer)
  alice = await issue('alice', -hour, hour, issuer)
  bob = await issue('bob', -hour, hour, issuer)
})

/** An API server that says whose certificate it was shown. */
async function startCluster({ cert, key }: Identity): Promise<string> {
  const https = createServer(
    { cert, key, ca: authority.cert, requestCert: true, rejectUnauthorized: false },
    (request, response) => {
      const { subject } = (request.socket as TLSSocket).getPeerCertificate()
      response.end(`${subject?.CN ?? 'nobody'} ${request.headers.authorization ?? ''}`.trim())
    },
  )
  https.listen(0, '127.0.0.1')
  await once(https, 'listening')
  onTestFinished(() => {
    https.closeAllConnections()
    https.close()
  })
  return `https://127.0.0.1:${(https.address() as AddressInfo).port}`
}

function connect(cluster: object, user: object = {}): KubeconfigConnection {
  const connection = new KubeconfigConnection({ name: 'k', clusterName: 'c', cluster, userName: 'u', user })
  onTestFinished(() => connection.close())
  return connection
}

async function ask(connection: KubeconfigConnection, proof = kubeconfigProof): Promise<string> {
  const route = await connection.route(proof)
  try {
    const request = { origin: route.origin, path: '/', method: 'GET', headers: route.headers }
    const { body } = await route.dispatcher.request(request)
    return await body.text()
  } catch (error) {
    return route.describe(error).message ?? ''
  }
}

const trusted = (address: string) => ({
  server: address,
  'certificate-authority-data': base64(authority.cert),
  'tls-server-name': 'api.example.com',
})

test('shows the client certificate to a server whose authority it knows', async () => {
  const cluster = trusted(await startCluster(server))
  const user = { 'client-certificate-data': base64(alice.cert), 'client-key-data': base64(alice.key) }
  expect(await ask(connect(cluster, user))).toBe('alice')
  expect(await ask(connect(cluster, { token: 't' }))).toBe('nobody Bearer t')
  expect(await ask(connect({ server: cluster.server, 'insecure-skip-tls-verify': true }, user))).toBe('alice')
})

test('a bearer token goes without anything of the kubeconfig user, also between requests that are theirs', async () => {
  const cluster = trusted(await startCluster(server))
  const certificate = { 'client-certificate-data': base64(alice.cert), 'client-key-data': base64(alice.key) }
  const exec = { command: 'sh', args: ['-c', 'exit 1'] }
  const bearer = (token: string, address: string | null = null) => ({
    bearer: { token, address },
    impersonate: null,
  })
  const connection = connect(cluster, certificate)
  const poolOf = async (proof = kubeconfigProof) => (await connection.route(proof)).dispatcher
  const pools = [await poolOf(), await poolOf(bearer('of-dora')), await poolOf(), await poolOf(bearer('x'))]
  expect(new Set(pools).size).toBe(2)
  expect([pools[0] === pools[2], pools[1] === pools[3]]).toEqual([true, true])
  for (let n = 0; n < 3; n++) {
    expect(await ask(connection)).toBe('alice')
    expect(await ask(connection, bearer('of-dora'))).toBe('nobody Bearer of-dora')
  }
  for (const user of [{ exec }, { token: 't', as: 'root' }, { username: 'a', password: 'b' }]) {
    expect(await ask(connect(cluster, user), bearer('of-dora'))).toBe('nobody Bearer of-dora')
  }
  expect(await ask(connection, bearer('of-dora', cluster.server))).toBe('nobody Bearer of-dora')
  await expect(connection.route(bearer('of-dora', 'https://elsewhere'))).rejects.toThrow('another address')
})

test.each([
  ['http://10.1.1.1:8080', false],
  ['http://api.example.com', false],
  ['api.example.com', false],
  ['http://127.0.0.1.example.com', false],
  ['http://localhost:8080', true],
  ['http://[::1]:8080', true],
  ['https://api.example.com', true],
])('to %s a token of somebody is sent: %s', async (server, isSent) => {
  const proof = { bearer: { token: 'of-dora', address: null }, impersonate: null }
  const route = connect({ server }).route(proof)
  if (isSent) expect((await route).headers.authorization).toBe('Bearer of-dora')
  else await expect(route).rejects.toThrow('without TLS')
})

test('a certificate that a plugin renews is used from then on', async () => {
  const cluster = trusted(await startCluster(server))
  const folder = await makeFolder()
  const file = join(folder, 'credential')
  const credential = ({ cert, key }: Identity) =>
    writeFile(
      file,
      JSON.stringify({
        status: {
          clientCertificateData: cert,
          clientKeyData: key,
          expirationTimestamp: '2001-01-01T00:00:00Z',
        },
      }),
    )
  const connection = connect(cluster, { exec: { command: 'cat', args: [file] } })
  await credential(alice)
  expect(await ask(connection)).toBe('alice')
  await credential(bob)
  expect(await ask(connection)).toBe('bob')
})

describe('says in words why a server is not trusted', () => {
  test('an unknown authority', async () => {
    const cluster = trusted(await startCluster(server))
    expect(await ask(connect({ ...cluster, 'certificate-authority-data': base64(other.cert) }))).toMatch(
      /authority/,
    )
    expect(await ask(connect({ server: cluster.server, 'tls-server-name': 'api.example.com' }))).toMatch(
      /authority that is not trusted/,
    )
  })
  test('an expired certificate', async () => {
    expect(await ask(connect(trusted(await startCluster(expired))))).toMatch(/certificate has expired/)
  })
  test('another name', async () => {
    const { 'tls-server-name': _name, ...cluster } = trusted(await startCluster(server))
    expect(await ask(connect(cluster))).toMatch(/is not for this address/)
  })
  test('no TLS at all', async () => {
    const plain = (await import('node:http'))
      .createServer((_request, response) => response.end())
      .listen(0, '127.0.0.1')
    await once(plain, 'listening')
    onTestFinished(() => void plain.close())
    expect(await ask(connect(trusted(`https://127.0.0.1:${(plain.address() as AddressInfo).port}`)))).toMatch(
      /does not speak TLS/,
    )
  })
  test('nobody there', async () => {
    expect(await ask(connect({ server: 'http://127.0.0.1:1' }))).toBe(
      'The cluster at http://127.0.0.1:1 cannot be reached: connection refused. Is the API server running, and is this its address?',
    )
    expect(await ask(connect({ server: 'http://no-such-host.invalid' }))).toMatch(/host name/)
  })
})

test.each([
  [{ server: 'ftp://x' }, /no usable address/],
  [{}, /no usable address/],
  [
    { server: 'https://x', 'certificate-authority': '/nonexistent/ca.crt' },
    /certificate authority of the cluster "k" cannot be read/,
  ],
  [{ server: 'https://x', 'proxy-url': 'socks5://x' }, /must begin with http/],
])('%j is refused with a sentence', async (cluster, sentence) => {
  await expect(connect(cluster).route(kubeconfigProof)).rejects.toThrow(sentence)
})
