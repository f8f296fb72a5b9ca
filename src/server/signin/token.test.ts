import { describe, expect, test } from 'vitest'
import type { Browser } from '../testing/browser.ts'
import { startPeopleCluster, startSignIn, startTokenSignIn } from '../testing/signin.ts'
import { triesInMinute } from './routes.ts'

const pods = '/api/v1/namespaces/shop/pods'

describe('with a token', () => {
  test('the cluster says who it is, and sees nobody else', async () => {
    const { browser, one, lines } = await startTokenSignIn()
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
    const { browser, two } = await startTokenSignIn()
    await browser.post('/sign-in/token', { cluster: 'one', token: 'token-of-dora' })
    const answer = await browser.ask(`/clusters/two${pods}`)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({
      reason: 'SignInRequired',
      message: 'You are not signed in to the cluster "two".',
    })
    expect(two.seen).toHaveLength(0)
    const moved = await startSignIn({ methods: ['token'] }, [{ name: 'one', server: two.url }])
    const elsewhere = await moved.browser.ask(`/clusters/one${pods}`, {
      headers: { cookie: browser.cookie.replaceAll(/-\d+(?==|\.)/g, `-${moved.port}`) },
    })
    expect(elsewhere.status).toBe(401)
    expect(await elsewhere.json()).toMatchObject({ message: expect.stringContaining('another address') })
    expect(two.seen).toHaveLength(0)
  })

  test('a second cluster is added to the session', async () => {
    const { browser, one, two } = await startTokenSignIn()
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
    const { browser } = await startTokenSignIn()
    const answer = await browser.post('/sign-in/token', body)
    expect(answer.status).toBe(code)
    expect(await answer.json()).toMatchObject({ kind: 'Status', code })
    expect(browser.cookies.size).toBe(0)
  })

  test('a cluster that does not say who it sees is believed to know the token', async () => {
    const old = await startPeopleCluster({ reviews: false })
    const { browser } = await startSignIn({ methods: ['token'] }, [{ name: 'old', server: old.url }])
    expect((await browser.post('/sign-in/token', { cluster: 'old', token: 'token-of-dora' })).status).toBe(
      204,
    )
    expect((await browser.session()).user).toEqual({ name: 'unknown', groups: [] })
    expect((await browser.post('/sign-in/token', { cluster: 'old', token: 'wrong' })).status).toBe(401)
  })

  test('too many tries of one address are refused, and say so', async () => {
    const { browser } = await startTokenSignIn()
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
    const cluster = await startPeopleCluster()
    const contexts = [{ name: 'one', server: cluster.url }]
    const tried = async (browser: Browser, from: string) => {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': from }
      const body = '{"cluster":"one","token":"wrong"}'
      return (await browser.ask('/sign-in/token', { method: 'POST', headers, body })).status
    }
    const trusting = await startSignIn({ methods: ['token'], trustProxy: ['loopback'] }, contexts)
    for (let n = 0; n < triesInMinute; n++) await tried(trusting.browser, '10.0.0.1')
    expect(await tried(trusting.browser, '10.0.0.1')).toBe(429)
    expect(await tried(trusting.browser, '10.0.0.2')).toBe(401)
    const careful = await startSignIn({ methods: ['token'] }, contexts)
    for (let n = 0; n < triesInMinute; n++) await tried(careful.browser, `10.0.0.${n}`)
    expect(await tried(careful.browser, '10.0.1.1')).toBe(429)
  })

  test('changes need the header that other sites cannot send', async () => {
    const { browser } = await startTokenSignIn()
    const body = '{"cluster":"one","token":"token-of-dora"}'
    const headers = { 'content-type': 'application/json', 'x-portolan-csrf': '' }
    for (const path of ['/sign-in/token', '/sign-out', '/view-as', `/clusters/one${pods}`]) {
      expect(await browser.status(path, { method: 'POST', headers, body })).toBe(403)
    }
  })
})
