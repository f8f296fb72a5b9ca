import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { decodeJwt, SignJWT } from 'jose'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { sessionKeys } from '../sessions/keys.ts'
import { Sealer } from '../sessions/seal.ts'
import { newSession } from '../sessions/session.ts'
import { Browser } from '../testing/browser.ts'
import { type Account, startProvider } from '../testing/oidcprovider.ts'
import { startPortolan, startUpstream } from '../testing/portolan.ts'
import { mintCookies, testKey } from '../testing/session.ts'
import { ownPath } from './oidc-routes.ts'
import { defaultOidc, defaultSignIn, type OidcOptions, type SignInOptions } from './options.ts'

const dora: Account = { sub: 'dora', email: 'dora@example.com', groups: ['devs', 'ops'] }
const pods = '/api/v1/namespaces/shop/pods'

beforeAll(() => {
  // The provider warns of the version of Node, and of what tests leave as it is.
  for (const way of ['warn', 'info', 'error'] as const) vi.spyOn(console, way).mockImplementation(() => {})
})

interface SetUp {
  readonly account?: Account
  readonly oidc?: Partial<OidcOptions>
  readonly signIn?: Partial<SignInOptions>
  readonly user?: object
  readonly now?: () => number
  readonly answer?: (request: IncomingMessage) => unknown
}

async function setUp({ account = dora, oidc = {}, signIn = {}, user, now, answer }: SetUp = {}) {
  const provider = await startProvider(account)
  onTestFinished(() => provider.stop())
  const seen: IncomingMessage[] = []
  const cluster = await startUpstream((request, response) => {
    seen.push(request)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer?.(request) ?? {}))
  })
  const start = () =>
    startPortolan([{ name: 'a', server: cluster.url, user: user ?? { token: 'of-the-kubeconfig' } }], {
      ...(now !== undefined && { now }),
      signIn: {
        ...defaultSignIn,
        sessionKeys: [testKey],
        methods: ['oidc'],
        oidc: {
          ...defaultOidc,
          ...{ name: 'Corporate', issuer: provider.issuer, clientId: provider.clientId },
          ...{ clientSecret: provider.clientSecret, ...oidc },
        },
        ...signIn,
      },
    })
  const portolan = await start()
  await provider.admit([portolan.url])
  const browser = new Browser(portolan.url)
  const there = new Browser(provider.issuer)
  return { ...portolan, provider, seen, browser, there, start }
}

type Set = Awaited<ReturnType<typeof setUp>>

/** To the provider and through its pages; gives the address that it sends the browser back to. */
async function visitProvider({ browser, there, provider }: Set, wanted = ''): Promise<string> {
  const begun = await browser.ask(`/sign-in/oidc${wanted}`)
  expect(begun.status).toBe(302)
  let next = begun.headers.get('location') ?? ''
  while (next.startsWith(provider.issuer) || next.startsWith('/')) {
    const answer = await there.ask(next.replace(provider.issuer, ''))
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`${answer.status} at ${next}: ${await answer.text()}`)
    next = location
  }
  return next
}

async function signIn(set: Set, wanted = ''): Promise<Response> {
  const back = await visitProvider(set, wanted)
  return set.browser.ask(back.replace(set.url, ''))
}

const bearers = (seen: readonly IncomingMessage[]) =>
  seen.map(({ headers }) => (headers.authorization ?? '').replace('Bearer ', ''))

