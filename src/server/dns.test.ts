/** A name server of the test's own answers; the route says what it said, to whoever is signed in. */
import { createSocket } from 'node:dgram'
import { expect, onTestFinished, test } from 'vitest'
import { startPortolan } from './testing/portolan.ts'

const addresses: Readonly<Record<string, readonly number[]>> = { 'shop.example.com': [192, 0, 2, 10] }

/** Knows the IPv4 addresses above; every other name does not exist, and `broken.` names make it fail. */
async function startNameServer(): Promise<string> {
  const socket = createSocket('udp4')
  socket.on('message', (question, { port, address }) => {
    const labels: string[] = []
    let at = 12
    for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
      labels.push(question.toString('latin1', at + 1, at + 1 + length))
      at += length + 1
    }
    const end = at + 5
    const name = labels.join('.').toLowerCase()
    const found = question.readUInt16BE(at + 1) === 1 ? addresses[name] : undefined
    const code = name.startsWith('broken.') ? 2 : addresses[name] === undefined ? 3 : 0
    const header = Buffer.alloc(12)
    question.copy(header, 0, 0, 2)
    header.writeUInt16BE(0x8180 | code, 2)
    header.writeUInt16BE(1, 4)
    header.writeUInt16BE(found === undefined ? 0 : 1, 6)
    const answer = found === undefined ? [] : [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...found]
    socket.send(Buffer.concat([header, question.subarray(12, end), Buffer.from(answer)]), port, address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  onTestFinished(() => void socket.close())
  return `127.0.0.1:${socket.address().port}`
}

const clusters = [{ name: 'a', server: 'http://127.0.0.1:1' }]

async function ask(query: string) {
  const options = { dns: { check: true, servers: [await startNameServer()] } }
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
