import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createSandbox, type Sandbox } from './index.ts'
import { variationsOf } from './rules/corpus.ts'
import { type AnyRequest, almostRight, anyRequest } from './testing/requests.arbitrary.ts'

/** What the sandbox thinks is its own fault. */
const failures: unknown[] = []
let sandbox: Sandbox
let url = ''
let token = ''

beforeAll(async () => {
  sandbox = await createSandbox({ report: (error) => failures.push(error) })
  const { kubeconfig } = await sandbox.listen({ tls: false })
  const { clusters, users } = parse(kubeconfig) as {
    clusters: readonly { cluster: { server: string } }[]
    users: readonly { user: { token: string } }[]
  }
  url = clusters[0]?.cluster.server ?? ''
  token = users[0]?.user.token ?? ''
})
afterAll(() => sandbox.close())

async function send({ method, path, headers, body }: AnyRequest): Promise<{ code: number; text: string }> {
  const response = await fetch(url + path, {
    method,
    headers: { ...headers, authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body }),
  })
  return { code: response.status, text: await response.text() }
}

const get = async (path: string) => {
  const { text } = await send({ method: 'GET', path, headers: {}, body: undefined })
  return JSON.parse(text) as Record<string, unknown>
}

/** One object of every kind that has any, varied. */
async function variedObjects(): Promise<readonly { readonly path: string; readonly object: string }[]> {
  const { groups } = (await get('/apis')) as {
    groups: readonly { preferredVersion: { groupVersion: string } }[]
  }
  const roots = ['/api/v1', ...groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`)]
  const found = await Promise.all(roots.map(variedObjectsBelow))
  return found.flat()
}

async function variedObjectsBelow(root: string) {
  const { resources } = (await get(root)) as {
    resources: readonly { name: string; kind: string; verbs: readonly string[] }[]
  }
  const listed = resources.filter(({ name, verbs }) => verbs.includes('list') && !name.includes('/'))
  const varied = await Promise.all(
    listed.map(async ({ name: plural, kind }) => {
      const list = await get(`${root}/${plural}?limit=1`)
      const [object] = list.items as readonly { metadata: { name: string; namespace?: string } }[]
      if (object === undefined) return []
      const { namespace, name } = object.metadata
      const path = `${root}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${plural}/${name}`
      const whole = { ...object, apiVersion: root.replace(/^\/apis?\//, ''), kind }
      return variationsOf(whole).map((variation) => ({ path, object: JSON.stringify(variation.object) }))
    }),
  )
  return varied.flat()
}

const batch = 20

it('answers 20,000 requests, none of them with a fault of its own', { timeout: 300_000 }, async () => {
  const objects = await variedObjects()
  expect(objects.length).toBeGreaterThan(2000)
  const requests = fc.array(fc.oneof(anyRequest, almostRight(objects)), {
    minLength: batch,
    maxLength: batch,
  })
  let count = 0
  await fc.assert(
    fc.asyncProperty(requests, async (sent) => {
      const answers = await Promise.all(sent.map(send))
      count += answers.length
      // Kubernetes blames itself for a few faults of clients; in its own words these are no faults of ours.
      const own = answers.filter(({ text }) => text.includes('Internal error occurred'))
      expect([own, failures]).toEqual([[], []])
    }),
    { numRuns: 1000, endOnFailure: true },
  )
  expect(count).toBe(20_000)
  expect(await get('/api/v1/namespaces/default')).toMatchObject({ status: { phase: 'Active' } })
})
