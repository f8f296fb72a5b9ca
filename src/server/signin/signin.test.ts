import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import type { Session } from '../../wire.ts'
import type { ServerOptions } from '../server.ts'
import { DummyCluster } from '../testing/dummycluster.ts'
import { startPortolan, startUpstream, type TestContext } from '../testing/portolan.ts'
import { signedInHeaders, testKey } from '../testing/session.ts'
import { defaultSignIn, type SignInOptions } from './options.ts'
import { triesInMinute } from './routes.ts'

const csrf = { 'x-portolan-csrf': '1' }
const pods = '/api/v1/namespaces/shop/pods'

/** A browser of one origin: it keeps cookies and sends what pages send. */
class Browser {
  readonly cookies = new Map<string, string>()
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async ask(
    path: string,
    { headers = {}, ...init }: RequestInit & { headers?: Record<string, string> } = {},
  ) {
    const answer = await fetch(`${this.#url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...csrf, cookie: this.cookie, ...headers },
    })
    for (const each of answer.headers.getSetCookie()) {
      const [pair = ''] = each.split(';', 1)
      const at = pair.indexOf('=')
      if (each.includes('Max-Age=0')) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }

  post(path: string, body: unknown = {}) {
    const headers = { 'content-type': 'application/json' }
    return this.ask(path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  async session(): Promise<Session> {
    return (await (await this.ask('/session')).json()) as Session
  }

  async status(path: string, init?: Parameters<Browser['ask']>[1]): Promise<number> {
    return (await this.ask(path, init)).status
  }

  socket(): WebSocket {
    const socket = new WebSocket(`${this.#url.replace('http', 'ws')}/watch`, {
      headers: { cookie: this.cookie },
    })
    onTestFinished(() => socket.terminate())
    return socket
  }
}

const people: Readonly<Record<string, object>> = {
  'token-of-dora': { username: 'dora', groups: ['devs', 'system:authenticated'] },
  'token-of-ada': { username: 'ada', groups: [] },
}

/** Knows its people by their tokens, and tells each what it was asked with. */
async function startCluster({ reviews = true } = {}) {
  const seen: IncomingMessage[] = []
  const upstream = await startUpstream((request, response) => {
    seen.push(request)
    const { authorization = '' } = request.headers
    const person = people[authorization.replace('Bearer ', '')]
    const answer = (code: number, body: object) =>
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (person === undefined) answer(401, { kind: 'Status', code: 401, reason: 'Unauthorized' })
    else if (request.url?.endsWith('/selfsubjectreviews')) {
      answer(reviews ? 201 : 404, reviews ? { status: { userInfo: person } } : {})
    } else answer(200, { person })
  })
  return { seen, url: upstream.url }
}

/** A kubeconfig user with all there is; nothing of it may be used for somebody else. */
const powerful = { token: 'of-the-kubeconfig', as: 'root', 'as-groups': ['system:masters'] }

async function setUp(
  signIn: Partial<SignInOptions>,
  contexts: readonly TestContext[] = [],
  options: Partial<ServerOptions> = {},
) {
  const portolan = await startPortolan(
    contexts.length > 0 ? contexts : [{ name: 'a', server: 'http://127.0.0.1:1' }],
    {
      signIn: { ...defaultSignIn, sessionKeys: [testKey], ...signIn },
      ...options,
    },
  )
  return { ...portolan, browser: new Browser(portolan.url) }
}

async function setUpTokens() {
  const [one, two] = [await startCluster(), await startCluster()]
  const contexts = [
    { name: 'one', server: one.url, user: powerful },
    { name: 'two', server: two.url, user: powerful },
  ]
  return { ...(await setUp({ methods: ['token'] }, contexts)), one, two }
}

describe('without a session', () => {
  test.each<[string, string]>([
    ['GET', `/clusters/a${pods}`],
    ['POST', `/clusters/a${pods}`],
    ['GET', '/clusters/a/version'],
    ['GET', '/clusters/nope/version'],
    ['GET', '/clusters/'],
    ['OPTIONS', '/clusters/a/api'],
    ['POST', '/view-as'],
    ['DELETE', '/view-as'],
  ])('%s %s asks to sign in', async (method, path) => {
    const { browser } = await setUp({})
    const init =
      method === 'POST' ? { headers: { 'content-type': 'application/json' }, body: '{"user":"x"}' } : {}
    const answer = await browser.ask(path, { method, ...init })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ kind: 'Status', code: 401, reason: 'SignInRequired' })
  })

  test('the session says how to sign in, and names clusters only for a token', async () => {
    const { browser } = await setUp({})
    expect(await browser.session()).toMatchObject({
      signIn: { methods: ['local'], provider: null },
      user: null,
      expires: null,
      viewAs: null,
      clusters: [],
      defaultCluster: null,
    })
    const tokens = await setUpTokens()
    expect(await tokens.browser.session()).toMatchObject({
      signIn: { methods: ['token'] },
      clusters: [
        { name: 'one', user: '' },
        { name: 'two', user: '' },
      ],
    })
  })

  test('no socket opens', async () => {
    const { browser } = await setUp({})
    const [, response] = await once(
      browser.socket().on('error', () => undefined),
      'unexpected-response',
    )
    expect(response.statusCode).toBe(401)
  })

  test('signing out is no error', async () => {
    const { browser } = await setUp({})
    const answer = await browser.post('/sign-out')
    expect([answer.status, await answer.json()]).toEqual([200, { redirect: null }])
  })
})

