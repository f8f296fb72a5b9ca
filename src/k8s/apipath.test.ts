import { describe, expect, test } from 'vitest'
import { admitApiPath } from './apipath.ts'

const admitted = (path: string, method = 'GET') =>
  expect(admitApiPath(method, path)).toEqual({ ok: true, path })
const refused = (path: string, code: number, method = 'GET') =>
  expect(admitApiPath(method, path), path).toMatchObject({ ok: false, code })

describe('what the API serves', () => {
  test.each([
    '/api',
    '/api/',
    '/api/v1',
    '/apis',
    '/apis/',
    '/apis?timeout=32s',
    '/apis/apps/v1',
    '/version',
    '/openapi/v2',
    '/openapi/v3',
    '/openapi/v3/apis/apps/v1?hash=AB%2FC',
    '/api/v1/pods?watch=1&labelSelector=a%3Db%2Cc%20in%20(d)',
    '/api/v1/namespaces/shop/pods/web-0',
    '/api/v1/namespaces/shop/pods/web-0/log?follow=true',
    '/api/v1/namespaces/shop/pods/web-0/status',
    '/api/v1/namespaces/shop/status',
    '/api/v1/namespaces/shop/finalize',
    '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node',
    '/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode',
    '/apis/apps/v1/namespaces/shop/deployments/web/scale',
    '/apis/networking.k8s.io/v1/namespaces/shop/ingresses?limit=500&continue=eyJ2%2F..%2F',
    '/api/v1/watch/namespaces/shop/pods',
  ])('%s', (path) => admitted(path))

  test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])('%s', (method) =>
    admitted('/api/v1/namespaces/shop/services/web', method),
  )

  test.each(['/healthz', '/livez?verbose', '/readyz', '/readyz/etcd'])('%s, read only', (path) => {
    admitted(path)
    refused(path, 405, 'POST')
    refused(path, 405, 'DELETE')
  })
})

describe('what is not the API', () => {
  test.each([
    '/',
    '/metrics',
    '/logs/kube-apiserver.log',
    '/debug/pprof',
    '/ui',
    '/apiz',
    '/apis2/apps',
    '/API/v1',
    '/version/x',
    '/openapi',
    '/openapi/v1',
    '/openapi/v2/x',
    '/.well-known/openid-configuration',
    '/swagger.json',
  ])('%s', (path) => refused(path, 404))

  test.each(['CONNECT', 'TRACE', 'OPTIONS', 'PROPFIND', 'get', ''])('method "%s"', (method) =>
    refused('/api/v1/pods', 405, method),
  )
})

describe('tunnels', () => {
  const base = '/api/v1/namespaces/shop'
  test.each([
    `${base}/pods/web/exec?command=sh`,
    `${base}/pods/web/exec/`,
    `${base}/pods/web/attach`,
    `${base}/pods/web/portforward`,
    `${base}/pods/web/proxy`,
    `${base}/pods/web:8080/proxy/admin/x`,
    `${base}/services/web/proxy`,
    `${base}/services/https:web:443/proxy/`,
    '/api/v1/nodes/worker-1/proxy',
    '/api/v1/nodes/worker-1:10250/proxy/run/shop/web/c',
    '/api/v1/proxy/nodes/worker-1',
    '/api/v1/proxy/namespaces/shop/services/web/',
    '/api/v1/watch/proxy/nodes/worker-1',
    `${base}/pods/web/ex%65c`,
    `${base}/pods/web/%70roxy`,
    `/api/v1/%6eamespaces/shop/pods/web/exec`,
    `${base}/pods/web/EXEC`,
    '/apis/subresources.kubevirt.io/v1/namespaces/shop/virtualmachineinstances/vm/portforward/22/tcp',
    `${base}/pods/exec/exec`,
  ])('%s', (path) => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) refused(path, 403, method)
  })

  test.each([
    `${base}/pods/exec`,
    `${base}/pods/proxy/log`,
    `${base}/services/proxy`,
    `${base}/configmaps/portforward`,
    '/api/v1/namespaces/proxy',
    '/api/v1/namespaces/proxy/pods',
    '/api/v1/namespaces/exec/pods/attach',
    '/api/v1/nodes/proxy',
    '/apis/example.com/v1/proxies/exec',
    '/apis/proxy/v1/namespaces/attach/things/exec',
  ])('an object that is merely named so: %s', (path) => admitted(path))
})

describe('paths that can be read in two ways', () => {
  test.each([
    '/api/../metrics',
    '/api/v1/..',
    '/api/./v1',
    '/api/v1/.',
    '/api/v1/%2e%2e/secrets',
    '/api/v1/%2E./secrets',
    '/api/v1/..;/secrets',
    '/api/v1/.%2e%3Ba=b/secrets',
    '/api/v1/;a=b/secrets',
    '/api/v1/.%2e',
    '/api/v1/%2e',
    '//api/v1',
    '/api//v1/pods',
    '/api/v1/pods//',
    '/api/v1/namespaces//pods',
    '/api/v1/namespaces/a%2fb/pods',
    '/api/v1/namespaces/a%2Fpods',
    '/api/v1/namespaces/a%5Cb',
    '/api/v1/namespaces/a\\b',
    '/api/v1/pods/a%00b',
    '/api/v1/pods/a%0ab',
    '/api/v1/pods/a%7f',
    '/api/v1/pods/%252e%252e',
    '/api/v1/pods/a%25b',
    '/api/v1/pods/%zz',
    '/api/v1/pods/%',
    '/api/v1/pods/%c0%ae',
    '/api/v1/pods/a b',
    '/api/v1/pods/ä',
    '/api/v1/pods#x',
    '/api/v1/pods?a=b#c',
    '/api/v1/pods?a=b\r\nx: y',
    '/%61pi/v1/pods',
    'api/v1/pods',
    'http://other/api/v1',
    '?watch=1',
    '',
  ])('%j', (path) => refused(path, 400))
})
