/** A change is written as it was reviewed, or not at all: what others did meanwhile stays. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { KubeObject, Manifest } from '../../k8s/objects.ts'
import { noAccess } from './access.ts'
import { type Applying, applyChange } from './apply.ts'
import { newPolicy, type PolicyPlace } from './generated-policy.ts'
import type { Change } from './plan.ts'

const naming = { labelDomain: 'cpaas.io', projectLabel: 'cpaas.io/project' }
const place: PolicyPlace = { namespace: 'shop-dev', project: 'shop' }
const to: Applying = {
  cluster: 'c',
  labelDomain: 'cpaas.io',
  otherwise: 'changed meanwhile',
  type: {
    group: 'networking.k8s.io',
    version: 'v1',
    plural: 'networkpolicies',
    kind: 'NetworkPolicy',
    namespaced: true,
    verbs: [],
    shortNames: [],
  },
}

const policy = (projects: readonly string[], metadata: Partial<KubeObject['metadata']> = {}): Manifest => {
  const dated = { access: { ...noAccess, projects }, at: '2026-01-01T00:00:00Z' }
  const made = newPolicy(place, dated, naming)
  return { ...made, metadata: { ...made.metadata, ...metadata } }
}
const standingAs = (resourceVersion: string, more: Partial<KubeObject['metadata']> = {}) =>
  policy([], { uid: 'u', resourceVersion, ...more })
const reviewed = standingAs('1')

const create: Change = { ...place, action: 'create', reason: 'missing', before: null, after: policy([]) }
const update: Change = {
  ...place,
  action: 'update',
  reason: 'settings',
  before: reviewed,
  after: policy(['media']),
}
const remove: Change = { ...place, action: 'delete', reason: 'off', before: reviewed, after: null }

/** What is in the cluster; `null` where nothing is. */
let standing: Manifest | null
/** What was written, as `METHOD resourceVersion`. */
let writes: string[]
/** Runs before the next write: what somebody else does in between. */
let between: (() => void) | null

const status = (code: number, reason: string) =>
  new Response(JSON.stringify({ kind: 'Status', status: 'Failure', code, reason, message: reason }), {
    status: code,
  })

async function cluster(_: string, init: RequestInit): Promise<Response> {
  const method = init.method ?? 'GET'
  if (method === 'GET')
    return standing === null ? status(404, 'NotFound') : new Response(JSON.stringify(standing))
  between?.()
  between = null
  const body = JSON.parse(String(init.body))
  if (method === 'POST') {
    if (standing !== null) return status(409, 'AlreadyExists')
    standing = body
  } else {
    const version = (body.metadata ?? body.preconditions).resourceVersion
    writes.push(`${method} ${version}`)
    if (standing === null) return status(404, 'NotFound')
    if (version !== standing.metadata.resourceVersion) return status(409, 'Conflict')
    standing = method === 'PUT' ? body : null
  }
  return new Response(JSON.stringify(body))
}

beforeEach(() => {
  standing = null
  writes = []
  between = null
  vi.stubGlobal('fetch', cluster)
})
afterEach(() => vi.unstubAllGlobals())

test('creating it again after it got through is done', async () => {
  await applyChange(create, to)
  expect(standing).toEqual(create.after)
  await applyChange(create, to)
})

test('a policy of the same name that came meanwhile is not written over', async () => {
  standing = policy([], { labels: {} })
  await expect(applyChange(create, to)).rejects.toThrow('AlreadyExists')
  expect(standing.metadata.labels).toEqual({})
})

test('what others wrote beside ours stays', async () => {
  standing = standingAs('7', { annotations: { ...reviewed.metadata.annotations, theirs: 'x' } })
  await applyChange(update, to)
  expect(standing.spec).toEqual(update.after.spec)
  expect(standing.metadata.annotations).toMatchObject({ theirs: 'x' })
  await applyChange(update, to)
  expect(writes).toEqual(['PUT 7'])
})

test('one that is written at the same moment is read again', async () => {
  standing = standingAs('7')
  between = () => {
    standing = standingAs('8', { labels: { ...reviewed.metadata.labels, theirs: 'x' } })
  }
  await applyChange(update, to)
  expect(writes).toEqual(['PUT 7', 'PUT 8'])
  expect(standing.metadata.labels).toMatchObject({ theirs: 'x' })
})

test('one that is not as reviewed is left alone', async () => {
  const others = [
    { ...standingAs('7'), spec: { podSelector: {}, ingress: [{}] } },
    standingAs('7', { labels: {} }),
    standingAs('7', { uid: 'other' }),
  ]
  for (const other of others) {
    standing = other
    await expect(applyChange(update, to)).rejects.toThrow('changed meanwhile')
    expect(standing).toBe(other)
  }
})

test('one that somebody made his own is not deleted, not even at the last moment', async () => {
  for (const other of [standingAs('7', { labels: {} }), standingAs('7', { uid: 'other' })]) {
    standing = other
    await expect(applyChange(remove, to)).rejects.toThrow('changed meanwhile')
  }
  standing = standingAs('7')
  between = () => {
    standing = standingAs('8', { labels: {} })
  }
  await expect(applyChange(remove, to)).rejects.toThrow('changed meanwhile')
  expect(standing).not.toBeNull()
})

test('deleting what is gone is done', async () => {
  standing = standingAs('7')
  await applyChange(remove, to)
  expect(standing).toBeNull()
  await applyChange(remove, to)
})
