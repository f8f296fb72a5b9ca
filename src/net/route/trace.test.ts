/** What a trace says beside the route: pods, reasons, headers, certificates. */
import { expect, test } from 'vitest'
import { alb, backend, ingress, nginx, port, rule } from './cases/world.ts'
import { type EndpointsOf, parseRequest, shadowsOf, trace } from './index.ts'

function ask(url: string, headers = '') {
  const { request } = parseRequest({ url, headers, source: '10.0.0.1' })
  if (request === null) throw new Error(url)
  return request
}

const pod = (name: string, isReady: boolean) => ({ address: '10.1.0.1', port: 8080, pod: name, isReady })
const root = ['URL STARTS_WITH /']
const services = [
  { name: 'blue', namespace: 'web', port: 80, weight: 75 },
  { name: 'green', namespace: 'web', port: 80, weight: 25 },
]
const weighted = alb([rule('r', root, { serviceGroup: { services, session_affinity_policy: 'cookie' } })])

test('services have their share of the requests and their pods', () => {
  const endpoints: EndpointsOf = ({ name }) => [pod(`${name}-1`, name === 'blue')]
  const found = trace(weighted, ask('http://a.com/'), endpoints)
  expect(found).toMatchObject({ ending: 'forwarded', code: null, isCertain: true })
  expect(found.shares).toMatchObject([
    { service: { name: 'blue' }, percent: 75, endpoints: [{ pod: 'blue-1', isReady: true }] },
    { service: { name: 'green' }, percent: 25, endpoints: [{ pod: 'green-1', isReady: false }] },
  ])
  const { action } = found.route ?? {}
  expect(action).toMatchObject({ group: { affinity: 'cookie', affinityKey: 'JSESSIONID' } })
})

test('without a ready pod the balancer says InvalidBalancer, and ingress-nginx 503', () => {
  const none: EndpointsOf = () => [pod('p', false)]
  expect(trace(weighted, ask('http://a.com/'), none)).toMatchObject({
    ending: 'no-endpoint',
    code: 500,
    codeReason: 'InvalidBalancer',
  })
  const router = nginx(ingress('i', { 'a.com': ['Prefix / shop'] }))
  expect(trace(router, ask('http://a.com/'), none)).toMatchObject({ ending: 'no-endpoint', code: 503 })
  expect(trace(router, ask('http://a.com/'), () => null)).toMatchObject({ ending: 'forwarded' })
})

test('no rule: 404 with InvalidUpstream', () => {
  const found = trace(alb([rule('r', ['URL EQ /a'])]), ask('http://a.com/b'))
  expect(found).toMatchObject({ ending: 'no-route', code: 404, codeReason: 'InvalidUpstream' })
})

test('why not says the condition and what the request has', () => {
  const { others } = trace(alb([rule('r', ['HEADER:version IN 1 2'])]), ask('http://a.com/', 'version: 3'))
  expect(others).toMatchObject([
    { why: { reason: 'not-matched', verdict: { failed: { condition: { key: 'version' }, subject: '3' } } } },
  ])
})

test('headers that are changed, of CORS and of annotations', () => {
  const annotations = {
    'alb.rule.cpaas.io/rewrite-request':
      '{"headers_var":{"x-my-host":"http_host"},"headers_remove":["x-old"]}',
    'alb.rule.cpaas.io/rewrite-response':
      '{"headers":{"Strict-Transport-Security":"max-age=1"},"headers_add":{"a":["b","c"]}}',
  }
  const router = alb([rule('r', root, { enableCORS: true, corsAllowOrigin: 'https://b.com' }, annotations)])
  const { requestHeaders, responseHeaders } = trace(router, ask('http://a.com/'))
  expect(requestHeaders).toEqual([
    { verb: 'set', name: 'x-my-host', value: '$http_host' },
    { verb: 'remove', name: 'x-old', value: '' },
  ])
  expect(responseHeaders).toHaveLength(7)
  expect(responseHeaders[0]).toEqual({
    verb: 'set',
    name: 'Access-Control-Allow-Origin',
    value: 'https://b.com',
  })
})

test('the certificate of the name, of a star, and of the port', () => {
  const on = { on: 443 }
  const router = alb(
    [
      rule('a', ['URL EQ /a'], { ...on, domain: 'a.com', certificate_name: 'web_a' }),
      rule('w', ['URL EQ /b'], { ...on, domain: '*.a.com', certificate_name: 'web/wild' }),
      rule('r', root, on),
    ],
    [port(443, { certificate_name: 'web/port' })],
  )
  const shown = (url: string) => trace(router, ask(url)).certificate
  expect(shown('https://a.com/')).toBe('web/a')
  expect(shown('https://x.a.com/')).toBe('web/wild')
  expect(shown('https://x.y.a.com/')).toBe('web/port')
  expect(shown('https://10.0.0.1/')).toBe('web/port')
})

test('a rule of an Ingress says which', () => {
  const source = { type: 'ingress', namespace: 'web', name: 'shop' }
  const marks = {
    'alb2.cpaas.io/source-ingress-rule-index': '0',
    'alb2.cpaas.io/source-ingress-path-index': '2',
  }
  const { route } = trace(alb([rule('r', root, { source }, marks)]), ask('http://a.com/'))
  expect(route).toMatchObject({ origin: { kind: 'Ingress', namespace: 'web', name: 'shop' }, index: '0-2' })
})

test('what hides a rule is named', () => {
  const router = alb([
    rule('all', ['HOST EQ a.com'], { priority: 1 }),
    rule('part', ['HOST EQ a.com', 'URL EQ /x']),
    rule('wide', ['HOST IN a.com b.com']),
    rule('wild', ['HOST ENDS_WITH *.c.com']),
    rule('none', null),
    rule('net', ['SRC_IP RANGE 10.0.0.0 10.0.0.255', 'HOST EQ d.com'], { priority: 2 }),
    rule('sub', ['SRC_IP RANGE 10.0.0.5 10.0.0.99', 'HOST EQ d.com', 'METHOD EQ GET']),
    rule('regex', ['URL REGEX ^/(x|y)', 'HOST EQ e.com'], { priority: 3 }),
    rule('same', ['URL REGEX ^/(x|y)', 'HOST EQ e.com'], { priority: 4 }),
  ])
  const routes = router.listeners[0]?.routes ?? []
  const shadows = Object.fromEntries(shadowsOf(routes).map((shadow, at) => [routes[at]?.id, shadow]))
  const place = (id: string) => routes.findIndex((route) => route.id === id)
  expect(shadows).toEqual({
    all: { state: 'reachable' },
    part: { state: 'unreachable', by: place('all') },
    wide: { state: 'overlapped', by: [place('all'), place('part')] },
    wild: { state: 'reachable' },
    none: { state: 'unused' },
    net: { state: 'reachable' },
    sub: { state: 'unreachable', by: place('net') },
    regex: { state: 'reachable' },
    same: { state: 'unreachable', by: place('regex') },
  })
})

test('objects of any shape make a router', () => {
  const odd = { apiVersion: 'v1', kind: 'X', metadata: { name: 'x', namespace: 'cpaas-system' } }
  const router = alb(
    [{ ...odd, ...{ spec: 'no' } }, rule('r', root, { serviceGroup: 7 })],
    [port(80), { ...odd, ...{ spec: [] } }],
  )
  expect(trace(router, ask('http://a.com/'))).toMatchObject({ ending: 'no-endpoint', route: { id: 'r' } })
  expect(nginx({ ...odd, ...{ spec: { rules: [7, { http: { paths: 'x' } }] } } }).listeners).toHaveLength(2)
  expect(backend('x')).toBeDefined()
})
