import { expect, test } from 'vitest'
import { formatFieldPath } from '../../../k8s/fieldpath.ts'
import type { KubeObject } from '../../../k8s/objects.ts'
import { asFields } from '../../../k8s/shape.ts'
import { type TestWorld, testWorld } from '../../testing/world.ts'
import { isLentTo } from '../lending.ts'
import { keptBy, removalOf } from '../removal.ts'
import { interruptionsOf } from '../usage.ts'
import { frontendChecks } from './checks.ts'

const home = 'cpaas-system'
const object = (apiVersion: string, kind: string, name: string, more: object, meta: object = {}) =>
  ({ apiVersion, kind, metadata: { name, namespace: home, ...meta }, ...more }) as KubeObject

const balancer = (name: string, config: object) =>
  object('crd.alauda.io/v2beta1', 'ALB2', name, { spec: { config: { enableIngress: 'false', ...config } } })

const shares = JSON.stringify([
  { port: '5400-5499', projects: ['payments'] },
  { port: '8800-8899', projects: ['media'] },
  { port: '9000', projects: ['ALL_ALL'] },
])

const usual = [
  balancer('edge', {
    projects: ['shop', 'payments'],
    nodeSelector: { role: 'infra' },
    antiAffinityKey: 'edge',
  }),
  balancer('public', { networkMode: 'container', projects: ['ALL_ALL'], enableIngress: 'true' }),
  balancer('secure', {
    projects: ['ALL_ALL'],
    defaultSSLStrategy: 'Always',
    defaultSSLCert: 'a/b',
    nodeSelector: { role: 'none' },
  }),
  balancer('streams', {
    enablePortProject: true,
    portProjects: shares,
    nodeSelector: { role: 'infra' },
    antiAffinityKey: 'streams',
  }),
  object('v1', 'Node', 'infra-1', {}, { labels: { role: 'infra' } }),
  object('v1', 'Namespace', 'media-prod', {}, { labels: { 'cpaas.io/project': 'media' } }),
  object('v1', 'Service', 'web', { spec: { ports: [{ port: 80 }] } }, { namespace: 'shop-prod' }),
]

const group = { services: [{ namespace: 'shop-prod', name: 'web', port: 80, weight: 100 }] }

/** A port in order, with these fields instead of its own. */
function port(of: string, number: unknown, spec: object = {}, meta: object = {}): KubeObject {
  return object(
    'crd.alauda.io/v1',
    'Frontend',
    `${of}-${String(number).padStart(5, '0')}`,
    { spec: { port: number, protocol: 'http', backendProtocol: 'http', serviceGroup: group, ...spec } },
    { labels: { 'alb2.cpaas.io/name': of, ...asFields(asFields(meta).labels) } },
  )
}

function said(typed: unknown, given: TestWorld = {}) {
  const world = testWorld({ ...given, objects: [...usual, ...(given.objects ?? [])] })
  return frontendChecks
    .flatMap((check) => check(typed, world))
    .map(({ id, path, severity }) => `${severity} ${id.split('/')[1]} ${formatFieldPath(path)}`)
}

test('what is in order has nothing wrong with it', () => expect(said(port('edge', 80))).toEqual([]))

test.each([
  [0, 'error port-range'],
  [65536, 'error port-range'],
  ['http', 'error port-range'],
  [29999, null],
  [30000, 'error port-range'],
  [32767, 'error port-range'],
  [32768, null],
  [1936, 'error port-reserved'],
  [11782, 'error port-reserved'],
  [undefined, 'error port-missing'],
])('the port %s', (number, finding) => {
  const typed = port('edge', number)
  const ofPort = said(typed).filter((text) => text.includes(' spec.port'))
  expect(ofPort).toEqual(finding === null ? [] : [`${finding} spec.port`])
})

test('a load balancer gives its metrics on a port of its own', () => {
  const objects = [balancer('other', { metricsPort: 1999, nodeSelector: { role: 'x' } })]
  expect(said(port('other', 1999), { objects })).toEqual(['error port-metrics spec.port'])
})

test('one port of a load balancer and transport', () => {
  const there = { ...port('edge', 80), metadata: { ...port('edge', 80).metadata, name: 'edge-other' } }
  const objects = [there]
  expect(said(port('edge', 80), { objects })).toEqual(['error port-taken spec.port'])
  expect(said(port('edge', 80, { protocol: 'tcp' }), { objects })).toContain('error port-taken spec.port')
  expect(said(port('edge', 80, { protocol: 'udp' }), { objects })).not.toContain('error port-taken spec.port')
})

test('the name is that of load balancer and port', () => {
  const named = (name: string) => {
    const typed = port('edge', 80)
    return said({ ...typed, metadata: { ...typed.metadata, name } })
  }
  expect(named('edge-80')).toEqual(['warning name-odd metadata.name'])
  expect(named('')).toEqual(['error name-missing metadata.name'])
})

test('port and load balancer of one that is there stay', () => {
  const objects = [port('edge', 80)]
  const typed = { ...port('edge', 81), metadata: port('edge', 80).metadata }
  expect(said(typed, { objects })).toEqual(['error port-fixed spec.port'])
})

test('a project has the ports of its ranges and no others', () => {
  const of = (number: number, project: string | null) =>
    said(port('streams', number), { project }).filter((text) => text.includes('spec.port'))
  expect(of(5432, 'payments')).toEqual([])
  expect(of(9000, 'payments')).toEqual([])
  expect(of(8890, 'payments')).toEqual(['error port-outside spec.port'])
  expect(of(81, 'payments')).toEqual(['error port-outside spec.port'])
  expect(of(81, null)).toEqual(['warning port-nobody spec.port'])
  expect(of(5432, null)).toEqual([])
})

