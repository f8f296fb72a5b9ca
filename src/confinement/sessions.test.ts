/** Cookies that are not the developer's, views that are not hers to have, and what she may watch. */
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { newSession, type SealedSession, type SessionProof } from '../server/sessions/session.ts'
import { mintCookies, testKey } from '../server/testing/session.ts'
import { csrfHeader } from '../wire.ts'
import { canary, type Developer, startDeveloper } from './developer.ts'
import { sandboxJudge } from './judge.ts'
import { cluster, foreign, own } from './row.ts'

const secrets = `${cluster}${foreign}/secrets`
const otherKey = Buffer.alloc(32, 7).toString('base64')
const hour = 3_600_000
let developer: Developer

beforeAll(async () => {
  developer = await startDeveloper(await sandboxJudge())
  await developer.asAdmin('POST', `${foreign}/secrets`, {
    ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'planted', annotations: { canary } } },
  })
})
afterAll(() => developer.close())
afterEach(() => {
  expect(developer.seenElsewhere).toEqual([])
  developer.seen.length = 0
})

const ask = (path: string, cookie: string, init: RequestInit = {}) =>
  fetch(`${developer.url}${path}`, {
    ...init,
    headers: { cookie, [csrfHeader]: '1', 'content-type': 'application/json' },
  })

