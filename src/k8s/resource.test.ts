import { describe, expect, test } from 'vitest'
import { admitApiPath } from './apipath.ts'
import { apiVersionOf, parseApiVersion, resourcePath } from './resource.ts'

const services = { group: '', version: 'v1', plural: 'services' }
const ingresses = { group: 'networking.k8s.io', version: 'v1', plural: 'ingresses' }

describe('an apiVersion', () => {
  test.each([
    ['v1', { group: '', version: 'v1' }],
    ['networking.k8s.io/v1', { group: 'networking.k8s.io', version: 'v1' }],
    ['gateway.networking.k8s.io/v1beta1', { group: 'gateway.networking.k8s.io', version: 'v1beta1' }],
  ])('%s is read and written back', (text, parts) => {
    expect(parseApiVersion(text)).toEqual(parts)
    expect(apiVersionOf(parts)).toBe(text)
  })
})

describe('a path', () => {
  test.each([
    [services, {}, '/api/v1/services'],
    [services, { namespace: 'shop' }, '/api/v1/namespaces/shop/services'],
    [services, { namespace: 'shop', name: 'web' }, '/api/v1/namespaces/shop/services/web'],
    [
      services,
      { namespace: 'shop', name: 'web', subresource: 'status' },
      '/api/v1/namespaces/shop/services/web/status',
    ],
    [ingresses, {}, '/apis/networking.k8s.io/v1/ingresses'],
    [
      ingresses,
      { namespace: 'shop', name: 'web' },
      '/apis/networking.k8s.io/v1/namespaces/shop/ingresses/web',
    ],
    [{ group: '', version: 'v1', plural: 'nodes' }, { name: 'n1' }, '/api/v1/nodes/n1'],
    [services, { namespace: undefined, name: undefined }, '/api/v1/services'],
  ])('of %j at %j', (resource, at, path) => expect(resourcePath(resource, at)).toBe(path))

  test('encodes names, so that none can lead elsewhere', () => {
    const path = resourcePath(services, { namespace: 'a/b', name: '../nodes?x=1#y' })
    expect(path).toBe('/api/v1/namespaces/a%2Fb/services/..%2Fnodes%3Fx%3D1%23y')
  })

  test('of a name with a colon is one that the proxy admits', () => {
    const roles = { group: 'rbac.authorization.k8s.io', version: 'v1', plural: 'clusterroles' }
    const path = resourcePath(roles, { name: 'system:node' })
    expect(path).toBe('/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode')
    expect(admitApiPath('GET', path)).toEqual({ ok: true, path })
  })
})
