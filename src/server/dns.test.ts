/** A name server of the test's own answers; the route says what it said, to whoever is signed in. */
import { expect, onTestFinished, test } from 'vitest'
import { startNameServer } from './testing/nameserver.ts'
import { startPortolan } from './testing/portolan.ts'

async function nameServer(): Promise<string> {
  const { at, close } = await startNameServer({ 'shop.example.com': '192.0.2.10' })
  onTestFinished(close)
  return at
}

const clusters = [{ name: 'a', server: 'http://127.0.0.1:1' }]

async function ask(query: string) {
  const options = { dns: { check: true, servers: [await nameServer()] } }
  const answer = await (await startPortolan(clusters, options)).fetch(`/dns${query}`)
  return { status: answer.status, body: (await answer.json()) as unknown }
}

test('says the addresses of a name', async () => {
  expect(await ask('?name=shop.example.com')).toEqual({
    status: 200,
    body: { addresses: ['192.0.2.10'], failure: null },
  })
})

test('tells a name that is not there from a server that fails', async () => {
  expect((await ask('?name=none.example.com')).body).toEqual({ addresses: [], failure: null })
  expect((await ask('?name=broken.example.com')).body).toEqual({ addresses: [], failure: 'ESERVFAIL' })
})

test.each([
  '',
  '?name=',
  '?name=a&name=b',
  '?name=..',
  '?name=a%00b',
  '?name=-a',
  `?name=${'a'.repeat(300)}`,
])('does not ask for what is no name: %s', async (query) => expect((await ask(query)).status).toBe(400))

test('is not there where nobody configured it', async () => {
  const { url } = await startPortolan(clusters)
  const answer = await fetch(`${url}/dns?name=shop.example.com`)
  expect(answer.status).toBe(404)
  const session = (await (await fetch(`${url}/session`)).json()) as { dnsCheck: boolean }
  expect(session.dnsCheck).toBe(false)
})