describe('on this machine', () => {
  test('the printed address works once, and another one is printed', async () => {
    const printed: string[] = []
    const { server, browser, url } = await setUp({}, [], {
      localAddressChanged: (address) => printed.push(address),
    })
    const address = server.localAddress() ?? ''
    expect(address.startsWith(`${url}/sign-in/local?token=`)).toBe(true)
    const path = address.slice(url.length)
    expect(await browser.status(path, { method: 'HEAD' })).toBe(404)
    const answer = await browser.ask(path)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/'])
    expect(await browser.session()).toMatchObject({
      user: { groups: [] },
      clusters: [{ name: 'a', user: 'user of a' }],
    })
    const again = await new Browser(url).ask(path)
    expect(again.status).toBe(401)
    expect(await again.text()).toContain('used already')
    expect(printed).toEqual([server.localAddress()])
    expect(printed).not.toEqual([address])
    expect(await new Browser(url).status((printed[0] ?? '').slice(url.length))).toBe(302)
  })

  test.each(['', '?token=', '?token=x', '?token=a&token=b', '?TOKEN=x'])(
    '"%s" is no token',
    async (query) => {
      const { browser } = await setUp({})
      expect(await browser.status(`/sign-in/local${query}`)).toBe(401)
      expect(browser.cookies.size).toBe(0)
    },
  )

  test('nothing of it is logged', async () => {
    const { server, browser, url, lines } = await setUp({})
    const address = server.localAddress() ?? ''
    await browser.ask(address.slice(url.length))
    await expect.poll(() => lines.join('')).toContain('"path":"/sign-in/local"')
    expect(lines.join('')).not.toContain(address.split('=')[1])
    for (const value of browser.cookies.values()) expect(lines.join('')).not.toContain(value)
  })

  test('a session is good for nothing on another machine, and where this is no way to sign in', async () => {
    const { browser, url } = await setUp({ trustProxy: ['loopback'] })
    const { cookie = '' } = await signedInHeaders(url)
    expect(await browser.status(`/clusters/a${pods}`, { headers: { cookie } })).toBe(502)
    const away = { cookie, 'x-forwarded-for': '10.1.1.1' }
    expect(await browser.status(`/clusters/a${pods}`, { headers: away })).toBe(401)
    const tokens = await setUpTokens()
    const headers = await signedInHeaders(tokens.url)
    expect(await tokens.browser.status('/clusters/one/api', { headers })).toBe(401)
    expect(await tokens.browser.status('/sign-in/local?token=x')).toBe(404)
  })
})

