import { mkdir, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import WebSocket from 'ws'
import { watchProtocolVersion } from '../wire.ts'
import { makeFolder, plainPresentation, startPortolan, startUpstream } from './testing/portolan.ts'

const page = '<!doctype html><title>Portolan</title>'
const script = 'console.log("portolan")'
const html = { accept: 'text/html,application/xhtml+xml' }
const nowhere = [{ name: 'a', server: 'http://127.0.0.1:1' }]

async function builtConsole(): Promise<string> {
  const folder = await makeFolder()
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), page)
  await writeFile(join(folder, 'assets', 'main-4f3a.js'), script)
  await writeFile(join(folder, 'assets', 'main-4f3a.js.gz'), gzipSync(script))
  await writeFile(join(folder, 'assets', 'main-4f3a.js.br'), brotliCompressSync(script))
  await writeFile(join(folder, '.secret'), 'x')
  return folder
}

test('/session names the clusters', async () => {
  const { fetch } = await startPortolan([...nowhere, { name: 'b/c', server: 'http://127.0.0.1:1' }])
  const answer = await fetch('/session')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toMatchObject({
    version: '1.2.3',
    labelDomain: 'cpaas.io',
    sandbox: false,
    defaultCluster: 'a',
    clusters: [
      { name: 'a', user: 'user of a' },
      { name: 'b/c', user: 'user of b/c' },
    ],
    ...plainPresentation,
  })
})

test('every answer of its own carries the security headers, and no HSTS or upgrade on plain HTTP', async () => {
  const { url } = await startPortolan(nowhere, { assets: await builtConsole() })
  for (const path of ['/', '/session', '/nothing', '/assets/main-4f3a.js']) {
    const { headers } = await fetch(`${url}${path}`)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/upgrade-insecure-requests|unsafe-eval|script-src[^;]*unsafe-inline/)
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('strict-transport-security')).toBeNull()
  }
})

test('serves hashed files for ever, compressed, and the page for its own addresses afresh', async () => {
  const { url } = await startPortolan(nowhere, { assets: await builtConsole() })
  for (const encoding of ['br', 'gzip', 'identity']) {
    const answer = await fetch(`${url}/assets/main-4f3a.js`, { headers: { 'accept-encoding': encoding } })
    expect(answer.headers.get('content-encoding') ?? 'identity').toBe(encoding)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-type')).toMatch(/javascript/)
    expect(answer.headers.get('vary')).toBe('accept-encoding')
    expect(await answer.text()).toBe(script)
  }
  for (const path of ['/', '/index.html', '/c/prod/services', '/a.b/c%2Fd?x=1']) {
    const answer = await fetch(`${url}${path}`, { headers: html })
    expect([answer.status, await answer.text()]).toEqual([200, page])
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  }
})

test.each([
  ['/nothing', {}],
  ['/assets/gone-1.js', html],
  ['/assets/gone-1.js', {}],
  ['/clusters', html],
  ['/session/x', html],
  ['/.secret', {}],
  ['/assets/..%2f.secret', {}],
  ['/%2e%2e/%2e%2e/etc/passwd', {}],
])('%s is a 404 Status', async (path, headers) => {
  const { url } = await startPortolan(nowhere, { assets: await builtConsole() })
  const answer = await fetch(`${url}${path}`, { headers })
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ kind: 'Status', code: 404 })
})

test('a path that cannot be decoded is a 400 Status', async () => {
  const { url } = await startPortolan(nowhere)
  const answer = await fetch(`${url}/%zz`)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ kind: 'Status', code: 400 })
})

test('without a built console the page says what to run, and the server is not ready', async () => {
  const { url } = await startPortolan(nowhere)
  const answer = await fetch(url)
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('npm run build')
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
})

