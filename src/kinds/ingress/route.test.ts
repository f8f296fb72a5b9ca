import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { testWorld } from '../testing/world.ts'
import { routesOf } from './route.ts'
import { viewOf } from './spec.ts'

const object = (apiVersion: string, kind: string, name: string, rest: object = {}) =>
  ({ apiVersion, kind, metadata: { name, namespace: 'shop' }, ...rest }) as KubeObject
const nginx = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'nginx' },
  spec: { controller: 'k8s.io/ingress-nginx' },
} as KubeObject
const web = object('v1', 'Service', 'web', { spec: { ports: [{ port: 80 }] } })
const slice = (...ready: boolean[]) =>
  ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'web-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
    endpoints: ready.map((each, at) => ({ addresses: [`10.0.0.${at}`], conditions: { ready: each } })),
  }) as KubeObject

const to = (name: string, port: number) => ({ service: { name, port: { number: port } } })
const ingress = (spec: object) =>
  viewOf(object('networking.k8s.io/v1', 'Ingress', 'web', { spec: { ingressClassName: 'nginx', ...spec } }))
const cart = (backend: object) => ({
  rules: [{ host: 'shop.io', http: { paths: [{ path: '/cart', pathType: 'Prefix', backend }] } }],
})

const hops = (spec: object, objects: readonly KubeObject[]) =>
  routesOf(ingress(spec), testWorld({ objects })).map(({ hops }) =>
    hops.map(({ id, text, tone, reason }) => [id, text, tone, reason?.key.split(':')[1]]),
  )

describe('the way of a request', () => {
  test('through everything that is well', () => {
    const spec = cart(to('web', 80))
    expect(hops(spec, [nginx, web, slice(true, true)])).toEqual([
      [
        ['name', 'http://shop.io', null, undefined],
        ['class', 'nginx', 'good', undefined],
        ['path', '/cart', null, 'match.Prefix'],
        ['service', 'web', 'good', undefined],
        ['port', '80', 'good', undefined],
        ['pods', '2/2', 'good', undefined],
      ],
    ])
    const [route] = routesOf(ingress(spec), testWorld({ objects: [nginx] }))
    expect(route?.address).toBe('http://shop.io/cart')
  })

  test('ends where it breaks, and says why', () => {
    const last = (spec: object, objects: readonly KubeObject[]) => hops(spec, objects)[0]?.at(-1)
    expect(last(cart(to('gone', 80)), [nginx, web])).toEqual(['service', 'gone', 'danger', 'backend.missing'])
    expect(last(cart(to('web', 8080)), [nginx, web])).toEqual(['port', '8080', 'danger', 'backend.noPort'])
    expect(last(cart(to('web', 80)), [nginx, web])).toEqual(['pods', '0/0', 'danger', 'route.noPods'])
    expect(last(cart(to('web', 80)), [nginx, web, slice(false, true)])).toEqual([
      'pods',
      '1/2',
      'warning',
      'route.unready',
    ])
    expect(last({ rules: [{ host: 'shop.io' }] }, [nginx])).toEqual([
      'service',
      '–',
      'danger',
      'route.noBackend',
    ])
  })

  test('a class that nobody serves and a certificate that is not there are red on the way', () => {
    const spec = { ...cart(to('web', 80)), tls: [{ hosts: ['shop.io'], secretName: 'gone' }] }
    const [route] = hops({ ...spec, ingressClassName: 'other' }, [nginx, web, slice(true)])
    expect(route?.slice(0, 2)).toEqual([
      ['name', 'https://shop.io', 'danger', 'route.noCertificate'],
      ['class', 'other', 'danger', 'check.class-unknown'],
    ])
  })

  test('the default backend takes what no rule matches', () => {
    const routes = hops({ ...cart(to('web', 80)), defaultBackend: to('web', 80) }, [nginx, web, slice(true)])
    expect(routes).toHaveLength(2)
    expect(routes[1]?.[2]).toEqual(['path', '/', null, 'route.default'])
  })
})