describe('with a token', () => {
  test('the cluster says who it is, and sees nobody else', async () => {
    const { browser, one, lines } = await setUpTokens()
    const answer = await browser.post('/sign-in/token', { cluster: 'one', token: ' token-of-dora\n' })
    expect(answer.status).toBe(204)
    expect(await browser.session()).toMatchObject({
      user: { name: 'dora', groups: ['devs', 'system:authenticated'] },
      clusters: [
        { name: 'one', user: 'dora' },
        { name: 'two', user: '' },
      ],
      defaultCluster: 'one',
    })
    const mine = { authorization: 'Bearer token-of-ada', 'x-remote-user': 'root' }
    expect(await browser.status(`/clusters/one${pods}`, { headers: mine })).toBe(200)
    for (const { headers } of one.seen) {
      expect(headers.authorization).toBe('Bearer token-of-dora')
      expect(Object.keys(headers).filter((name) => /^(impersonate|x-|cookie)/.test(name))).toEqual([])
    }
    expect(lines.join('')).not.toContain('token-of-')
  })

  test('it goes to no other cluster, not even to another address of the same name', async () => {
    const { browser, two } = await setUpTokens()
    await browser.post('/sign-in/token', { cluster: 'one', token: 'token-of-dora' })
    const answer = await browser.ask(`/clusters/two${pods}`)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({
      reason: 'SignInRequired',
      message: 'You are not signed in to the cluster "two".',
    })
    expect(two.seen).toHaveLength(0)
    const moved = await setUp({ methods: ['token'] }, [{ name: 'one', server: two.url }])
    const elsewhere = await moved.browser.ask(`/clusters/one${pods}`, {
      headers: { cookie: browser.cookie.replaceAll(/-\d+(?==|\.)/g, `-${moved.port}`) },
    })
    expect(elsewhere.status).toBe(401)
    expect(await elsewhere.json()).toMatchObject({ message: expect.stringContaining('another address') })
    expect(two.seen).toHaveLength(0)
  })

  test('a second cluster is added to the session', async () => {
    const { browser, one, two } = await setUpTokens()
    await browser.post('/sign-in/token', { cluster: 'one', token: 'token-of-dora' })
    await browser.post('/sign-in/token', { cluster: 'two', token: 'token-of-ada' })
    const { user, clusters } = await browser.session()
    expect([user?.name, clusters.map((each) => each.user)]).toEqual(['dora', ['dora', 'ada']])
    await browser.ask(`/clusters/one${pods}`)
    await browser.ask(`/clusters/two${pods}`)
    expect(one.seen.at(-1)?.headers.authorization).toBe('Bearer token-of-dora')
    expect(two.seen.at(-1)?.headers.authorization).toBe('Bearer token-of-ada')
  })

  test.each<[object, number]>([
    [{ cluster: 'one', token: 'wrong' }, 401],
    [{ cluster: 'one', token: '' }, 401],
    [{ cluster: 'one', token: 'a\r\nImpersonate-User: root' }, 401],
    [{ cluster: 'one', token: 'x'.repeat(20_000) }, 401],
    [{ cluster: 'nope', token: 'token-of-dora' }, 404],
    [{ cluster: 'one' }, 400],
    [{ token: 'token-of-dora' }, 400],
    [[], 400],
  ])('%j is refused with %d, and without a cookie', async (body, code) => {
    const { browser } = await setUpTokens()
    const answer = await browser.post('/sign-in/token', body)
    expect(answer.status).toBe(code)
    expect(await answer.json()).toMatchObject({ kind: 'Status', code })
    expect(browser.cookies.size).toBe(0)
  })

  test('a cluster that does not say who it sees is believed to know the token', async () => {
    const old = await startCluster({ reviews: false })
    const { browser } = await setUp({ methods: ['token'] }, [{ name: 'old', server: old.url }])
    expect((await browser.post('/sign-in/token', { cluster: 'old', token: 'token-of-dora' })).status).toBe(
      204,
    )
    expect((await browser.session()).user).toEqual({ name: 'unknown', groups: [] })
    expect((await browser.post('/sign-in/token', { cluster: 'old', token: 'wrong' })).status).toBe(401)
  })

  test('too many tries of one address are refused, and say so', async () => {
    const { browser } = await setUpTokens()
    const tries = Array.from({ length: triesInMinute }, () =>
      browser.post('/sign-in/token', { cluster: 'one', token: 'wrong' }),
    )
    for (const answer of await Promise.all(tries)) expect(answer.status).toBe(401)
    const answer = await browser.post('/sign-in/token', { cluster: 'one', token: 'token-of-dora' })
    expect(answer.status).toBe(429)
    expect(await answer.json()).toMatchObject({ kind: 'Status', code: 429, reason: 'TooManyRequests' })
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    // Who has a session is not kept from using it.
    expect(await browser.status('/session')).toBe(200)
  })

  test('behind a trusted proxy tries count by client; a header of anybody else counts for nothing', async () => {
    const cluster = await startCluster()
    const contexts = [{ name: 'one', server: cluster.url }]
    const tried = async (browser: Browser, from: string) => {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': from }
      const body = '{"cluster":"one","token":"wrong"}'
      return (await browser.ask('/sign-in/token', { method: 'POST', headers, body })).status
    }
    const trusting = await setUp({ methods: ['token'], trustProxy: ['loopback'] }, contexts)
    for (let n = 0; n < triesInMinute; n++) await tried(trusting.browser, '10.0.0.1')
    expect(await tried(trusting.browser, '10.0.0.1')).toBe(429)
    expect(await tried(trusting.browser, '10.0.0.2')).toBe(401)
    const careful = await setUp({ methods: ['token'] }, contexts)
    for (let n = 0; n < triesInMinute; n++) await tried(careful.browser, `10.0.0.${n}`)
    expect(await tried(careful.browser, '10.0.1.1')).toBe(429)
  })

  test('changes need the header that other sites cannot send', async () => {
    const { browser } = await setUpTokens()
    const body = '{"cluster":"one","token":"token-of-dora"}'
    const headers = { 'content-type': 'application/json', 'x-portolan-csrf': '' }
    for (const path of ['/sign-in/token', '/sign-out', '/view-as', `/clusters/one${pods}`]) {
      expect(await browser.status(path, { method: 'POST', headers, body })).toBe(403)
    }
  })
})

