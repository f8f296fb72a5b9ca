import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { testWorld } from '../testing/world.ts'
import { usesOf } from './usage.ts'

const object = (apiVersion: string, kind: string, spec: object) =>
  ({ apiVersion, kind, metadata: { name: 'user', namespace: 'shop' }, spec }) as KubeObject
const ingress = (...hosts: string[]) =>
  object('networking.k8s.io/v1', 'Ingress', { rules: hosts.map((host) => ({ host })) })
const rule = (spec: object) => object('crd.alauda.io/v1', 'Rule', spec)
const gateway = (...hosts: string[]) =>
  object('gateway.networking.k8s.io/v1', 'Gateway', { listeners: hosts.map((hostname) => ({ hostname })) })
const route = (kind: string, hostnames: unknown) =>
  object('gateway.networking.k8s.io/v1', kind, { hostnames })
const matching = (...rows: unknown[]) => rule({ dslx: [{ type: 'HOST', values: rows }] })

const hostsUsed = (name: string, user: KubeObject) => {
  const domain = { spec: { name, kind: name.startsWith('*.') ? 'extensive' : 'full' } }
  return usesOf(domain, testWorld({ objects: [user] })).flatMap(({ hosts }) => hosts)
}

describe('a domain is used', () => {
  test('by what has its name, in whatever case, and by nothing else', () => {
    expect(hostsUsed('shop.example.com', ingress('Shop.example.com', 'other.com'))).toEqual([
      'Shop.example.com',
    ])
    for (const host of ['a.shop.example.com', 'myshop.example.com', '*.example.com', ''])
      expect(hostsUsed('shop.example.com', ingress(host)), host).toEqual([])
  })

  test('by the names that a certificate of an Ingress is for', () => {
    const tls = object('networking.k8s.io/v1', 'Ingress', { tls: [{ hosts: ['shop.example.com'] }] })
    expect(hostsUsed('shop.example.com', tls)).toEqual(['shop.example.com'])
  })

  test('by rules of load balancers: their certificate, and what they match', () => {
    expect(hostsUsed('shop.example.com', rule({ domain: 'shop.example.com' }))).toHaveLength(1)
    expect(hostsUsed('shop.example.com', matching(['IN', 'a.com', 'shop.example.com']))).toHaveLength(1)
    expect(hostsUsed('*.example.com', matching(['ENDS_WITH', '*.example.com']))).toHaveLength(1)
    expect(hostsUsed('shop.example.com', matching(['REGEX', 'shop.example.com']))).toEqual([])
    const path = rule({ dslx: [{ type: 'URL', values: [['EQ', 'shop.example.com']] }] })
    expect(hostsUsed('shop.example.com', path)).toEqual([])
  })

  test('by listeners and routes', () => {
    expect(hostsUsed('shop.example.com', gateway('shop.example.com', '*.x.com'))).toHaveLength(1)
    for (const kind of ['HTTPRoute', 'GRPCRoute', 'TLSRoute'])
      expect(hostsUsed('shop.example.com', route(kind, ['shop.example.com']))).toHaveLength(1)
  })
})

describe('a wildcard domain is used', () => {
  test('by all names below it, however deep, and by wildcards below it', () => {
    const hosts = ['a.apps.io', 'a.b.apps.io', '*.apps.io', '*.b.apps.io']
    expect(hostsUsed('*.apps.io', ingress(...hosts))).toEqual(hosts)
  })

  test('but not by the name it is below, nor by one that only ends alike', () => {
    expect(hostsUsed('*.apps.io', ingress('apps.io', 'myapps.io', '*.io'))).toEqual([])
  })

  test('also where the star was left out', () => {
    const domain = { spec: { name: 'apps.io', kind: 'extensive' } }
    expect(usesOf(domain, testWorld({ objects: [ingress('a.apps.io')] }))).toHaveLength(1)
  })
})

test('it is said which object it is, once, however many of its hosts', () => {
  const domain = { spec: { name: '*.apps.io', kind: 'extensive' } }
  expect(usesOf(domain, testWorld({ objects: [ingress('a.apps.io', 'b.apps.io', 'a.apps.io')] }))).toEqual([
    {
      group: 'networking.k8s.io',
      kind: 'Ingress',
      namespace: 'shop',
      name: 'user',
      hosts: ['a.apps.io', 'b.apps.io'],
    },
  ])
})

test('a domain without a name is used by nothing', () => {
  expect(hostsUsed('', ingress('', 'a.com'))).toEqual([])
  expect(hostsUsed('*.', ingress('', 'a.com'))).toEqual([])
})
