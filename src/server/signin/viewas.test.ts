import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { Browser } from '../testing/browser.ts'
import { startPortolan, startUpstream } from '../testing/portolan.ts'

const pods = '/api/v1/namespaces/shop/pods'

async function setUp(user: object = { token: 'of-the-kubeconfig' }) {
  const seen: IncomingMessage[] = []
  const upstream = await startUpstream((request, response) => {
    seen.push(request)
    request.resume().on('end', () => response.end('{}'))
  })
  const portolan = await startPortolan([{ name: 'a', server: upstream.url, user }])
  const browser = new Browser(portolan.url)
  await browser.ask((portolan.server.localAddress() ?? '').slice(portolan.url.length))
  const viewAs = async (body: unknown) => (await browser.post('/view-as', body)).status
  return { ...portolan, browser, seen, viewAs }
}

const dora = { user: 'dora', groups: ['devs', 'größe'], write: false }
const body = { body: '{}', headers: { 'content-type': 'application/json' } }

describe('viewing as another', () => {
  test('asks clusters as them, with the own credentials, until one goes back', async () => {
    const { browser, seen, viewAs } = await setUp()
    expect(await viewAs(dora)).toBe(204)
    expect((await browser.session()).viewAs).toEqual(dora)
    expect(await browser.status(`/clusters/a${pods}`)).toBe(200)
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer of-the-kubeconfig',
      'impersonate-user': 'dora',
    })
    expect(
      seen[0]?.rawHeaders.filter((_, at, all) => /^impersonate-group$/i.test(all[at - 1] ?? '')),
    ).toEqual(['devs', Buffer.from('größe').toString('latin1')])
    expect(await browser.status('/view-as', { method: 'DELETE' })).toBe(204)
    expect((await browser.session()).viewAs).toBeNull()
    await browser.ask(`/clusters/a${pods}`)
    expect(Object.keys(seen[1]?.headers ?? {}).filter((name) => name.startsWith('impersonate'))).toEqual([])
  })

  test('changes nothing until that is switched on, and says so', async () => {
    const { browser, seen, viewAs } = await setUp()
    await viewAs(dora)
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await browser.ask(`/clusters/a${pods}`, { method, ...body })
      expect(answer.status).toBe(403)
      expect(await answer.json()).toMatchObject({
        kind: 'Status',
        message:
          'You look at the console as "dora", and nothing is changed meanwhile. Allow changes first, or go back to yourself.',
      })
    }
    const smuggled = { ...body.headers, 'x-http-method-override': 'DELETE' }
    expect(
      await browser.status(`/clusters/a${pods}?dryRun=All`, { method: 'POST', ...body, headers: smuggled }),
    ).toBe(200)
    const review = '/clusters/a/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
    expect(await browser.status(review, { method: 'POST', ...body })).toBe(200)
    expect(seen).toHaveLength(2)
    for (const { headers } of seen) expect(headers).not.toHaveProperty('x-http-method-override')
    await viewAs({ ...dora, write: true })
    expect(await browser.status(`/clusters/a${pods}`, { method: 'POST', ...body })).toBe(200)
    expect(seen[2]?.headers['impersonate-user']).toBe('dora')
  })

  test('headers of the browser stay refused', async () => {
    const { browser, seen, viewAs } = await setUp()
    await viewAs({ ...dora, write: true })
    for (const headers of [{ 'Impersonate-User': 'root' }, { 'impersonate-GROUP': 'system:masters' }]) {
      expect(await browser.status(`/clusters/a${pods}`, { headers })).toBe(403)
    }
    expect(await browser.status(`/clusters/a${pods}`, { headers: { Connection: 'impersonate-user' } })).toBe(
      200,
    )
    expect(seen.map(({ headers }) => headers['impersonate-user'])).toEqual(['dora'])
  })

  test('is nothing that a kubeconfig user does who already acts as another', async () => {
    const { browser, seen, viewAs } = await setUp({ token: 'x', as: 'root' })
    await viewAs(dora)
    const answer = await browser.ask(`/clusters/a${pods}`)
    expect([answer.status, await answer.json()]).toEqual([
      403,
      expect.objectContaining({ message: expect.stringContaining('cannot act as yet another') }),
    ])
    expect(seen).toHaveLength(0)
  })

  test.each<[unknown]>([
    [{}],
    [{ user: '' }],
    [{ user: 'a\r\nImpersonate-Group: system:masters' }],
    [{ user: 'a', groups: ['b\0'] }],
    [{ user: 'a', groups: [''] }],
    [{ user: 'a', groups: 'b' }],
    [{ user: 'x'.repeat(600) }],
    [{ user: 'a', groups: Array.from({ length: 51 }, () => 'g') }],
    [{ user: 'a', write: 'yes' }],
    [null],
  ])('of %j is refused', async (whom) => {
    const { browser, viewAs } = await setUp()
    expect(await viewAs(whom)).toBe(400)
    expect((await browser.session()).viewAs).toBeNull()
  })

  test('ends with the session', async () => {
    const { browser, viewAs, server, url } = await setUp()
    await viewAs({ user: 'carl' })
    expect((await browser.session()).viewAs).toEqual({ user: 'carl', groups: [], write: false })
    await browser.post('/sign-out')
    await browser.ask((server.localAddress() ?? '').slice(url.length))
    expect(await browser.session()).toMatchObject({ user: {}, viewAs: null })
  })
})