describe('signing in', () => {
  test('gives the ID token to clusters, and user and groups to the page', async () => {
    const set = await setUp()
    const answer = await signIn(set, '?return=/admin/a/services%3Fq%3D1')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/admin/a/services?q=1'])
    expect([...set.browser.cookies.keys()]).toEqual([`portolan-session-${set.port}`])
    expect(await set.browser.session()).toMatchObject({
      signIn: { methods: ['oidc'], provider: 'Corporate' },
      user: { name: 'dora', groups: ['devs', 'ops'] },
      clusters: [{ name: 'a', user: 'dora' }],
    })
    expect(await set.browser.status(`/clusters/a${pods}`)).toBe(200)
    const [token = ''] = bearers(set.seen)
    expect(decodeJwt(token)).toMatchObject({ iss: set.provider.issuer, sub: 'dora', groups: ['devs', 'ops'] })
    await expect.poll(() => set.lines.join('')).toContain('/sign-in/oidc/callback')
    for (const secret of [token, set.provider.clientSecret, 'code='])
      expect(set.lines.join('')).not.toContain(secret)
  })

  test('asks with PKCE, a state and a nonce, and keeps what it checks by out of sight', async () => {
    const set = await setUp({ oidc: { parameters: { prompt: 'consent', redirect_uri: 'http://evil' } } })
    const answer = await set.browser.ask('/sign-in/oidc')
    const query = new URL(answer.headers.get('location') ?? '').searchParams
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      prompt: 'consent',
      redirect_uri: `${set.url}/sign-in/oidc/callback`,
    })
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(query.get(name)?.length).toBeGreaterThan(30)
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax; Max-Age=600$/)
    expect(cookie).not.toContain(query.get('state'))
  })

  test('does not work with a state that is wrong, old, of another browser, or used', async () => {
    const set = await setUp()
    const back = (await visitProvider(set)).replace(set.url, '')
    const wrong = back.replace(/state=[^&]+/, 'state=wrong')
    expect(await set.browser.status(wrong)).toBe(400)
    expect(await set.browser.status(back.replace(/state=[^&]+&?/, ''))).toBe(400)
    expect(await new Browser(set.url).status(back)).toBe(400)
    expect(await set.browser.status(back)).toBe(302)
    const again = await set.browser.ask(back)
    expect([again.status, await again.text()]).toEqual([
      400,
      expect.stringContaining('not begun in this browser'),
    ])
  })

  test('does not work with a nonce that is not its own', async () => {
    const set = await setUp()
    const back = (await visitProvider(set)).replace(set.url, '')
    const sealer = new Sealer(sessionKeys([testKey]))
    const name = `portolan-sign-in-${set.port}`
    const tries = (await sealer.open('sign-in', (set.browser.cookies.get(name) ?? '').slice(2))) as object[]
    const sealed = await sealer.seal('sign-in', [{ ...tries[0], nonce: 'another' }], Date.now() + 60_000)
    set.browser.cookies.set(name, `1~${sealed}`)
    const answer = await set.browser.ask(back)
    expect([answer.status, await answer.text()]).toEqual([
      502,
      expect.stringContaining('does not belong to this'),
    ])
    expect((await set.browser.session()).user).toBeNull()
  })

  test('does not work with a code of somebody else', async () => {
    const [set, other] = [await setUp(), await setUp()]
    const back = new URL(await visitProvider(set))
    back.searchParams.set('code', new URL(await visitProvider(other)).searchParams.get('code') ?? '')
    const answer = await set.browser.ask(`${back.pathname}${back.search}`)
    expect(answer.status).toBe(502)
    expect((await set.browser.session()).user).toBeNull()
  })

  test('that the provider refuses says so in its words, and runs none of them', async () => {
    const set = await setUp()
    set.provider.account = null
    const answer = await signIn(set)
    const page = await answer.text()
    expect(page).toContain('Corporate did not let you in: The &lt;b&gt;account&lt;/b&gt; is locked.')
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    // Nobody can make the console say something: without a state of this browser nothing is repeated.
    const forged = await set.browser.ask('/sign-in/oidc/callback?error=x&error_description=Call+0900&state=y')
    expect(await forged.text()).not.toContain('0900')
  })

  test('with a provider that is away is a sentence, and works once it is back', async () => {
    const set = await setUp()
    set.provider.isDown = true
    const answer = await set.browser.ask('/sign-in/oidc')
    expect([answer.status, await answer.text()]).toEqual([
      502,
      expect.stringContaining('Corporate cannot be reached'),
    ])
    set.provider.isDown = false
    expect((await signIn(set)).status).toBe(302)
  })

  test('of three tabs at once works in each', async () => {
    const set = await setUp()
    const backs = [await visitProvider(set), await visitProvider(set), await visitProvider(set)]
    for (const back of backs) expect(await set.browser.status(back.replace(set.url, ''))).toBe(302)
    for (let n = 0; n < 10; n++) await set.browser.ask('/sign-in/oidc')
    expect(set.browser.cookie.length).toBeLessThan(4_000)
  })
})

describe('who somebody is', () => {
  test('is read from the chosen claims, with the chosen prefixes', async () => {
    const set = await setUp({
      oidc: { usernameClaim: 'email', usernamePrefix: 'oidc:', groupsPrefix: 'corp:' },
    })
    await signIn(set)
    expect((await set.browser.session()).user).toEqual({
      name: 'oidc:dora@example.com',
      groups: ['corp:devs', 'corp:ops'],
    })
  })

  test.each<[Account, Partial<OidcOptions>, string]>([
    [dora, { usernameClaim: 'nickname' }, '&quot;nickname&quot; is missing'],
    [{ ...dora, email_verified: false }, { usernameClaim: 'email' }, 'has not verified'],
    [{ sub: 'system:admin' }, { impersonate: true }, 'keeps for itself'],
  ])('%j with %j is refused', async (account, oidc, sentence) => {
    const set = await setUp({ account, oidc })
    const answer = await signIn(set)
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining(sentence)])
    expect((await set.browser.session()).user).toBeNull()
  })
})

