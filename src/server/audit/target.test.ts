import { expect, test } from 'vitest'
import { readRequestTarget } from './target.ts'

const services = '/api/v1/namespaces/shop/services'

test.each([
  ['GET', services, 'list', '/v1/services shop -'],
  ['GET', `${services}?watch=true`, 'watch', '/v1/services shop -'],
  ['GET', `${services}/web`, 'get', '/v1/services shop web'],
  ['POST', services, 'create', '/v1/services shop -'],
  ['PUT', `${services}/web`, 'update', '/v1/services shop web'],
  ['PUT', `${services}/web/status`, 'update', '/v1/services/status shop web'],
  ['PATCH', `${services}/web`, 'patch', '/v1/services shop web'],
  ['DELETE', `${services}/web`, 'delete', '/v1/services shop web'],
  ['DELETE', services, 'deletecollection', '/v1/services shop -'],
  [
    'PATCH',
    '/apis/apps/v1/namespaces/shop/deployments/web/scale',
    'patch',
    'apps/v1/deployments/scale shop web',
  ],
  ['POST', '/api/v1/namespaces', 'create', '/v1/namespaces - -'],
  ['DELETE', '/api/v1/namespaces/shop', 'delete', '/v1/namespaces shop shop'],
  ['PUT', '/api/v1/namespaces/shop/finalize', 'update', '/v1/namespaces/finalize shop shop'],
  ['PATCH', '/apis/kubeovn.io/v1/subnets/a%3Ab', 'patch', 'kubeovn.io/v1/subnets - a:b'],
  ['GET', '/api/v1/services', 'list', '/v1/services - -'],
  ['POST', '/api/v1/namespaces/shop/serviceaccounts/x/token', 'create', '/v1/serviceaccounts/token shop x'],
])('%s %s is %s of %s', (method, path, verb, described) => {
  const target = readRequestTarget(method, path)
  const { group, version, resource, subresource, namespace, name } = target.object ?? {}
  const type = [`${group}/${version}/${resource}`, ...(subresource ? [subresource] : [])].join('/')
  expect([target.verb, `${type} ${namespace ?? '-'} ${name ?? '-'}`]).toEqual([verb, described])
  expect(target.write).toBe(method !== 'GET')
})

test('what names no object has the method as its verb', () => {
  expect(readRequestTarget('GET', '/version')).toMatchObject({ verb: 'get', object: null })
  expect(readRequestTarget('GET', '/apis')).toMatchObject({ verb: 'get', object: null })
})

test.each([
  ['?dryRun=All', true],
  ['?fieldManager=a&dryRun=All', true],
  ['?dryRun=', false],
  ['', false],
])('dry run of %j: %s', (query, dryRun) => {
  expect(readRequestTarget('POST', `${services}${query}`).dryRun).toBe(dryRun)
})

test.each([
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
  '/apis/authorization.k8s.io/v1/namespaces/shop/localsubjectaccessreviews',
  '/apis/authentication.k8s.io/v1/selfsubjectreviews',
])('%s asks a question and writes nothing', (path) => {
  expect(readRequestTarget('POST', path).write).toBe(false)
})
