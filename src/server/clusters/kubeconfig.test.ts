import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, test, vi } from 'vitest'
import { kubeconfigProof } from '../identity.ts'
import { makeFolder, startUpstream, writeKubeconfig } from '../testing/portolan.ts'
import { KubeconfigClusters } from './clusters.ts'
import { Credentials } from './credentials.ts'
import { loadKubeconfig } from './kubeconfig.ts'

const silent = pino({ level: 'silent' })

async function files(...contents: string[]): Promise<string[]> {
  const folder = await makeFolder()
  return Promise.all(
    contents.map(async (content, index) => {
      const file = join(folder, `config-${index}`)
      await writeFile(file, content)
      return file
    }),
  )
}

const one = `
contexts:
  - name: prod
    context: {cluster: c, user: u}
clusters:
  - name: c
    cluster: {server: https://one, certificate-authority: ca.crt}
users:
  - name: u
    user: {tokenFile: secrets/token, exec: null}
`

describe('kubeconfig files', () => {
  test('several are joined as kubectl does: the first to say something wins', async () => {
    const [first = '', second = ''] = await files(
      one,
      `
current-context: other
contexts:
  - {name: prod, context: {cluster: x, user: x}}
  - {name: other, context: {cluster: c, user: nobody}}
clusters:
  - {name: c, cluster: {server: https://two}}
`,
    )
    const { contexts, currentContext } = await loadKubeconfig([first, '/nonexistent/config', second])
    expect(currentContext).toBe('other')
    expect(contexts.map(({ name, cluster, user }) => [name, cluster?.server, user === null])).toEqual([
      ['prod', 'https://one', false],
      ['other', 'https://one', true],
    ])
  })

  test('file names are relative to the file that has them', async () => {
    const [file = ''] = await files(one)
    const [context] = (await loadKubeconfig([file])).contexts
    expect(context?.cluster?.['certificate-authority']).toBe(join(file, '../ca.crt'))
    expect(context?.user?.tokenFile).toBe(join(file, '../secrets/token'))
  })

  test.each([
    ['contexts: [', /is not YAML/],
    ['contexts: 3', /is not valid: contexts/],
    ['users: [{name: a, user: {token: 5}}]', /is not valid: users\.0\.user\.token/],
    ['', /has no contexts/],
  ])('%j gets one sentence', async (content, sentence) => {
    const [file = ''] = await files(content)
    await expect(loadKubeconfig([file])).rejects.toThrow(sentence)
    await expect(loadKubeconfig([file])).rejects.toThrow(file)
  })

  test('a parse failure does not quote the file', async () => {
    const [file = ''] = await files('users:\n  - token: "very-secret\n  x: [')
    const failure = await loadKubeconfig([file]).catch((error: Error) => error.message)
    expect(failure).not.toContain('very-secret')
  })

  test('missing and unreadable files get one sentence', async () => {
    await expect(loadKubeconfig(['/nonexistent/config'])).rejects.toThrow(
      /There is no kubeconfig at \/nonexistent\/config/,
    )
    const folder = await makeFolder()
    await mkdir(join(folder, 'config'))
    await expect(loadKubeconfig([join(folder, 'config')])).rejects.toThrow(/cannot be read \(EISDIR\)/)
  })
})

test('a cluster that anybody can pose as is named in the log', async () => {
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) })
  const paths = await files(
    one,
    one.replaceAll('prod', 'lab').replace('server:', 'insecure-skip-tls-verify: true, server:'),
  )
  for (const path of paths) {
    const clusters = await KubeconfigClusters.load([path], log)
    for (const name of ['prod', 'lab', 'lab']) await clusters.find(name)
  }
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ cluster: 'lab', msg: expect.stringContaining('insecure-skip-tls-verify') }),
  ])
})

test('a changed kubeconfig takes effect', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    const file = await writeKubeconfig([{ name: 'a', server: 'http://127.0.0.1:1', user: { token: 'old' } }])
    const clusters = await KubeconfigClusters.load([file], silent)
    const before = await clusters.find('a')
    const changed = (await readFile(file, 'utf8')).replace('old', 'new')
    await writeFile(file, changed)
    await utimes(file, new Date(), new Date(Date.now() + 5_000))
    vi.setSystemTime(Date.now() + 10_000)
    const after = await clusters.find('a')
    expect(after).not.toBe(before)
    expect((await after?.route(kubeconfigProof))?.headers).toEqual({ authorization: 'Bearer new' })
    expect(await clusters.find('a')).toBe(after)
    await clusters.close()
  } finally {
    vi.useRealTimers()
  }
})

