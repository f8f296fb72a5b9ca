import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type Answer, answerWith, json, refusal, services, setUpAudited } from '../testing/audited.ts'

test.each([
  ['application/json-patch+json', '[{"op":"replace","path":"/spec/type","value":"secret"}]', ['spec.type']],
  ['application/merge-patch+json', '{"data":{"key":"secret"}}', ['data.key']],
  ['application/strategic-merge-patch+json', '{"spec":{"type":null}}', ['spec.type']],
  ['application/apply-patch+yaml', '{"apiVersion":"v1","spec":{"type":"x"}}', ['spec.type']],
  ['application/apply-patch+yaml; charset=utf-8', 'apiVersion: v1\nspec: {type: x}', ['spec.type']],
  ['application/apply-patch+cbor', 'xyz', null],
  ['application/merge-patch+json', '{"data":', null],
])('a patch of type %s: %s', async (type, body, paths) => {
  const { entryOf, received } = await setUpAudited(answerWith(200, {}))
  const entry = await entryOf(`${services}/web`, { method: 'PATCH', headers: { 'content-type': type } }, body)
  expect(entry.paths).toEqual(paths)
  expect(received.map((each) => each.body)).toEqual([body])
})

test('nesting that cannot be walked is none that can be known', async () => {
  const { entryOf } = await setUpAudited(answerWith(201, {}))
  const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`
  expect(await entryOf(services, { method: 'POST' }, deep)).toMatchObject({ event: 'write' })
})

test('of a body larger than the bound no path is known, and it arrives whole', async () => {
  const { entryOf, received } = await setUpAudited(answerWith(200, {}))
  const body = JSON.stringify({ data: { large: 'x'.repeat(3 * 1024 * 1024) } })
  expect(await entryOf(services, { method: 'POST' }, body)).toMatchObject({ paths: null })
  expect(received[0]?.body).toBe(body)
})

/** A cluster that holds one Service and replaces it as an API server does. */
function oneService(now: { type: string; version: string }, { packed = false } = {}): Answer {
  const service = () => ({
    kind: 'Service',
    metadata: { name: 'web', resourceVersion: now.version, managedFields: [now.version] },
    spec: { type: now.type, clusterIP: '10.0.0.1' },
  })
  return ({ method, body }, response) => {
    if (method === 'PUT') {
      now.type = JSON.parse(body).spec.type
      now.version = String(Number(now.version) + 1)
    }
    const text = JSON.stringify(service())
    if (packed && method === 'PUT')
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync(text))
    else response.writeHead(200, json).end(text)
  }
}

const put = (resourceVersion: string | undefined, type: string) => ({
  kind: 'Service',
  metadata: { name: 'web', ...(resourceVersion === undefined ? {} : { resourceVersion }) },
  spec: { type },
})

test.each([{ packed: false }, { packed: true }])(
  'a replacement is compared with the object as it was %j',
  async (options) => {
    const { entryOf, received } = await setUpAudited(oneService({ type: 'ClusterIP', version: '7' }, options))
    const entry = await entryOf(`${services}/web?fieldManager=x`, { method: 'PUT' }, put('7', 'NodePort'))
    // The address is the server's own again, though the body did not state it.
    expect(entry).toMatchObject({ verb: 'update', paths: ['spec.type'] })
    expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${services}/web`,
      `PUT ${services}/web?fieldManager=x`,
    ])
    expect(received[0]?.headers).toMatchObject({ authorization: 'Bearer token-of-dana' })
    expect(received[1]?.headers['audit-id']).toBe(entry.requestId)
    const same = await entryOf(`${services}/web`, { method: 'PUT' }, put('8', 'NodePort'))
    expect(same.paths).toEqual([])
  },
)

test('where it is not known what was replaced, neither is what changed', async () => {
  const { entryOf } = await setUpAudited(oneService({ type: 'ClusterIP', version: '7' }))
  // Another write came in between, or could have.
  expect((await entryOf(`${services}/web`, { method: 'PUT' }, put('6', 'NodePort'))).paths).toBeNull()
  expect((await entryOf(`${services}/web`, { method: 'PUT' }, put(undefined, 'NodePort'))).paths).toBeNull()
})

test('who may not read what is replaced can replace it all the same', async () => {
  const { entryOf } = await setUpAudited(({ method }, response) => {
    const body = method === 'GET' ? refusal(403, 'Forbidden') : { kind: 'Service', metadata: {} }
    response.writeHead(method === 'GET' ? 403 : 200, json).end(JSON.stringify(body))
  })
  expect(await entryOf(`${services}/web`, { method: 'PUT' }, put('7', 'NodePort'))).toMatchObject({
    event: 'write',
    outcome: { code: 200 },
    paths: null,
  })
})

test('a replacement that is refused says what it was to change', async () => {
  const { entryOf } = await setUpAudited(({ method }, response) => {
    const now = { kind: 'Service', metadata: { resourceVersion: '7' }, spec: { type: 'ClusterIP' } }
    const body = method === 'GET' ? now : refusal(422, 'Invalid')
    response.writeHead(method === 'GET' ? 200 : 422, json).end(JSON.stringify(body))
  })
  expect(await entryOf(`${services}/web`, { method: 'PUT' }, put('7', 'x'))).toMatchObject({
    outcome: { code: 422, reason: 'Invalid' },
    paths: ['spec.type'],
  })
})
