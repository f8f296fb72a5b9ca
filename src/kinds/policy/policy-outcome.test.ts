/** What is told of changes of policies is counted whole and listed in part, and can be given up. */
import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { type ConnectionChange, formatPorts } from '../../net/policy/index.ts'
import { listedChanges, outcomeOf } from './policy-outcome.ts'

const pod = (name: string, at: number) =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'shop', name, labels: { app: name } },
    status: { podIPs: [{ ip: `10.0.${at >> 8}.${at & 255}` }] },
  }) as unknown as KubeObject
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } } as KubeObject
const policy = (name: string, app: string, spec: object) =>
  ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'shop', name },
    spec: { podSelector: { matchLabels: { app } }, ...spec },
  }) as unknown as KubeObject

const clusterOf = (count: number, policies: readonly KubeObject[]) => ({
  namespaces: [namespace],
  nodes: [],
  pods: Array.from({ length: count }, (_, at) => pod(`p${at}`, at)),
  policies,
})

const text = ({ from, to, opened, closed }: ConnectionChange) =>
  [from, to]
    .map((end) => ('blocks' in end ? end.blocks.join() : end.name))
    .concat(`+${formatPorts(opened)} -${formatPorts(closed)}`)
    .join(' ')

const { signal } = new AbortController()
const fromP1 = { ingress: [{ from: [{ podSelector: { matchLabels: { app: 'p1' } } }] }] }

test('making one closes, deleting it opens, and changing it does both', async () => {
  const own = policy('own', 'p0', fromP1)
  const made = await outcomeOf(clusterOf(3, []), [{ before: null, after: own }], signal)
  expect(made?.opened.count).toBe(0)
  expect(made?.closed.first.map(text)).toEqual(
    [
      expect.stringMatching(/^0\.0\.0\.0\/0 p0 \+none -TCP 1-65535/),
      expect.stringMatching(/^::\/0 p0 /),
      expect.stringMatching(/^p2 p0 \+none -TCP 1-65535/),
    ].filter((_, at) => at !== 1),
  )
  const gone = await outcomeOf(clusterOf(3, [own]), [{ before: own, after: null }], signal)
  expect(gone?.closed.count).toBe(0)
  expect(gone?.opened.count).toBe(made?.closed.count)
  const other = policy('own', 'p0', {
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'p2' } } }] }],
  })
  const changed = await outcomeOf(clusterOf(3, [own]), [{ before: own, after: other }], signal)
  expect(changed?.opened.first.map(({ from }) => 'name' in from && from.name)).toEqual(['p2'])
  expect(changed?.closed.first.map(({ from }) => 'name' in from && from.name)).toEqual(['p1'])
})

test('several are looked at together, also such without a name', async () => {
  const deny = { before: null, after: policy('deny', 'p0', {}) }
  const unnamed = policy('', 'p0', { ingress: [{}] })
  const both = await outcomeOf(clusterOf(3, []), [deny, { before: null, after: unnamed }], signal)
  expect([both?.opened.count, both?.closed.count]).toEqual([0, 0])
  const alone = await outcomeOf(clusterOf(3, []), [deny], signal)
  expect(alone?.closed.count).toBeGreaterThan(0)
})

test('all are counted and the first listed', async () => {
  const cluster = clusterOf(150, [])
  const outcome = await outcomeOf(cluster, [{ before: null, after: policy('deny', 'p0', {}) }], signal)
  // The other pods, and the addresses outside.
  expect(outcome?.closed.count).toBe(150)
  expect(outcome?.closed.first).toHaveLength(listedChanges)
})

test('is given up between two pieces', async () => {
  const work = new AbortController()
  const pause = () => Promise.resolve(work.abort())
  const change = { before: null, after: policy('deny', 'p0', {}) }
  expect(await outcomeOf(clusterOf(3, []), [change], work.signal, pause)).toBeNull()
})