test('the ports that are made for Ingresses', () => {
  expect(said(port('public', 80))).toEqual(['info port-ingresses spec.port'])
  expect(said(port('public', 443, { protocol: 'http' }))).toEqual([
    'warning port-ingresses-protocol spec.port',
  ])
  expect(said(port('edge', 80))).toEqual([])
})

test('two load balancers on one node', () => {
  const objects = [port('streams', 9000, { protocol: 'tcp' })]
  expect(said(port('edge', 9000), { objects })).toEqual(['warning port-elsewhere spec.port'])
  const met = { ...port('edge', 9000), status: { instances: { 'infra-1/edge-0': { conflict: true } } } }
  expect(said(met, { objects })).toEqual(['warning port-conflict spec.port'])
})

test('TCP and UDP on the container network', () => {
  const objects = [port('public', 53, { protocol: 'udp' })]
  expect(said(port('public', 8080), { objects })).toEqual(['info transports-mixed spec.protocol'])
})

test('protocols that the load balancer does not know', () => {
  const of = (protocol: string) => said(port('edge', 81, { protocol })).map((text) => text.split(' ')[1])
  expect(of('grpcs')).toContain('protocol-grpcs')
  expect(of('HTTP')).toContain('protocol-unknown')
  expect(of('')).toContain('protocol-missing')
  expect(said(port('edge', 81, { protocol: 'grpc', backendProtocol: 'grpc' }))).toEqual([])
})

test('HTTPS needs a certificate, unless its load balancer has one for all', () => {
  const https = { protocol: 'https' }
  expect(said(port('edge', 8443, https))).toEqual(['error certificate-needed spec.certificate_name'])
  expect(said(port('secure', 8443, https))).toEqual([])
  expect(said(port('edge', 8443, { ...https, certificate_name: 'a/gone' }))).toEqual([
    'warning certificate-unknown spec.certificate_name',
  ])
  expect(said(port('edge', 81, { certificate_name: 'a/b' }))).toEqual([
    'warning certificate-idle spec.certificate_name',
  ])
})

test('streams need a service group, and cannot be redirected', () => {
  const none = { protocol: 'tcp', backendProtocol: undefined, serviceGroup: { services: [] } }
  expect(said(port('edge', 81, none))).toEqual(['error group-needed spec.serviceGroup.services'])
  expect(said(port('edge', 81, { serviceGroup: { services: [] } }))).toEqual([])
  const sent = { protocol: 'tcp', config: { redirect: { url: 'https://a' } } }
  expect(said(port('edge', 81, sent))).toEqual(['warning redirect-stream spec.config.redirect'])
})

test('keepalive is told in times and counts', () => {
  const of = (keepalive: object) => said(port('edge', 81, { config: { keepalive } }))
  expect(of({ http: { timeout: '75s', requests: 1000 }, tcp: { idle: '1h30m', count: 3 } })).toEqual([])
  expect(of({ http: { timeout: 'long', requests: 0 } })).toEqual([
    'error time spec.config.keepalive.http.timeout',
    'error count spec.config.keepalive.http.requests',
  ])
})

test('a project sees the ports of its load balancers, and of shared ones its own', () => {
  const world = testWorld({ objects: usual })
  const marked = port('streams', 5432, {}, { labels: { 'project.cpaas.io/payments': 'true' } })
  expect(isLentTo(port('edge', 80), 'shop', world)).toBe(true)
  expect(isLentTo(port('edge', 80), 'media', world)).toBe(false)
  expect(isLentTo(port('public', 80), 'media', world)).toBe(true)
  expect(isLentTo(marked, 'payments', world)).toBe(true)
  expect(isLentTo(marked, 'media', world)).toBe(false)
  // Before its leader has marked it, the range tells.
  expect(isLentTo(port('streams', 8890), 'media', world)).toBe(true)
  expect(isLentTo(port('streams', 8890), 'payments', world)).toBe(false)
  expect(isLentTo(port('streams', 9000), 'shop', world)).toBe(true)
  // Of a load balancer that cannot be read, only what is marked.
  expect(isLentTo(port('unknown', 80), 'shop', world)).toBe(false)
})

test('a port that was given to a project is the administrator’s to take away', () => {
  const of = (of: string, project: string | null) =>
    keptBy(port(of, 9000), testWorld({ objects: usual, project }))
  expect(of('streams', 'shop')).toEqual({ key: 'frontend:kept' })
  expect(of('streams', null)).toBeNull()
  expect(of('edge', 'shop')).toBeNull()
})

test('its rules go with it, and no others', () => {
  const rule = (name: string, of: string) =>
    object('crd.alauda.io/v1', 'Rule', name, {}, { labels: { 'alb2.cpaas.io/frontend': of } })
  const world = testWorld({
    objects: [rule('a', 'edge-00080'), rule('b', 'edge-00443'), rule('c', 'edge-00080')],
  })
  expect(removalOf(port('edge', 80), world).map(({ name }) => name)).toEqual(['a', 'c'])
})

test('another protocol cuts off who is connected', () => {
  const [http, https] = [port('edge', 80), port('edge', 80, { protocol: 'https' })]
  expect(interruptionsOf(http, https)).toEqual([{ key: 'frontend:interrupts' }])
  expect(interruptionsOf(http, port('edge', 80, { serviceGroup: {} }))).toEqual([])
  expect(interruptionsOf(null, http)).toEqual([])
})
