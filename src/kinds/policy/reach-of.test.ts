/** The pods an object stands for, and who reaches them. */
import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { panelOf } from '../panels.ts'
import { type ReachOf, reachOf } from './reach-of.ts'

const object = (kind: string, name: string, namespace: string | null, more: object = {}) =>
  ({
    kind,
    apiVersion: 'v1',
    metadata: { name, ...(namespace !== null && { namespace }) },
    ...more,
  }) as KubeObject
const pod = (namespace: string, app: string, at: number) => {
  const { metadata, ...rest } = object('Pod', `${app}-${at}`, namespace, {
    status: { podIPs: [{ ip: `10.0.0.${at}` }] },
  })
  const ownerReferences = [{ kind: 'StatefulSet', name: app, controller: true }]
  return { ...rest, metadata: { ...metadata, labels: { app }, ownerReferences } } as unknown as KubeObject
}
const policy = object('NetworkPolicy', 'own', 'pay', {
  apiVersion: 'networking.k8s.io/v1',
  spec: {
    podSelector: { matchLabels: { app: 'ledger' } },
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'api' } } }] }],
  },
})
const cluster = {
  namespaces: ['pay', 'shop'].map((name) => object('Namespace', name, null)),
  nodes: [],
  pods: [pod('pay', 'api', 1), pod('pay', 'api', 2), pod('pay', 'ledger', 3), pod('shop', 'cart', 4)],
  policies: [policy],
}

const names = (side: ReachOf['ingress']) =>
  side === null || side === 'open' ? side : side.workloads.map(({ workload }) => workload.name)

test.each([
  [object('Pod', 'ledger-3', 'pay'), ['api']],
  [object('StatefulSet', 'ledger', 'pay'), ['api']],
  [object('StatefulSet', 'api', 'pay'), ['api', 'ledger', 'cart']],
  [object('Deployment', 'ledger', 'pay'), null],
  [object('StatefulSet', 'ledger', 'shop'), null],
  [object('Namespace', 'pay', null), ['api', 'ledger', 'cart']],
  [policy, ['api']],
])('%j', (of, expected) => {
  expect(names(reachOf(of, cluster).ingress)).toEqual(expected)
})

test('a policy names the workloads it decides for, and is silent of what it says nothing of', () => {
  expect(reachOf(policy, cluster)).toMatchObject({ workloads: ['pay/ledger'], egress: 'open' })
  expect(reachOf(object('Namespace', 'pay', null), cluster).workloads).toBeNull()
})

test('pages of workloads, pods, namespaces and policies have the panel', () => {
  const kinds = ['Deployment', 'StatefulSet', 'DaemonSet'].map((kind) => ({ group: 'apps', kind }))
  for (const kind of [...kinds, { group: '', kind: 'Pod' }, { group: '', kind: 'Namespace' }])
    expect(panelOf(kind)).not.toBeNull()
  expect(panelOf({ group: '', kind: 'Secret' })).toBeNull()
})
