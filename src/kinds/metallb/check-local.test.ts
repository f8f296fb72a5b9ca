import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { localCheck } from './check-local.ts'
import { l2, named, node, pool, said, service } from './testing/objects.ts'

describe('a Service that takes only pods of the same node', () => {
  const slice = (node: string, ready = true) =>
    ({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `own-${node}-${ready}`,
        namespace: 'shop',
        labels: { 'kubernetes.io/service-name': 'own' },
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.16.0.9'], nodeName: node, conditions: { ready } }],
      ports: [],
    }) as unknown as KubeObject
  const nodesThere = [node('n1', {}), node('n2', {}), node('n3', {})]
  const pools = [
    pool('edge', ['192.0.2.0/28']),
    l2('edge', { nodeSelectors: named(['n1']) }),
    pool('wide', ['192.0.2.64/28'], { autoAssign: false }),
    l2('wide'),
  ]
  const local = { externalTrafficPolicy: 'Local' }
  const check = (
    slices: readonly KubeObject[],
    address: string | null,
    spec: object = local,
    pools_ = pools,
  ) =>
    said([localCheck], service('own', address, {}, spec), { objects: [...nodesThere, ...pools_, ...slices] })
  const elsewhere = ['service-local-elsewhere spec.externalTrafficPolicy']

  test('needs one where its address is announced', () => {
    expect(check([slice('n2')], '192.0.2.3')).toEqual(elsewhere)
    expect(check([slice('n2'), slice('n1')], '192.0.2.3')).toEqual([])
    expect(check([slice('n2'), slice('n1', false)], '192.0.2.3')).toEqual(elsewhere)
    expect(check([slice('n2')], '192.0.2.70')).toEqual([])
  })

  test('without an address is judged by the pools that it can get one of', () => {
    expect(check([slice('n2')], null)).toEqual(elsewhere)
    expect(check([slice('n1')], null)).toEqual([])
  })

  test('is not spoken of where nothing is known of it, or nothing is announced at all', () => {
    expect(check([], '192.0.2.3')).toEqual([])
    expect(check([slice('n2')], '192.0.2.3', { externalTrafficPolicy: 'Cluster' })).toEqual([])
    expect(check([slice('n2')], '192.0.2.3', local, pools.slice(0, 1))).toEqual([])
  })
})
