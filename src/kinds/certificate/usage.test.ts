import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { testWorld } from '../testing/world.ts'
import { domainsNamed, usesOf } from './usage.ts'

const object = (apiVersion: string, kind: string, name: string, rest: object) =>
  ({ apiVersion, kind, metadata: { name, namespace: 'shop' }, ...rest }) as KubeObject
const secret = object('v1', 'Secret', 'shop-tls', { type: 'kubernetes.io/tls' })
const ingress = (name: string, tls: object, annotations = {}) =>
  ({
    ...object('networking.k8s.io/v1', 'Ingress', name, { spec: { tls } }),
    metadata: { name, namespace: name === 'far' ? 'other' : 'shop', annotations },
  }) as KubeObject

test('what names the Secret uses it, wherever it may name it from', () => {
  const world = testWorld({
    objects: [
      ingress('own', [{ hosts: ['a.io'], secretName: 'shop-tls' }]),
      ingress('far', [{ hosts: ['a.io'], secretName: 'shop-tls' }]),
      ingress('shared', [], { 'alb.networking.cpaas.io/tls': 'b.io=shop/shop-tls' }),
      object('gateway.networking.k8s.io/v1', 'Gateway', 'gate', {
        spec: { listeners: [{ tls: { certificateRefs: [{ name: 'shop-tls' }] } }] },
      }),
      object('gateway.networking.k8s.io/v1', 'Gateway', 'else', {
        spec: { listeners: [{ tls: { certificateRefs: [{ name: 'shop-tls', namespace: 'other' }] } }] },
      }),
      object('crd.alauda.io/v1', 'Frontend', 'port', { spec: { certificate_name: 'shop_shop-tls' } }),
      object('crd.alauda.io/v1', 'Rule', 'rule', { spec: { certificate_name: 'shop/shop-tls' } }),
    ],
  })
  expect(usesOf(secret, world).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'Ingress own',
    'Ingress shared',
    'Gateway gate',
    'Rule rule',
    'Frontend port',
  ])
})

test('a Domain names its certificate by an annotation of the label domain', () => {
  const domain = {
    apiVersion: 'crd.alauda.io/v2',
    kind: 'Domain',
    metadata: { name: '1', annotations: { 'alauda.io/secret-ref': 'shop-tls' } },
  } as KubeObject
  expect(domainsNamed('shop-tls', testWorld({ objects: [domain], labelDomain: 'alauda.io' }))).toEqual([
    domain,
  ])
  expect(domainsNamed('shop-tls', testWorld({ objects: [domain] }))).toEqual([])
})
