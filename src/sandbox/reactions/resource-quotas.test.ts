import { expect, test } from 'vitest'
import type { Manifest } from './reaction.ts'
import { quotaStatus } from './resource-quotas.ts'
import { namespace } from './testing/objects.ts'
import { reactingSandbox } from './testing/sandbox.ts'

const quotas = { group: '', plural: 'resourcequotas' }
const quota = (hard: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { namespace: 'shop', name: 'size' },
  spec: { hard },
})
const service = (name: string, type: string, inNamespace = 'shop'): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: inNamespace, name },
  spec: { type, ports: [{ port: 80 }] },
})

test('a quota says how much of it is used, and follows what comes and goes', async () => {
  const sandbox = await reactingSandbox(quotaStatus)
  const used = () =>
    (sandbox.get<Manifest>(quotas, 'shop', 'size')?.status as { used?: object } | undefined)?.used
  const hard = { services: '9', 'services.loadbalancers': '2', 'services.nodeports': '4', 'count/piers': '1' }
  sandbox.load(namespace('shop'), namespace('lab'), quota(hard), service('a', 'ClusterIP'))
  const none = { 'services.loadbalancers': '0', 'services.nodeports': '0' }
  expect(used()).toEqual({ services: '1', ...none })
  sandbox.load(service('b', 'LoadBalancer'), service('c', 'NodePort'), service('d', 'NodePort', 'lab'))
  expect(used()).toEqual({ services: '3', 'services.loadbalancers': '1', 'services.nodeports': '2' })
  sandbox.write({ verb: 'delete', object: service('b', 'LoadBalancer') })
  sandbox.write({ verb: 'delete', object: service('c', 'NodePort') })
  expect(used()).toEqual({ services: '1', ...none })
})
