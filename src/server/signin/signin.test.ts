import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { Browser } from '../testing/browser.ts'
import { DummyCluster } from '../testing/dummycluster.ts'
import { startUpstream } from '../testing/portolan.ts'
import { signedInHeaders } from '../testing/session.ts'
import { startPeopleCluster, startSignIn, startTokenSignIn } from '../testing/signin.ts'

const pods = '/api/v1/namespaces/shop/pods'

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
    const { browser } = await startSignIn({})
    const init =
      method === 'POST' ? { headers: { 'content-type': 'application/json' }, body: '{"user":"x"}' } : {}
    const answer = await browser.ask(path, { method, ...init })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ kind: 'Status', code: 401, reason: 'SignInRequired' })
  })

  test('the session says how to sign in, and names clusters only for a token', async () => {
    const { browser } = await startSignIn({})
    expect(await browser.session()).toMatchObject({
      signIn: { methods: ['local'], provider: null },
      user: null,
      expires: null,
      viewAs: null,
      clusters: [],
      defaultCluster: null,
    })
    const tokens = await startTokenSignIn()
    expect(await tokens.browser.session()).toMatchObject({
      signIn: { methods: ['token'] },
      clusters: [
        { name: 'one', user: '' },
        { name: 'two', user: '' },
      ],
    })
  })

  test('no socket opens', async () => {
    const { browser } = await startSignIn({})
    const [, response] = await once(
      browser.socket().on('error', () => undefined),
      'unexpected-response',
    )
    expect(response.statusCode).toBe(401)
  })

  test('signing out is no error', async () => {
    const { browser } = await startSignIn({})
    const answer = await browser.post('/sign-out')
    expect([answer.status, await answer.json()]).toEqual([200, { redirect: null }])
  })
})

describe('on this machine', () => {
  test('the printed address works once, and another one is printed', async () => {
    const printed: string[] = []
    const { server, browser, url } = await startSignIn({}, [], {
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
      const { browser } = await startSignIn({})
      expect(await browser.status(`/sign-in/local${query}`)).toBe(401)
      expect(browser.cookies.size).toBe(0)
    },
  )

  test('nothing of it is logged', async () => {
    const { server, browser, url, lines } = await startSignIn({})
    const address = server.localAddress() ?? ''
    await browser.ask(address.slice(url.length))
    await expect.poll(() => lines.join('')).toContain('"path":"/sign-in/local"')
    expect(lines.join('')).not.toContain(address.split('=')[1])
    for (const value of browser.cookies.values()) expect(lines.join('')).not.toContain(value)
  })

  test('a session is good for nothing on another machine, and where this is no way to sign in', async () => {
    const { browser, url } = await startSignIn({ trustProxy: ['loopback'] })
    const { cookie = '' } = await signedInHeaders(url)
    expect(await browser.status(`/clusters/a${pods}`, { headers: { cookie } })).toBe(502)
    const away = { cookie, 'x-forwarded-for': '10.1.1.1' }
    expect(await browser.status(`/clusters/a${pods}`, { headers: away })).toBe(401)
    const tokens = await startTokenSignIn()
    const headers = await signedInHeaders(tokens.url)
    expect(await tokens.browser.status('/clusters/one/api', { headers })).toBe(401)
    expect(await tokens.browser.status('/sign-in/local?token=x')).toBe(404)
  })
})

describe('a session', () => {
  test('of one process holds in another with the same key, and in none with another', async () => {
    const cluster = await startPeopleCluster()
    const contexts = [{ name: 'one', server: cluster.url }]
    const [one, two] = [
      await startSignIn({ methods: ['token'] }, contexts),
      await startSignIn({ methods: ['token'] }, contexts),
    ]
    const foreign = await startSignIn({ methods: ['token'], sessionKeys: [] }, contexts)
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
    const { browser, server, url } = await startSignIn(limits, [], { now: () => now })
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
    const { browser, server, url } = await startSignIn({})
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
    const { browser, server, url } = await startSignIn({ absoluteMs: 5_000, idleMs: 60_000 })
    await browser.ask((server.localAddress() ?? '').slice(url.length))
    const socket = browser.socket()
    expect((await once(socket, 'close'))[0]).toBe(4401)
  })

  test('is replaced, and the old one ended, by signing in anew', async () => {
    const { browser, server, url } = await startSignIn({})
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
    const { url } = await startSignIn({ methods: ['token'] }, [{ name: 'a', server: upstream.url }])
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

test('who views as another shares nothing with himself', async () => {
  const cluster = new DummyCluster(1)
  const seen: unknown[] = []
  const upstream = await startUpstream((request, response) => {
    if (request.url?.includes('watch=')) seen.push(request.headers['impersonate-user'] ?? 'nobody')
    cluster.listener(request, response)
  })
  const { browser, server, url } = await startSignIn({}, [{ name: 'a', server: upstream.url }])
  await browser.ask((server.localAddress() ?? '').slice(url.length))
  await watchWidgets(browser)
  for (const user of ['dora', 'carl']) {
    await browser.post('/view-as', { user })
    await watchWidgets(browser)
  }
  await browser.post('/view-as', { user: 'carl', groups: ['devs'] })
  await watchWidgets(browser)
  await browser.ask('/view-as', { method: 'DELETE' })
  await watchWidgets(browser)
  expect(seen).toEqual(['nobody', 'dora', 'carl', 'carl'])
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