describe('a session', () => {
  test('of one process holds in another with the same key, and in none with another', async () => {
    const cluster = await startCluster()
    const contexts = [{ name: 'one', server: cluster.url }]
    const [one, two] = [
      await setUp({ methods: ['token'] }, contexts),
      await setUp({ methods: ['token'] }, contexts),
    ]
    const foreign = await setUp({ methods: ['token'], sessionKeys: [] }, contexts)
    await one.browser.post('/sign-in/token', { cluster: 'one', token: 'token-of-dora' })
    const at = (port: number) => ({ cookie: one.browser.cookie.replaceAll(/-\d+=/g, `-${port}=`) })
    const path = `/clusters/one${pods}`
    expect(await one.browser.status(path)).toBe(200)
    expect(await two.browser.status(path, { headers: at(two.port) })).toBe(200)
    expect(await foreign.browser.status(path, { headers: at(foreign.port) })).toBe(401)
  })

  test('is renewed by use, and not by what a page does by itself', async () => {
    let now = Date.now()
    const limits = { idleMs: 3_600_000, absoluteMs: 36_000_000 }
    const { browser, server, url } = await setUp(limits, [], { now: () => now })
    await browser.ask((server.localAddress() ?? '').slice(url.length))
    const value = () => [...browser.cookies.values()].join()
    const first = value()
    await browser.session()
    expect(value()).toBe(first)
    now += 30 * 60_000
    await browser.ask('/session', { headers: { 'x-portolan-background': '1' } })
    expect(value()).toBe(first)
    const { expires } = await browser.session()
    expect(value()).not.toBe(first)
    now += 45 * 60_000
    expect(await browser.session()).toMatchObject({ user: {}, expires })
    now += 61 * 60_000
    expect((await browser.session()).user).toBeNull()
  })

  test('ends everywhere when one signs out: cookies, sockets, and what answers bring late', async () => {
    const { browser, server, url } = await setUp({})
    await browser.ask((server.localAddress() ?? '').slice(url.length))
    const socket = browser.socket()
    await once(socket, 'message')
    const kept = new Map(browser.cookies)
    const closed = once(socket, 'close')
    expect(await (await browser.post('/sign-out')).json()).toEqual({ redirect: null })
    expect((await closed)[0]).toBe(4401)
    expect((await browser.session()).user).toBeNull()
    for (const [name, value] of kept) browser.cookies.set(name, value)
    expect((await browser.session()).user).toBeNull()
    expect((await new Browser(url).session()).user).toBeNull()
  })

  test('closes its socket with 4401 when its time is over', async () => {
    const { browser, server, url } = await setUp({ absoluteMs: 1_500, idleMs: 60_000 })
    await browser.ask((server.localAddress() ?? '').slice(url.length))
    const socket = browser.socket()
    expect((await once(socket, 'close'))[0]).toBe(4401)
  })

  test('is replaced, and the old one ended, by signing in anew', async () => {
    const { browser, server, url } = await setUp({})
    const path = () => (server.localAddress() ?? '').slice(url.length)
    await browser.ask(path())
    const old = browser.cookie
    await browser.ask(path())
    expect(browser.cookie).not.toBe(old)
    expect((await browser.session()).user).not.toBeNull()
    expect(await new Browser(url).status(`/clusters/a${pods}`, { headers: { cookie: old } })).toBe(401)
  })
})

describe('watching', () => {
  test('two people never share what they watch, however alike they ask', async () => {
    const cluster = new DummyCluster(1)
    const upstream = await startUpstream((request, response) => {
      if (request.url?.endsWith('/selfsubjectreviews')) {
        response.writeHead(201).end(JSON.stringify({ status: { userInfo: { username: 'x' } } }))
      } else cluster.listener(request, response)
    })
    const { url } = await setUp({ methods: ['token'] }, [{ name: 'a', server: upstream.url }])
    const follow = async (token: string, browser = new Browser(url)) => {
      await browser.post('/sign-in/token', { cluster: 'a', token })
      return { browser, watch: () => watchWidgets(browser) }
    }
    const [one, two] = [await follow('token-1'), await follow('token-2')]
    await one.watch()
    await one.watch()
    expect(cluster.requests.filter((each) => each.includes('watch=')).length).toBe(1)
    await two.watch()
    expect(cluster.requests.filter((each) => each.includes('watch=')).length).toBe(2)
  })
})

async function watchWidgets(browser: Browser): Promise<void> {
  const socket = browser.socket()
  await once(socket, 'message')
  const target = { cluster: 'a', group: 'example.com', version: 'v1', plural: 'widgets' }
  const isLive = new Promise<void>((resolve) =>
    socket.on('message', (data) => {
      if (String(data).includes('"live"')) resolve()
    }),
  )
  socket.send(JSON.stringify({ type: 'subscribe', id: 1, target }))
  await isLive
}