describe('credentials', () => {
  const cluster = { server: 'https://one' }
  const headersOf = async (user: object) => (await new Credentials('u', user, cluster).get()).headers

  test('of every plain kind', async () => {
    const [tokenFile = ''] = await files('from-file\n')
    expect(await headersOf({})).toEqual({})
    expect(await headersOf({ token: ' a\n' })).toEqual({ authorization: 'Bearer a' })
    expect(await headersOf({ token: 'a', tokenFile })).toEqual({ authorization: 'Bearer from-file' })
    expect(await headersOf({ username: 'u', password: 'p' })).toEqual({
      authorization: `Basic ${btoa('u:p')}`,
    })
  })

  test('a user who acts as another does so', async () => {
    const user = {
      token: 'a',
      as: 'bob',
      'as-uid': '7',
      'as-groups': ['x', 'y'],
      'as-user-extra': { 'a/B': ['1'] },
    }
    expect(await headersOf(user)).toEqual({
      authorization: 'Bearer a',
      'impersonate-user': 'bob',
      'impersonate-uid': '7',
      'impersonate-group': ['x', 'y'],
      'impersonate-extra-a%2fb': ['1'],
    })
  })

  test('a plugin runs once for many requests, again when refused, and knows what it is asked', async () => {
    const folder = await makeFolder()
    const log = join(folder, 'log')
    const script = `echo "$KUBERNETES_EXEC_INFO" >> ${log}; echo '{"status":{"token":"t","clientCertificateData":"C","clientKeyData":"K"}}'`
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1beta1',
      command: 'sh',
      args: ['-c', script],
      provideClusterInfo: true,
    }
    const credentials = new Credentials('u', { exec }, cluster)
    const [credential] = await Promise.all([credentials.get(), credentials.get(), credentials.get()])
    expect(credential).toEqual({
      headers: { authorization: 'Bearer t' },
      certificate: 'C',
      key: 'K',
      expires: Number.POSITIVE_INFINITY,
    })
    await credentials.get()
    const infos = async () => (await readFile(log, 'utf8')).trim().split('\n')
    expect(await infos()).toHaveLength(1)
    expect(JSON.parse((await infos())[0] ?? '')).toEqual({
      apiVersion: 'client.authentication.k8s.io/v1beta1',
      kind: 'ExecCredential',
      spec: { interactive: false, cluster: { server: 'https://one' } },
    })
    credentials.refused(credential)
    await new Promise((resolve) => setImmediate(resolve))
    await credentials.get()
    expect(await infos()).toHaveLength(2)
  })

  test('an expired token is replaced, a failed plugin is asked again', async () => {
    const folder = await makeFolder()
    const log = join(folder, 'log')
    const script = `echo x >> ${log}; echo '{"status":{"token":"t","expirationTimestamp":"2001-01-01T00:00:00Z"}}'`
    const expired = new Credentials('u', { exec: { command: 'sh', args: ['-c', script] } }, cluster)
    await expired.get()
    await expired.get()
    expect(await readFile(log, 'utf8')).toBe('x\nx\n')
    const failing = new Credentials(
      'u',
      { exec: { command: 'no-such-plugin', installHint: 'Install it.' } },
      cluster,
    )
    await expect(failing.get()).rejects.toThrow(
      'The credential plugin no-such-plugin was not found. Install it.',
    )
    await expect(failing.get()).rejects.toThrow('was not found')
  })
})

test('the client library supplies the older auth-providers', async () => {
  const upstream = await startUpstream((request, response) => response.end(request.headers.authorization))
  const payload = btoa(JSON.stringify({ exp: Date.now() / 1000 + 3600 }))
  const idToken = `${btoa('{}')}.${payload}.x`
  const user = { 'auth-provider': { name: 'oidc', config: { 'id-token': idToken } } }
  const clusters = await KubeconfigClusters.load(
    [await writeKubeconfig([{ name: 'a', server: upstream.url, user }])],
    silent,
  )
  const route = await (await clusters.find('a'))?.route(kubeconfigProof)
  expect(route?.headers).toEqual({ authorization: `Bearer ${idToken}` })
  await clusters.close()
})

test.each([
  [{ user: 'x' }, /names the cluster "", which the kubeconfig does not define/],
  [{ cluster: 'c', user: 'gone' }, /names the user "gone", which the kubeconfig does not define/],
])('a context that leads nowhere says so: %j', async (context, sentence) => {
  const [file = ''] = await files(
    JSON.stringify({
      contexts: [{ name: 'k', context }],
      clusters: [{ name: 'c', cluster: {} }],
      users: [{ name: 'x' }],
    }),
  )
  const clusters = await KubeconfigClusters.load([file], silent)
  await expect((await clusters.find('k'))?.route(kubeconfigProof)).rejects.toThrow(sentence)
})
