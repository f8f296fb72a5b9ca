import { decodeJwt } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { sessionKeys } from '../sessions/keys.ts'
import { Sealer } from '../sessions/seal.ts'
import { Browser } from '../testing/browser.ts'
import {
  bearers,
  dora,
  signInThere,
  silenceProvider,
  startOidcSignIn,
  visitProvider,
} from '../testing/oidc.ts'
import type { Account } from '../testing/oidcprovider.ts'
import { testKey } from '../testing/session.ts'
import { ownPath } from './oidc-routes.ts'
import type { OidcOptions } from './options.ts'

const pods = '/api/v1/namespaces/shop/pods'

beforeAll(silenceProvider)

describe('signing in', () => {
  test('gives the ID token to clusters, and user and groups to the page', async () => {
    const set = await startOidcSignIn()
    const answer = await signInThere(set, '?return=/admin/a/services%3Fq%3D1')
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
    const set = await startOidcSignIn({
      oidc: { parameters: { prompt: 'consent', redirect_uri: 'http://evil' } },
    })
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
    const set = await startOidcSignIn()
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
    const set = await startOidcSignIn()
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
    const [set, other] = [await startOidcSignIn(), await startOidcSignIn()]
    const back = new URL(await visitProvider(set))
    back.searchParams.set('code', new URL(await visitProvider(other)).searchParams.get('code') ?? '')
    const answer = await set.browser.ask(`${back.pathname}${back.search}`)
    expect(answer.status).toBe(502)
    expect((await set.browser.session()).user).toBeNull()
  })

  test('that the provider refuses says so in its words, and runs none of them', async () => {
    const set = await startOidcSignIn()
    set.provider.account = null
    const answer = await signInThere(set)
    const page = await answer.text()
    expect(page).toContain('Corporate did not let you in: The &lt;b&gt;account&lt;/b&gt; is locked.')
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    // Nobody can make the console say something: without a state of this browser nothing is repeated.
    const forged = await set.browser.ask('/sign-in/oidc/callback?error=x&error_description=Call+0900&state=y')
    expect(await forged.text()).not.toContain('0900')
  })

  test('with a provider that is away is a sentence, and works once it is back', async () => {
    const set = await startOidcSignIn()
    set.provider.isDown = true
    const answer = await set.browser.ask('/sign-in/oidc')
    expect([answer.status, await answer.text()]).toEqual([
      502,
      expect.stringContaining('Corporate cannot be reached'),
    ])
    set.provider.isDown = false
    expect((await signInThere(set)).status).toBe(302)
  })

  test('of three tabs at once works in each', async () => {
    const set = await startOidcSignIn()
    const backs = [await visitProvider(set), await visitProvider(set), await visitProvider(set)]
    for (const back of backs) expect(await set.browser.status(back.replace(set.url, ''))).toBe(302)
    for (let n = 0; n < 10; n++) await set.browser.ask('/sign-in/oidc')
    expect(set.browser.cookie.length).toBeLessThan(4_000)
  })
})

describe('who somebody is', () => {
  test('is read from the chosen claims, with the chosen prefixes', async () => {
    const set = await startOidcSignIn({
      oidc: { usernameClaim: 'email', usernamePrefix: 'oidc:', groupsPrefix: 'corp:' },
    })
    await signInThere(set)
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
    const set = await startOidcSignIn({ account, oidc })
    const answer = await signInThere(set)
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining(sentence)])
    expect((await set.browser.session()).user).toBeNull()
  })
})

describe('impersonating', () => {
  const account: Account = { sub: 'dörte', groups: ['devs', 'system:masters', ''] }

  test('clusters see the kubeconfig user with the name of who signed in', async () => {
    const set = await startOidcSignIn({ account, oidc: { impersonate: true, groupsPrefix: '' } })
    await signInThere(set)
    await set.browser.ask(`/clusters/a${pods}`)
    expect(set.seen[0]?.headers).toMatchObject({
      authorization: 'Bearer of-the-kubeconfig',
      'impersonate-user': Buffer.from('dörte').toString('latin1'),
      'impersonate-group': 'devs',
    })
  })

  test('a kubeconfig user who already acts as another is not the one to do it', async () => {
    const set = await startOidcSignIn({ oidc: { impersonate: true }, user: { token: 'x', as: 'root' } })
    await signInThere(set)
    expect(await set.browser.status(`/clusters/a${pods}`)).toBe(403)
    expect(set.seen).toHaveLength(0)
  })

  test('viewing as another needs the right of who signed in, not of the kubeconfig user', async () => {
    let allowed = false
    const set = await startOidcSignIn({
      oidc: { impersonate: true },
      answer: () => ({ status: { allowed } }),
    })
    await signInThere(set)
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
  ['/sign-in/oidc?return=/sign-in/oidc', '/'],
  ['evil', '/'],
  ['/a\r\nSet-Cookie: x=y', '/aSet-Cookie:%20x=y'],
])('%j leads to %s', (wanted, path) => {
  expect(ownPath(wanted, 'https://console.example.com')).toBe(path)
})