describe('impersonating', () => {
  const account: Account = { sub: 'dörte', groups: ['devs', 'system:masters', ''] }

  test('clusters see the kubeconfig user with the name of who signed in', async () => {
    const set = await setUp({ account, oidc: { impersonate: true, groupsPrefix: '' } })
    await signIn(set)
    await set.browser.ask(`/clusters/a${pods}`)
    expect(set.seen[0]?.headers).toMatchObject({
      authorization: 'Bearer of-the-kubeconfig',
      'impersonate-user': Buffer.from('dörte').toString('latin1'),
      'impersonate-group': 'devs',
    })
  })

  test('a kubeconfig user who already acts as another is not the one to do it', async () => {
    const set = await setUp({ oidc: { impersonate: true }, user: { token: 'x', as: 'root' } })
    await signIn(set)
    expect(await set.browser.status(`/clusters/a${pods}`)).toBe(403)
    expect(set.seen).toHaveLength(0)
  })

  test('viewing as another needs the right of who signed in, not of the kubeconfig user', async () => {
    let allowed = false
    const set = await setUp({ oidc: { impersonate: true }, answer: () => ({ status: { allowed } }) })
    await signIn(set)
    await set.browser.post('/view-as', { user: 'system:serviceaccount:shop:robot', groups: ['g'] })
    const refused = await set.browser.ask(`/clusters/a${pods}`)
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ message: expect.stringContaining('shop:robot') }),
    ])
    expect(set.seen.map(({ url, headers }) => [url, headers['impersonate-user']])).toEqual([
      ['/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', 'dora'],
    ])
    allowed = true
    await set.browser.post('/view-as', { user: 'carl', groups: ['g'] })
    expect(await set.browser.status(`/clusters/a${pods}`)).toBe(200)
    expect(set.seen.at(-1)?.headers).toMatchObject({ 'impersonate-user': 'carl', 'impersonate-group': 'g' })
  })
})

describe('a session', () => {
  /** A life of 100 s: renewed from 80 s on. */
  const short = async (extra: SetUp = {}) => {
    const clock = { at: Date.now() }
    const set = await setUp({ ...extra, now: () => clock.at })
    set.provider.idTokenLife = 100
    await signIn(set)
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
    const set = await setUp({ now: () => now })
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
    const set = await setUp({ now: () => now })
    set.provider.idTokenLife = 100
    await signIn(set)
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
    now += 101_000
    expect((await thief.session()).user).toBeNull()
    expect(set.provider.grants).toEqual(['authorization_code'])
  })

  test('of one process is refreshed by another', async () => {
    let now = Date.now()
    const set = await setUp({ now: () => now })
    set.provider.idTokenLife = 100
    await signIn(set)
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
    const set = await setUp()
    set.provider.idTokenLife = 3
    await signIn(set)
    const socket = set.browser.socket()
    const closed = once(socket, 'close').then(([code]) => code as number)
    const asked: number[] = []
    const began = Date.now()
    socket.on('message', (data) => {
      if (!String(data).includes('"renew"')) return
      asked.push(Date.now() - began)
      if (asked.length < 3) void set.browser.ask('/session', { headers: { 'x-portolan-background': '1' } })
    })
    expect(await closed).toBe(4402)
    expect(asked.length).toBe(3)
    expect(Date.now() - began).toBeGreaterThan(6_000)
    // It comes back with the cookie of then, and brings the new one along.
    const again = set.browser.socket()
    const [response] = await once(again, 'upgrade')
    expect((response as IncomingMessage).headers['set-cookie']?.[0]).toContain('portolan-session')
  })

  test('is closed when the person is another one to clusters', async () => {
    const set = await setUp()
    set.provider.idTokenLife = 100
    await signIn(set)
    const socket = set.browser.socket()
    await once(socket, 'message')
    const closed = once(socket, 'close').then(([code]) => code as number)
    await set.browser.post('/view-as', { user: 'carl' })
    expect(await closed).toBe(4402)
  })
})

test.each<[unknown, string]>([
  ['/a?b=c#d', '/a?b=c#d'],
  ['/sign-in/done', '/sign-in/done'],
  [undefined, '/'],
  ['', '/'],
  [['/a', '/b'], '/'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['\\\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/x/..//evil.example', '/'],
  ['/%2e%2e//evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['evil', '/'],
  ['/a\r\nSet-Cookie: x=y', '/aSet-Cookie:%20x=y'],
])('%j leads to %s', (wanted, path) => {
  expect(ownPath(wanted, 'https://console.example.com')).toBe(path)
})