async function minted(session: SealedSession, key = testKey): Promise<string> {
  const cookies = await mintCookies(developer.url, { session, key })
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

const proof = (): SessionProof => ({
  method: 'token',
  tokens: { one: { token: developer.token, address: 'http://127.0.0.1:1', user: 'dana', groups: [] } },
})

describe('cookies', () => {
  const name = () => developer.cookie.split('=', 1)[0] ?? ''
  const value = () => developer.cookie.slice(name().length + 1)

  test.each<[string, () => string | Promise<string>, number]>([
    ['none', () => '', 401],
    ['sealed with another key', () => minted(newSession({ method: 'local' }, Date.now()), otherKey), 401],
    ['idle for too long', () => minted(newSession(proof(), Date.now() - 3 * hour)), 401],
    ['over', () => minted({ ...newSession(proof(), Date.now() - 13 * hour), seen: Date.now() }), 401],
    [
      'with a letter changed',
      () => developer.cookie.replace(/.(?=.{20}$)/, (each) => (each === 'a' ? 'b' : 'a')),
      401,
    ],
    ['cut short', () => developer.cookie.slice(0, -4), 401],
    ['with a part that is missing', () => developer.cookie.replace('=1~', '=2~'), 401],
    ['without a count', () => developer.cookie.replace('=1~', '='), 401],
    ['of another port', () => developer.cookie.replace(/-\d+=/, '-1='), 401],
    ['under the name of HTTPS', () => `__Host-portolan-session=${value()}`, 401],
    ['under another purpose', () => `${name().replace('session', 'view')}=${value()}`, 401],
    [
      'not encrypted',
      () => `${name()}=1~eyJhbGciOiJub25lIn0.${btoa('{"content":{"proof":{"method":"local"}}}')}.`,
      401,
    ],
    ['with a token for another address', () => minted(newSession(proof(), Date.now())), 401],
    ['with an ID token that cannot be read', () => minted(newSession(unreadable, Date.now())), 500],
    ['of a provider that is another', () => minted(newSession(foreignProof, Date.now())), 401],
  ])('%s', async (_what, cookieOf, status) => {
    expect((await ask(secrets, await cookieOf())).status).toBe(status)
    expect(developer.seen).toEqual([])
  })

  const foreignProof: SessionProof = {
    ...{ method: 'oidc', issuer: 'https://evil.example', idToken: 'a.e30.', refreshToken: null },
    until: Date.now() + hour,
  }

  const unreadable = { ...foreignProof, issuer: 'http://127.0.0.1:1', idToken: 'unreadable' }

  test('in an address a session counts for nothing', async () => {
    const init = { method: 'POST', body: '{"user":"ada"}' }
    expect((await ask(`${cluster}${own}/services?${developer.cookie}`, '')).status).toBe(401)
    expect((await ask(`/view-as?${developer.cookie}`, '', init)).status).toBe(401)
    const { user } = await (await ask(`/session?${developer.cookie}`, '')).json()
    expect(user).toBeNull()
  })

  test('a failure while a session is read opens no socket', async () => {
    const cookie = await minted(newSession(unreadable, Date.now()))
    const socket = new WebSocket(`${developer.url.replace('http', 'ws')}/watch`, { headers: { cookie } })
    socket.on('error', () => undefined)
    const [, response] = await once(socket, 'unexpected-response')
    expect(response.statusCode).toBe(500)
  })

  test('a view that belongs to the session of another person is none', async () => {
    const admin = await minted(newSession({ method: 'local' }, Date.now()))
    const answer = await ask('/view-as', admin, { method: 'POST', body: '{"user":"ada","write":true}' })
    const view = answer.headers.getSetCookie().map((each) => each.split(';', 1)[0])
    expect((await ask(secrets, [developer.cookie, ...view].join('; '))).status).toBe(403)
    expect(Object.keys(developer.seen[0]?.headers ?? {}).filter((each) => /impersonate/.test(each))).toEqual(
      [],
    )
  })
})

describe('viewing as another', () => {
  const viewing = async (body: object) => {
    const answer = await ask('/view-as', developer.cookie, { method: 'POST', body: JSON.stringify(body) })
    expect(answer.status).toBe(204)
    return [developer.cookie, ...answer.headers.getSetCookie().map((each) => each.split(';', 1)[0])].join(
      '; ',
    )
  }

  test.each([
    { user: 'admin', groups: ['system:masters'], write: true },
    { user: 'dana', groups: ['system:masters'], write: true },
    { user: 'system:admin', write: true },
    { user: 'system:serviceaccount:kube-system:default', write: true },
    { user: 'ada' },
  ])('needs the right to, which she has not: %j', async (whom) => {
    const cookie = await viewing(whom)
    const body = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'planted' } })
    for (const [path, init] of [
      [secrets, {}],
      [`${cluster}${own}/services`, {}],
      [`${cluster}${foreign}/configmaps?dryRun=All`, { method: 'POST', body }],
      ...(whom.write === true
        ? ([[`${cluster}${foreign}/configmaps`, { method: 'POST', body }]] as const)
        : []),
    ] as const) {
      const answer = await ask(path, cookie, init)
      expect(answer.status).toBe(403)
      expect(await answer.text()).not.toContain(canary)
    }
    for (const { headers } of developer.seen) {
      expect(headers).toMatchObject({
        authorization: `Bearer ${developer.token}`,
        'impersonate-user': whom.user,
      })
    }
  })

  test.each([
    'configmaps?&?dryRun=All',
    'configmaps??dryRun=All',
    'configmaps?dryRun=All&dryRun=',
    'configmaps;dryRun=All',
    'serviceaccounts/default/token?dryRun=All',
    'serviceaccounts/default/token/?dryRun=All',
    'serviceaccounts/default/%74oken?dryRun=All',
  ])('only to look, nothing that changes something passes: %s', async (path) => {
    const cookie = await viewing({ user: 'ada' })
    expect((await ask(`${cluster}${own}/${path}`, cookie, { method: 'POST', body: '{}' })).status).toBe(403)
    expect(developer.seen).toEqual([])
  })
})

