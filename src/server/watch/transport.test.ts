import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { readText } from '../../k8s/ndjson.ts'
import { KubeconfigClusters } from '../clusters/clusters.ts'
import { type Identity, kubeconfigProof } from '../identity.ts'
import { startUpstream, writeKubeconfig } from '../testing/portolan.ts'
import { createTransport } from './transport.ts'

const ofKubeconfig: Identity = {
  user: 'me',
  groups: [],
  key: 'me',
  viewAs: null,
  prove: async () => kubeconfigProof,
}

async function setUp(listener: RequestListener, user: object = {}) {
  const { url } = await startUpstream(listener)
  const file = await writeKubeconfig([{ name: 'a', server: `${url}/base`, user }])
  const clusters = await KubeconfigClusters.load([file], pino({ level: 'silent' }))
  onTestFinished(() => clusters.close())
  let bytes = 0
  const get = (cluster = 'a', query = '') =>
    createTransport(
      clusters,
      cluster,
      () => ofKubeconfig,
      'portolan/1',
      (count) => {
        bytes += count
      },
    )('/api/v1/pods', new URLSearchParams(query), new AbortController().signal)
  return { get, bytes: () => bytes }
}

test('lists travel compressed, watches do not', async () => {
  const seen: unknown[] = []
  const { get, bytes } = await setUp(
    (request, response) => {
      const { accept, authorization } = request.headers
      const encoding = request.headers['accept-encoding']
      seen.push({ url: request.url, accept, authorization, encoding })
      if (encoding === undefined) response.end('plain')
      else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(10_000)))
    },
    { token: 't' },
  )
  expect(await readText((await get('a', 'limit=500')).body)).toBe('x'.repeat(10_000))
  expect(bytes()).toBeLessThan(1_000)
  expect(await readText((await get('a', 'watch=true')).body)).toBe('plain')
  const common = { accept: 'application/json', authorization: 'Bearer t' }
  expect(seen).toEqual([
    { ...common, url: '/base/api/v1/pods?limit=500', encoding: 'gzip' },
    { ...common, url: '/base/api/v1/pods?watch=true', encoding: undefined },
  ])
})

test('a token that ran out is replaced without a word', async () => {
  const script = 'echo "{\\"status\\":{\\"token\\":\\"$$\\"}}"'
  const tokens = new Set<string | undefined>()
  const { get } = await setUp(
    (request, response) => {
      tokens.add(request.headers.authorization)
      response.writeHead(tokens.size === 1 ? 401 : 200).end()
    },
    { exec: { command: 'sh', args: ['-c', script] } },
  )
  expect((await get()).status).toBe(200)
  expect(tokens.size).toBe(2)
})

test('a credential that stays refused is an answer, asked for twice', async () => {
  let requests = 0
  const { get } = await setUp((_request, response) => {
    requests += 1
    response.writeHead(401).end('no')
  })
  const { status, body } = await get()
  expect([status, await readText(body), requests]).toEqual([401, 'no', 2])
})

test('a broken stream rejects; compressed ones too', async () => {
  const { get } = await setUp((request, response) => {
    if (request.headers['accept-encoding'] !== undefined) response.setHeader('content-encoding', 'gzip')
    response.write(gzipSync('x'.repeat(100_000)).subarray(0, 50))
    setTimeout(() => response.destroy(), 20)
  })
  for (const query of ['watch=true', 'limit=500']) {
    const { body } = await get('a', query)
    await expect(readText(body)).rejects.toThrow()
  }
})

test('an unknown cluster is a 404 answer', async () => {
  const { get } = await setUp((_request, response) => response.end())
  expect((await get('nope')).status).toBe(404)
})
