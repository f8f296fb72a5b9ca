import { describe, expect, test } from 'vitest'
import type { Service } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { testWorld } from '../testing/world.ts'
import { dependantsOf } from './dependants.ts'

const web: Service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' } }

const object = (apiVersion: string, kind: string, name: string, spec: object, namespace = 'shop') =>
  ({ apiVersion, kind, metadata: { name, namespace }, spec }) as KubeObject

const ingress = (name: string, spec: object, namespace?: string) =>
  object('networking.k8s.io/v1', 'Ingress', name, spec, namespace)
const route = (name: string, spec: object, namespace?: string, kind = 'HTTPRoute') =>
  object('gateway.networking.k8s.io/v1', kind, name, spec, namespace)
const alb = (kind: string, name: string, spec: object, namespace = 'cpaas-system') =>
  object('crd.alauda.io/v1', kind, name, spec, namespace)

const namesOf = (...objects: KubeObject[]) =>
  dependantsOf(web, testWorld({ objects })).map(({ name }) => name)
const backend = (name: string) => ({ service: { name, port: { number: 80 } } })
const rule = (...names: string[]) => ({ http: { paths: names.map((name) => ({ backend: backend(name) })) } })

describe('an Ingress depends on a Service', () => {
  test('by its default backend', () => {
    expect(namesOf(ingress('in', { defaultBackend: backend('web') }))).toEqual(['in'])
  })

  test('by any path of any rule, and is named once', () => {
    const spec = { rules: [{ host: 'a' }, rule('api'), rule('api', 'web', 'web')] }
    expect(namesOf(ingress('in', spec))).toEqual(['in'])
  })

  test('of its own namespace only', () => {
    expect(namesOf(ingress('in', { rules: [rule('web')] }, 'other'))).toEqual([])
  })

  test('and not where its backends are other Services or resources', () => {
    const resource = { resource: { apiGroup: 'example.com', kind: 'Bucket', name: 'web' } }
    expect(
      namesOf(ingress('a', { rules: [rule('web2')] }), ingress('b', { defaultBackend: resource })),
    ).toEqual([])
  })
})

describe('a route depends on a Service', () => {
  test('by the backends of any rule', () => {
    expect(
      namesOf(route('r', { rules: [{}, { backendRefs: [{ name: 'api' }, { name: 'web', port: 80 }] }] })),
    ).toEqual(['r'])
  })

  test.each(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])('as %s', (kind) => {
    expect(namesOf(route('r', { rules: [{ backendRefs: [{ name: 'web' }] }] }, 'shop', kind))).toEqual(['r'])
  })

  test('of another namespace that it names', () => {
    const there = { rules: [{ backendRefs: [{ name: 'web', namespace: 'shop' }] }] }
    const own = { rules: [{ backendRefs: [{ name: 'web' }] }] }
    const away = { rules: [{ backendRefs: [{ name: 'web', namespace: 'other' }] }] }
    expect(namesOf(route('there', there, 'edge'), route('own', own, 'edge'), route('away', away))).toEqual([
      'there',
    ])
  })

  test('by a filter that mirrors requests to it', () => {
    const filters = [
      { type: 'RequestHeaderModifier' },
      { type: 'RequestMirror', requestMirror: { backendRef: { name: 'web', port: 80 } } },
    ]
    expect(namesOf(route('r', { rules: [{ filters, backendRefs: [{ name: 'api' }] }] }))).toEqual(['r'])
  })

  test('and not by a backend of another kind and the same name', () => {
    const refs = [
      { group: 'multicluster.x-k8s.io', kind: 'ServiceImport', name: 'web' },
      { group: 'gateway.envoyproxy.io', kind: 'Backend', name: 'web' },
      { kind: 'Pod', name: 'web' },
    ]
    expect(namesOf(...refs.map((ref, at) => route(`r${at}`, { rules: [{ backendRefs: [ref] }] })))).toEqual(
      [],
    )
  })

  test('that it names by group and kind in full', () => {
    const ref = { group: '', kind: 'Service', name: 'web' }
    expect(namesOf(route('r', { rules: [{ backendRefs: [ref] }] }))).toEqual(['r'])
  })
})

describe('a rule or port of the ALB depends on a Service', () => {
  const services = [
    { name: 'api', namespace: 'shop', port: 80 },
    { name: 'web', namespace: 'shop', port: 80, weight: 50 },
  ]

  test.each(['Rule', 'Frontend'])('by the service group of a %s', (kind) => {
    expect(namesOf(alb(kind, 'x', { serviceGroup: { services } }))).toEqual(['x'])
  })

  test('and not by one in another namespace', () => {
    const elsewhere = { serviceGroup: { services: [{ name: 'web', namespace: 'other' }] } }
    expect(namesOf(alb('Rule', 'x', elsewhere), alb('Frontend', 'y', { serviceGroup: null }))).toEqual([])
  })
})

describe('a dependant', () => {
  test('says its group, kind, namespace and name', () => {
    const objects = [
      alb('Rule', 'rule', { serviceGroup: { services: [{ name: 'web', namespace: 'shop' }] } }),
      route('route', { rules: [{ backendRefs: [{ name: 'web', namespace: 'shop' }] }] }, 'edge'),
      ingress('ingress', { defaultBackend: backend('web') }),
    ]
    expect(dependantsOf(web, testWorld({ objects }))).toEqual([
      { group: 'networking.k8s.io', kind: 'Ingress', namespace: 'shop', name: 'ingress' },
      { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'edge', name: 'route' },
      { group: 'crd.alauda.io', kind: 'Rule', namespace: 'cpaas-system', name: 'rule' },
    ])
  })

  test('is nobody for a Service that nothing points to, whatever shape the others have', () => {
    const odd = [{}, { rules: 'none' }, { rules: [null, 'x', { http: null, backendRefs: {}, filters: 7 }] }]
    const objects = odd.flatMap((spec, at) => [
      ingress(`i${at}`, spec),
      route(`r${at}`, spec),
      alb('Rule', `a${at}`, { serviceGroup: spec }),
    ])
    expect(namesOf(...objects)).toEqual([])
  })
})
