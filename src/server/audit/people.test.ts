import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultSignIn, type SignInOptions } from '../signin/options.ts'
import { triesInMinute } from '../signin/routes.ts'
import { makeFolder, startPortolan, startUpstream } from '../testing/portolan.ts'
import { testKey } from '../testing/session.ts'
import type { AuditEntry } from './entry.ts'
import { auditDefaults } from './options.ts'

const services = '/api/v1/namespaces/shop/services'

/** Knows dora by one token and, on another cluster, dora's other self by another. */
const people: Readonly<Record<string, object>> = {
  'secret-token-of-dora': { username: 'dora', groups: ['devs'] },
  'secret-token-of-theodora': { username: 'theodora', groups: ['others'] },
}

async function startCluster() {
  const { url } = await startUpstream((request, response) => {
    const person = people[(request.headers.authorization ?? '').replace('Bearer ', '')]
    const body =
      person === undefined ? { kind: 'Status', reason: 'Unauthorized' } : { status: { userInfo: person } }
    response.writeHead(person === undefined ? 401 : 201, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  return url
}

/** A browser before a server with an audit log. */
async function setUp(signIn: Partial<SignInOptions>) {
  const file = join(await makeFolder(), 'audit.log')
  const contexts = [
    { name: 'one', server: await startCluster() },
    { name: 'two', server: await startCluster() },
  ]
  const { url, server } = await startPortolan(contexts, {
    audit: { ...auditDefaults, destination: 'file', file },
    signIn: { ...defaultSignIn, sessionKeys: [testKey], ...signIn },
  })
  const cookies = new Map<string, string>()
  const ask = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      headers: {
        'x-portolan-csrf': '1',
        cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const each of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? []
      if (each.includes('Max-Age=0')) cookies.delete(name)
      else cookies.set(name, value)
    }
    const id = answer.headers.get('x-portolan-request-id')
    return { code: answer.status, id }
  }
  const entries = async (): Promise<AuditEntry[]> => {
    const text = await readFile(file, 'utf8').catch(() => '')
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
  }
  /** Sends a request and gives its line. */
  const entryOf = async (...request: Parameters<typeof ask>) => {
    const { id } = await ask(...request)
    await expect.poll(async () => (await entries()).some(({ requestId }) => requestId === id)).toBe(true)
    return (await entries()).find(({ requestId }) => requestId === id)
  }
  return { url, server, ask, entries, entryOf, text: () => readFile(file, 'utf8') }
}

test('signing in and out with a token, and what was refused before', async () => {
  const { ask, entryOf, entries, text } = await setUp({ methods: ['token'] })
  expect(await entryOf('POST', `/clusters/one${services}`, {})).toMatchObject({
    event: 'refusal',
    user: null,
    groups: [],
    path: `/clusters/one${services}`,
    outcome: { code: 401, reason: 'SignInRequired', by: 'portolan', cause: 'not-signed-in' },
  })
  const wrong = { cluster: 'one', token: 'secret-but-wrong' }
  expect(await entryOf('POST', '/sign-in/token', wrong)).toMatchObject({
    event: 'sign-in',
    user: null,
    outcome: { code: 401, reason: 'Unauthorized', by: 'portolan' },
  })
  const right = { cluster: 'one', token: 'secret-token-of-dora' }
  expect(await entryOf('POST', '/sign-in/token', right)).toMatchObject({
    event: 'sign-in',
    user: 'dora',
    groups: ['devs'],
    outcome: { code: 204, reason: null, by: 'portolan', cause: null },
  })
  expect(await entryOf('DELETE', `/clusters/one${services}/web`)).toMatchObject({
    user: 'dora',
    groups: ['devs'],
  })

  // Somebody else on another cluster.
  await ask('POST', '/sign-in/token', { cluster: 'two', token: 'secret-token-of-theodora' })
  expect(await entryOf('DELETE', `/clusters/two${services}/web`)).toMatchObject({
    user: 'theodora',
    groups: [],
  })
  expect(await entryOf('DELETE', `/clusters/one${services}/web`)).toMatchObject({ user: 'dora' })

  expect(await entryOf('POST', '/sign-out', {})).toMatchObject({
    event: 'sign-out',
    user: 'dora',
    outcome: { code: 200 },
  })
  const before = (await entries()).length
  await ask('GET', '/session')
  expect(await entries()).toHaveLength(before)
  expect(await text()).not.toContain('secret')
})

test('signing in on this machine, once', async () => {
  const { server, entryOf, text } = await setUp({})
  const address = server.localAddress() ?? ''
  const user = userInfo().username
  expect(await entryOf('GET', address)).toMatchObject({
    event: 'sign-in',
    user,
    path: '/sign-in/local',
    outcome: { code: 302 },
  })
  expect(await entryOf('DELETE', `/clusters/one${services}/web`)).toMatchObject({ user, cluster: 'one' })
  expect(await entryOf('GET', address)).toMatchObject({ event: 'sign-in', outcome: { code: 401 } })
  expect(await text()).not.toContain(new URL(address).searchParams.get('token'))
})

test('too many tries', async () => {
  const { ask, entryOf } = await setUp({ methods: ['token'] })
  const wrong = { cluster: 'one', token: 'secret-but-wrong' }
  for (let tries = 0; tries < triesInMinute; tries++) await ask('POST', '/sign-in/token', wrong)
  expect(await entryOf('POST', '/sign-in/token', wrong)).toMatchObject({
    event: 'sign-in',
    outcome: { code: 429, reason: 'TooManyRequests', cause: 'rate-limit' },
  })
})

test('without the header that other sites cannot send', async () => {
  const { entryOf } = await setUp({})
  const none = { 'x-portolan-csrf': '' }
  const refused = { event: 'refusal', outcome: { code: 403, by: 'portolan', cause: 'csrf' } }
  expect(await entryOf('POST', `/clusters/one${services}`, {}, none)).toMatchObject(refused)
  expect(await entryOf('POST', '/sign-out', {}, none)).toMatchObject(refused)
})

test('a socket without a session', async () => {
  const { url, entries } = await setUp({})
  const headers = { connection: 'Upgrade', upgrade: 'websocket' }
  const request = httpRequest(`${url}/watch`, { agent: false, headers })
  request.end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  expect(response.statusCode).toBe(401)
  await expect.poll(entries).toMatchObject([
    {
      event: 'refusal',
      path: '/watch',
      outcome: { code: 401, reason: 'SignInRequired', cause: 'not-signed-in' },
    },
  ])
})

test('looking at the console as somebody else: both are named, to the end', async () => {
  const { ask, entryOf } = await setUp({ methods: ['token'] })
  await ask('POST', '/sign-in/token', { cluster: 'one', token: 'secret-token-of-dora' })
  const them = { user: 'portolan:viewer', groups: ['project:shop'] }
  expect(await entryOf('POST', '/view-as', { ...them, write: false })).toMatchObject({
    event: 'view-as-begin',
    user: 'dora',
    impersonated: them,
    outcome: { code: 204 },
  })
  expect(await entryOf('DELETE', `/clusters/one${services}/web`)).toMatchObject({
    event: 'refusal',
    user: 'dora',
    impersonated: them,
    verb: 'delete',
    object: { name: 'web' },
    outcome: { code: 403, by: 'portolan', cause: 'view-as-read-only' },
  })
  await ask('POST', '/view-as', { ...them, write: true })
  expect(await entryOf('DELETE', `/clusters/one${services}/web`)).toMatchObject({
    event: 'write',
    user: 'dora',
    impersonated: them,
    outcome: { by: 'cluster' },
  })
  expect(await entryOf('DELETE', '/view-as')).toMatchObject({
    event: 'view-as-end',
    user: 'dora',
    impersonated: them,
  })
  expect(await entryOf('DELETE', `/clusters/one${services}/web`)).toMatchObject({
    user: 'dora',
    impersonated: null,
  })
})