test('probes and metrics answer, for any host name', async () => {
  const { url, port } = await startPortolan(nowhere, { assets: await builtConsole() })
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  await fetch(`${url}/session`)
  await fetch(`${url}/random/${'x'.repeat(50)}`)
  expect(await rawStatus(port, '/metrics', { host: '10.0.0.1:1' })).toBe(200)
  const metrics = await (await fetch(`${url}/metrics`)).text()
  expect(metrics).toContain(
    'portolan_http_request_duration_seconds_count{route="session",method="GET",code="200"} 1',
  )
  expect(metrics).toMatch(/^portolan_websockets 0$/m)
  expect(metrics).toMatch(/^process_resident_memory_bytes /m)
  expect(metrics).not.toContain('xxxxx')
})

test('foreign hosts, origins and sites get nothing', async () => {
  const { port } = await startPortolan(nowhere)
  const host = `localhost:${port}`
  expect(await rawStatus(port, '/session', { host })).toBe(200)
  expect(await rawStatus(port, '/session', { host: 'evil.example' })).toBe(421)
  expect(await rawStatus(port, '/session', { host, origin: 'http://evil.example' })).toBe(403)
  expect(await rawStatus(port, '/clusters/a/api/v1/pods', { host, origin: 'http://evil.example' })).toBe(403)
  expect(await rawStatus(port, '/clusters/a/api/v1/pods', { host: 'evil.example' })).toBe(421)
  expect(
    await rawStatus(port, '/clusters/a/api/v1/pods', { host, 'sec-fetch-site': 'cross-site' }, 'POST'),
  ).toBe(403)
  expect(await rawStatus(port, '/nothing', { host: 'evil.example' })).toBe(421)
})

test.each([
  ['/watch', { origin: 'http://evil.example' }, 403],
  ['/watch', { origin: 'null' }, 403],
  ['/watch', { host: 'evil.example' }, 421],
  ['/other', {}, 404],
  ['/clusters/a/api/v1/namespaces/x/pods/y/exec', {}, 403],
])('a WebSocket at %s with %j is refused with a real status', async (path, headers, code) => {
  const { url } = await startPortolan(nowhere)
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { headers })
  const status = await new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
    socket.on('open', () => resolve('open'))
    socket.on('error', resolve)
  })
  expect(status).toBe(code)
})

test('a WebSocket of the own page is accepted', async () => {
  const { url, headers } = await startPortolan(nowhere)
  const socket = new WebSocket(`${url.replace('http', 'ws')}/watch`, { origin: url, headers })
  const first = await new Promise((resolve) => socket.on('message', (data) => resolve(String(data))))
  expect(JSON.parse(String(first))).toEqual({ type: 'hello', protocol: watchProtocolVersion })
  socket.terminate()
})

test('stopping ends watches well, closes WebSockets with 1001, and takes no time', async () => {
  const upstream = await startUpstream((_request, response) => {
    response.write('{}\n')
  })
  const { url, close, headers, fetch } = await startPortolan([{ name: 'a', server: upstream.url }])
  const watch = await fetch('/clusters/a/api/v1/pods?watch=1')
  const socket = new WebSocket(`${url.replace('http', 'ws')}/watch`, { headers })
  await new Promise((resolve) => socket.on('message', resolve))
  const code = new Promise((resolve) => socket.on('close', resolve))
  const began = performance.now()
  await close()
  expect(performance.now() - began).toBeLessThan(1_500)
  expect(await watch.text()).toBe('{}\n')
  expect(await code).toBe(1001)
})

/** The status for headers that `fetch` would not send. */
function rawStatus(
  port: number,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, headers, method, agent: false },
      (response) => {
        response.resume()
        resolve(response.statusCode)
      },
    )
    request.on('error', reject)
    request.end()
  })
}

test('a failure lets nothing through, and only the log says what it was', async () => {
  const broken = async () => {
    throw new Error('secret of the inside')
  }
  const clusters = { list: broken, find: broken, close: async () => undefined }
  const { fetch, lines } = await startPortolan(nowhere, { clusters })
  for (const path of ['/clusters/a/api/v1/pods', '/session']) {
    const answer = await fetch(path)
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('The console failed; its log says why.')
  }
  expect(lines.join('').match(/secret of the inside/g)?.length).toBeGreaterThanOrEqual(2)
})
