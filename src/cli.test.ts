import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { makeFolder, writeKubeconfig } from './server/testing/portolan.ts'

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))

function start(
  args: string[],
  environment: NodeJS.ProcessEnv = {},
): ChildProcess & { output: () => string; errors: () => string } {
  const child = spawn(process.execPath, ['--import', 'tsx', cli, ...args], {
    env: { ...process.env, KUBECONFIG: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  let errors = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  return Object.assign(child, { output: () => output, errors: () => errors })
}

async function failure(
  args: string[],
  environment?: NodeJS.ProcessEnv,
): Promise<[code: number, errors: string, output: string]> {
  const child = start(args, environment)
  const [code] = (await once(child, 'close')) as [number]
  return [code, child.errors(), child.output()]
}

/** Opens the address that was printed first. */
function follow(output: string): Promise<Response> {
  return fetch(/^Open (\S+)/m.exec(output)?.[1] ?? '', { redirect: 'manual' })
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ')
}

const aKubeconfig = () => writeKubeconfig([{ name: 'a', server: 'http://127.0.0.1:1' }])

test('says where it listens once it answers, takes flags from the environment, and stops on a signal', {
  timeout: 90_000,
}, async () => {
  const child = start(['--port', '0'], {
    PORTOLAN_LABEL_DOMAIN: 'example.com',
    KUBECONFIG: `/nonexistent:${await aKubeconfig()}`,
  })
  await expect
    .poll(child.output, { timeout: 60_000 })
    .toMatch(
      /^Portolan is listening on http:\/\/127\.0\.0\.1:\d+\nOpen http:\S+ to sign in; it works once\.\n$/,
    )
  const url = /listening on (\S+)/.exec(child.output())?.[1] ?? ''
  expect(await (await fetch(`${url}/session`)).json()).toMatchObject({
    labelDomain: 'example.com',
    defaultCluster: null,
    user: null,
  })
  const printed = child.output()
  const [first, second] = [await follow(printed), await follow(printed)]
  expect([first.status, second.status]).toEqual([302, 401])
  await expect.poll(() => child.output().match(/^Open /gm)).toHaveLength(2)
  const cookie = cookiesOf(first)
  expect(await (await fetch(`${url}/session`, { headers: { cookie } })).json()).toMatchObject({
    defaultCluster: 'a',
    user: { groups: [] },
  })
  child.kill('SIGTERM')
  expect(await once(child, 'close')).toEqual([0, null])
})

test('where there is no kubeconfig it shows the sandbox, and says so', { timeout: 90_000 }, async () => {
  const child = start(['--port', '0'], { HOME: await makeFolder() })
  await expect.poll(child.output, { timeout: 60_000 }).toContain('sandbox')
  const [url] = /http:\S+/.exec(child.output()) ?? []
  await expect.poll(child.output).toContain('Open http')
  const headers = { cookie: cookiesOf(await follow(child.output())) }
  expect(await (await fetch(`${url}/session`, { headers })).json()).toMatchObject({
    sandbox: true,
    defaultCluster: 'portolan-admin',
  })
  const nodes = await fetch(`${url}/clusters/portolan-auditor/api/v1/nodes`, { headers })
  expect(await nodes.json()).toMatchObject({ kind: 'NodeList', items: { length: 6 } })
  const secrets = await fetch(`${url}/clusters/portolan-auditor/api/v1/secrets`, { headers })
  expect(await secrets.json()).toMatchObject({ code: 403, message: expect.stringContaining('User "ada"') })
  child.kill('SIGTERM')
  expect(await once(child, 'close')).toEqual([0, null])
})

test('shows the sandbox in spite of a kubeconfig when asked to', { timeout: 90_000 }, async () => {
  const child = start(['--port', '0', '--sandbox'], { KUBECONFIG: await aKubeconfig() })
  await expect.poll(child.output, { timeout: 60_000 }).toContain('sandbox')
  expect((await failure(['--sandbox-scale', '0']))[1]).toContain('from 1 to 1000')
})

test('a port in use is one sentence', { timeout: 90_000 }, async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as AddressInfo
  expect(await failure(['--port', String(port), '--kubeconfig', await aKubeconfig()])).toEqual([
    1,
    `Port ${port} on 127.0.0.1 is in use; choose another with --port.\n`,
    '',
  ])
})

test('a kubeconfig that is missing or broken is one sentence', { timeout: 90_000 }, async () => {
  const broken = join(await makeFolder(), 'config')
  await writeFile(broken, 'contexts: [')
  const [missing, unusable, port] = await Promise.all([
    failure(['--kubeconfig', '/nonexistent/config']),
    failure([], { PORTOLAN_KUBECONFIG: broken }),
    failure(['--port', 'x']),
  ])
  expect(missing).toEqual([
    1,
    'There is no kubeconfig at /nonexistent/config; name one with --kubeconfig.\n',
    '',
  ])
  expect(unusable[0]).toBe(1)
  expect(unusable[1]).toMatch(/^The kubeconfig .* is not YAML: [^\n]*\n$/)
  expect(port[0]).toBe(1)
  expect(port[1]).toContain('from 0 to 65535')
})

test('clusters come from the configuration', { timeout: 90_000 }, async () => {
  const file = join(await makeFolder(), 'portolan.yaml')
  await writeFile(
    file,
    'port: 0\nsignIn: [token]\nclusters:\n  - { name: edge, title: Edge, server: "http://127.0.0.1:1" }\n',
  )
  const child = start([], { PORTOLAN_CONFIG: file, HOME: await makeFolder() })
  await expect.poll(child.output, { timeout: 60_000 }).toContain('listening')
  const [url] = /http:\S+/.exec(child.output()) ?? []
  expect(await (await fetch(`${url}/session`)).json()).toMatchObject({
    sandbox: false,
    defaultCluster: 'edge',
    clusters: [{ name: 'edge', title: 'Edge' }],
  })
  const clusters = '[{ name: x, context: b }]'
  expect(await failure(['--clusters', clusters, '--kubeconfig', await aKubeconfig()])).toEqual([
    1,
    'clusters[0].context: "b" is no context of the kubeconfig; there is a.\n',
    '',
  ])
})

test('what cannot be signed in to is told by key and place', { timeout: 90_000 }, async () => {
  const config = ['--kubeconfig', await aKubeconfig(), '--port', '0']
  const errors = await Promise.all(
    [
      ['--host', '0.0.0.0'],
      ['--host', '0.0.0.0', '--sign-in', 'local,token'],
      ['--host', '0.0.0.0', '--sign-in', 'token'],
      ['--sign-in', 'oidc', '--tls-cert', '/nonexistent'],
      ['--trust-proxy', 'everybody', '--tls-cert', '/nonexistent', '--tls-key', '/nonexistent'],
    ].map(async (flags) => (await failure([...config, ...flags])).slice(0, 2)),
  )
  const elsewhere =
    'host (--host): Others reach the console there: give tls.cert and tls.key, or name the proxy that has TLS by trustProxy.'
  expect(errors.map(([code, said]) => [code, ...String(said).trim().split('\n').slice(1)])).toEqual([
    [1, 'host (--host): Others reach the console there: choose token or oidc, or both, by signIn.'],
    [1, 'signIn (--sign-in): "local" is for loopback only, and not for 0.0.0.0.'],
    [1, elsewhere],
    [
      1,
      'signIn (--sign-in): "oidc" needs oidc.issuer and oidc.clientId as well.',
      'tls.cert (--tls-cert): It needs tls.key as well.',
    ],
    [
      1,
      'tls.cert (--tls-cert): The TLS file /nonexistent cannot be read (ENOENT).',
      'trustProxy (--trust-proxy): "everybody" is no address, block, "loopback" or "private".',
    ],
  ])
})

test('a secret is refused on the command line, and is in nothing that is printed', {
  timeout: 90_000,
}, async () => {
  const secret = 'Y2FuIG5vYm9keSByZWFkIHRoaXMgc2VjcmV0IGhlcmU='
  const [code, said, printed] = await failure(['--session-key', secret, '--log-level', 'trace'])
  expect([code, printed]).toEqual([1, ''])
  expect(said).toContain('session.key (--session-key): A secret may not stand on the command line')
  expect(said).not.toContain(secret)
  const env = { PORTOLAN_SESSION_KEY: secret, PORTOLAN_OIDC_CLIENT_SECRET: 'hush hush' }
  const effective = (await failure(['--print-config'], env)).join('\n')
  expect(effective).toContain('  key: (hidden) # PORTOLAN_SESSION_KEY\n')
  expect(effective).toContain('  clientSecret: (hidden) # PORTOLAN_OIDC_CLIENT_SECRET\n')
  expect(effective).not.toMatch(/Y2Fu|hush/)
  const child = start(['--port', '0', '--sandbox', '--log-level', 'trace'], env)
  await expect.poll(child.output, { timeout: 60_000 }).toContain('Open http')
  await follow(child.output())
  child.kill('SIGTERM')
  await once(child, 'close')
  expect(child.output() + child.errors()).not.toMatch(/Y2Fu|hush/)
})

test('writes its audit log to the standard output where it is told to', { timeout: 90_000 }, async () => {
  const child = start(['--port', '0', '--sandbox', '--audit-destination', 'stdout'])
  await expect.poll(child.output, { timeout: 60_000 }).toContain('Open ')
  await follow(child.output())
  await expect.poll(child.output).toMatch(/^\{.+\}$/m)
  const [line = ''] = child
    .output()
    .split('\n')
    .filter((each) => each.startsWith('{'))
  expect(JSON.parse(line)).toMatchObject({ event: 'sign-in', outcome: { code: 302 } })
})
