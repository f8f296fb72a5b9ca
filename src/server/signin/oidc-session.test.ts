import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { decodeJwt, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { newSession } from '../sessions/session.ts'
import { Browser } from '../testing/browser.ts'
import {
  bearers,
  dora,
  type OidcSetUp,
  signInThere,
  silenceProvider,
  startOidcSignIn,
} from '../testing/oidc.ts'
import { mintCookies } from '../testing/session.ts'

const pods = '/api/v1/namespaces/shop/pods'

beforeAll(silenceProvider)

describe('a session', () => {
  /** A life of 100 s: renewed from 80 s on. */
  const short = async (extra: OidcSetUp = {}) => {
    const clock = { at: Date.now() }
    const set = await startOidcSignIn({ ...extra, now: () => clock.at })
    set.provider.idTokenLife = 100
    await signInThere(set)
    // However long that took, the token is new.
    clock.at = Date.now()
    const pass = (seconds: number) => {
      clock.at += seconds * 1000
      // The provider's own clock stands still.
      set.provider.idTokenLife += seconds
    }
    return { ...set, pass }
  }

  test('is refreshed before its token ends, once for requests that come at once', async () => {
    const { browser, provider, seen, pass } = await short()
    await browser.ask(`/clusters/a${pods}`)
    pass(85)
    provider.account = { ...dora, groups: ['devs'] }
    const before = browser.cookie
    const late = new Browser(browser.url)
    for (const [name, value] of browser.cookies) late.cookies.set(name, value)
    const paths = Array.from({ length: 8 }, (_, n) => `/clusters/a${pods}?n=${n}`)
    const answers = await Promise.all(paths.map((path) => browser.ask(path)))
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200))
    expect(provider.grants).toEqual(['authorization_code', 'refresh_token'])
    expect(browser.cookie).not.toBe(before)
    const [first, ...others] = bearers(seen)
    expect(new Set(others).size).toBe(1)
    expect(others).not.toContain(first)
    expect((await browser.session()).user?.groups).toEqual(['devs'])
    // A request that left with the old cookie needs no refresh token that is used up by now.
    expect(await late.status(`/clusters/a${pods}`)).toBe(200)
    expect(provider.grants).toHaveLength(2)
  })

  test('goes on, with rotated refresh tokens, as long as it may', async () => {
    const { browser, provider, pass } = await short({ signIn: { absoluteMs: 600_000 } })
    for (let n = 0; n < 6; n++) {
      pass(90)
      expect(await browser.status(`/clusters/a${pods}`)).toBe(200)
    }
    expect(provider.grants.filter((each) => each === 'refresh_token')).toHaveLength(6)
    pass(90)
    const answer = await browser.ask(`/clusters/a${pods}`)
    expect([answer.status, await answer.json()]).toEqual([
      401,
      expect.objectContaining({ reason: 'SignInRequired' }),
    ])
  })

  test('outlives a provider that is away only as long as its token', async () => {
    const { browser, provider, pass } = await short()
    provider.isDown = true
    pass(85)
    expect(await browser.status(`/clusters/a${pods}`)).toBe(200)
    pass(20)
    const answer = await browser.ask(`/clusters/a${pods}`)
    expect([answer.status, await answer.json()]).toEqual([
      503,
      expect.objectContaining({ message: expect.stringContaining('Corporate cannot be reached') }),
    ])
  })

  test('without a refresh token ends with its ID token', async () => {
    let now = Date.now()
    const set = await startOidcSignIn({ now: () => now })
    const idToken = await new SignJWT({ sub: 'dora' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .setExpirationTime('100s')
      .sign(new Uint8Array(32))
    const { issuer } = set.provider
    const cookiesOf = async (from: string) => {
      const proof = {
        method: 'oidc',
        issuer: from,
        idToken,
        refreshToken: null,
        until: now + 100_000,
      } as const
      return mintCookies(set.url, { session: newSession(proof, now) })
    }
    for (const { name, value } of await cookiesOf(issuer)) set.browser.cookies.set(name, value)
    expect(await set.browser.session()).toMatchObject({ user: { name: 'dora' }, expires: now + 100_000 })
    for (const { name, value } of await cookiesOf('https://former.example.com'))
      set.browser.cookies.set(name, value)
    expect((await set.browser.session()).user).toBeNull()
    for (const { name, value } of await cookiesOf(issuer)) set.browser.cookies.set(name, value)
    now += 100_001
    expect((await set.browser.session()).user).toBeNull()
  })

  test('ends at the provider, too: its refresh token, and its session if the browser goes there', async () => {
    let now = Date.now()
    const set = await startOidcSignIn({ now: () => now })
    set.provider.idTokenLife = 100
    await signInThere(set)
    const kept = new Map(set.browser.cookies)
    const { redirect } = (await (await set.browser.post('/sign-out')).json()) as { redirect: string }
    const target = new URL(redirect)
    expect(target.origin).toBe(set.provider.issuer)
    expect(target.searchParams.get('post_logout_redirect_uri')).toBe(`${set.url}/`)
    expect(decodeJwt(target.searchParams.get('id_token_hint') ?? '').sub).toBe('dora')
    expect((await set.there.ask(redirect.replace(set.provider.issuer, ''))).status).toBe(200)
    // Another process did not hear of it; what was copied lives on there, but not beyond its token.
    const twin = await set.start()
    const thief = new Browser(twin.url)
    for (const [name, value] of kept) thief.cookies.set(name.replace(/-\d+$/, `-${twin.port}`), value)
    expect((await thief.session()).user?.name).toBe('dora')
    now += 200_000
    expect((await thief.session()).user).toBeNull()
    expect(set.provider.grants).toEqual(['authorization_code'])
  })

  test('of one process is refreshed by another', async () => {
    let now = Date.now()
    const set = await startOidcSignIn({ now: () => now })
    set.provider.idTokenLife = 100
    await signInThere(set)
    now = Date.now()
    const twin = await set.start()
    const browser = new Browser(twin.url)
    for (const [name, value] of set.browser.cookies)
      browser.cookies.set(name.replace(/-\d+$/, `-${twin.port}`), value)
    now += 90_000
    expect(await browser.status(`/clusters/a${pods}`)).toBe(200)
    expect(set.provider.grants).toEqual(['authorization_code', 'refresh_token'])
  })
})

describe('a socket', () => {
  test('asks to be renewed before the token ends, is not cut by it, and ends with the session', async () => {
    const set = await startOidcSignIn()
    set.provider.idTokenLife = 8
    await signInThere(set)
    const socket = set.browser.socket()
    const closed = once(socket, 'close').then(([code]) => code as number)
    const asked: number[] = []
    const began = Date.now()
    socket.on('message', (data) => {
      if (!String(data).includes('"renew"')) return
      asked.push(Date.now() - began)
      if (asked.length < 2) void set.browser.ask('/session', { headers: { 'x-portolan-background': '1' } })
    })
    expect(await closed).toBe(4402)
    expect(asked.length).toBe(2)
    expect(Date.now() - began).toBeGreaterThan(9_000)
    // It comes back with the cookie of then, and brings the new one along.
    const again = set.browser.socket()
    const [response] = await once(again, 'upgrade')
    expect((response as IncomingMessage).headers['set-cookie']?.[0]).toContain('portolan-session')
  })

  test('is closed when the person is another one to clusters', async () => {
    const set = await startOidcSignIn()
    set.provider.idTokenLife = 100
    await signInThere(set)
    const socket = set.browser.socket()
    await once(socket, 'message')
    const closed = once(socket, 'close').then(([code]) => code as number)
    await set.browser.post('/view-as', { user: 'carl' })
    expect(await closed).toBe(4402)
  })
})