describe('watching', () => {
  const core = { cluster: 'one', group: '', version: 'v1', plural: 'secrets' }
  const open = async (headers: Record<string, string> = {}, protocols: readonly string[] = []) => {
    const socket = new WebSocket(`${developer.url.replace('http', 'ws')}/watch`, [...protocols], {
      headers: { cookie: developer.cookie, ...headers },
    })
    await once(socket, 'message')
    return socket
  }
  /** Until the subscription stopped, is live, or the socket is closed; and all that came. */
  const outcome = (socket: WebSocket, target: object) =>
    new Promise<{ how: string | number; text: string }>((resolve) => {
      let text = ''
      socket.on('close', (code) => resolve({ how: code, text }))
      socket.on('message', (data) => {
        text += String(data)
        const { type, state } = JSON.parse(String(data))
        if (type !== 'state' || !['stopped', 'live'].includes(state.phase)) return
        resolve({ how: state.phase === 'live' ? 'live' : state.reason.code, text })
        socket.terminate()
      })
      socket.send(JSON.stringify({ type: 'subscribe', id: 1, target }))
    })

  test.each<[object, string | number, readonly string[]]>([
    [{ plural: 'services', namespace: 'shop-prod' }, 'live', ['/namespaces/shop-prod/services']],
    [{ namespace: 'payments-prod' }, 403, ['/namespaces/payments-prod/secrets']],
    [{}, 403, ['/secrets']],
    [{ fieldSelector: 'metadata.namespace=payments-prod' }, 403, ['/secrets']],
    [{ fieldSelector: 'x&namespace=shop-prod' }, 403, ['/secrets']],
    [{ labelSelector: 'a=b&watch=false#' }, 403, ['/secrets']],
    [{ cluster: 'two' }, 401, []],
    [{ cluster: 'ONE' }, 404, []],
    [{ cluster: '../two' }, 404, []],
    [{ cluster: 'one/../two' }, 404, []],
    [{ cluster: '__proto__' }, 404, []],
    [{ namespace: '..' }, 400, []],
    [{ namespace: '.' }, 400, []],
    [{ namespace: '../payments-prod' }, 400, []],
    [{ namespace: 'shop-prod/../payments-prod' }, 400, []],
    [{ namespace: 'shop-prod%2f..%2fpayments-prod' }, 400, []],
    [{ namespace: 'shop-prod\\..\\payments-prod' }, 400, []],
    [{ namespace: 'payments-prod/secrets?x=' }, 400, []],
    [{ namespace: '\u0000' }, 400, []],
    [{ namespace: 'payments-prod#' }, 403, ['/namespaces/payments-prod%23/secrets']],
    [{ plural: 'secrets/../../x' }, 1008, []],
    [{ plural: '..' }, 1008, []],
    [{ plural: 'secrets?x=' }, 1008, []],
    [{ plural: 'pods/x/exec' }, 1008, []],
    [{ group: '../..' }, 1008, []],
    [{ group: 'apps/v1' }, 1008, []],
    [{ version: 'v1/namespaces' }, 1008, []],
    [{ version: '' }, 1008, []],
    [{ namespace: ['payments-prod'] }, 1008, []],
    [{ cluster: { name: 'one' } }, 1008, []],
  ])('%j', async (target, how, paths) => {
    const socket = await open()
    const answer = await outcome(socket, { ...core, ...target })
    expect(answer.how, answer.text).toBe(how)
    expect(answer.text).not.toContain(canary)
    const asked = developer.seen.map(({ line }) => line.replace(/^GET \/api\/v1|\?.*$/g, ''))
    expect([...new Set(asked)]).toEqual(paths)
    for (const { headers } of developer.seen) expect(headers.authorization).toBe(`Bearer ${developer.token}`)
  })

  test.each<[string, Record<string, string>, string?]>([
    ['a protocol that is a token', {}, 'base64url.bearer.authorization.k8s.io.eA'],
    ['another name', { 'Impersonate-User': 'admin', 'Impersonate-Group': 'system:masters' }],
    ['other credentials', { authorization: 'Bearer x' }],
    ['another name, for this hop', { Connection: 'Upgrade, Impersonate-User', 'Impersonate-User': 'admin' }],
  ])('a socket opened with %s is hers', async (_what, headers, protocol) => {
    const socket = await open(headers, protocol === undefined ? [] : [protocol])
    expect((await outcome(socket, { ...core, namespace: 'payments-prod' })).how).toBe(403)
    for (const each of developer.seen) {
      expect(each.headers.authorization).toBe(`Bearer ${developer.token}`)
      expect(Object.keys(each.headers).filter((name) => name.startsWith('impersonate'))).toEqual([])
    }
  })

  test.each<[string, Record<string, string>, number]>([
    ['no session', { cookie: '' }, 401],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['no origin that could be known', { origin: 'null' }, 403],
    ['another host', { host: 'evil.example' }, 421],
  ])('no socket opens with %s', async (_what, headers, status) => {
    const socket = new WebSocket(`${developer.url.replace('http', 'ws')}/watch`, {
      headers: { cookie: developer.cookie, ...headers },
    })
    socket.on('error', () => undefined)
    const [, response] = await once(socket, 'unexpected-response')
    expect(response.statusCode).toBe(status)
    expect(developer.seen).toEqual([])
  })
})
