import { expect, test } from 'vitest'
import { formatFieldPath } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { type TestWorld, testWorld } from '../testing/world.ts'
import { certificateFindings } from './check-certificate.ts'
import { configFindings } from './check-config.ts'
import { groupFindings } from './check-group.ts'
import { groupIn, percentText, withAffinity, withEqualWeights } from './group.ts'
import { certificateIn } from './spec.ts'

const object = (kind: string, place: string, more: object = {}, meta: object = {}) => {
  const [namespace = '', name = ''] = place.split('/')
  return { apiVersion: 'v1', kind, metadata: { namespace, name, ...meta }, ...more } as unknown as KubeObject
}
const namespace = (name: string, project: string) =>
  object('Namespace', `/${name}`, {}, { labels: { 'cpaas.io/project': project } })
const service = (place: string, ...ports: readonly object[]) => object('Service', place, { spec: { ports } })

const objects = [
  namespace('shop-prod', 'shop'),
  namespace('media-prod', 'media'),
  service('shop-prod/web', { port: 80 }, { port: 53, protocol: 'UDP' }),
  service('shop-prod/cart', { port: 9000 }),
  service('media-prod/encoder', { port: 8890 }),
]

const member = (place: string, port: unknown = 80, weight: unknown = 100) => {
  const [at = '', name = ''] = place.split('/')
  return { namespace: at, name, port, weight }
}
const group = (...services: readonly object[]) => ({ spec: { serviceGroup: { services } } })

type Ask = Parameters<typeof groupFindings>[2]

function said(typed: object, ask: Partial<Ask> = {}, world: TestWorld = {}) {
  const all = testWorld({ ...world, objects: [...objects, ...(world.objects ?? [])] })
  return groupFindings(typed, all, { isNeeded: false, projects: null, ...ask }).map(
    ({ id, path, severity }) => `${severity} ${id.split('/')[1]} ${formatFieldPath(path)}`,
  )
}

const at = (rest: string) => `spec.serviceGroup.services[0]${rest}`

test('a group that is in order has nothing wrong with it', () => {
  expect(said(group(member('shop-prod/web'), member('shop-prod/cart', 9000)))).toEqual([])
  expect(said({ spec: {} })).toEqual([])
})

test.each([
  ['no Service where one is needed', {}, { isNeeded: true }, 'error group-needed spec.serviceGroup.services'],
  ['an unknown Service', group(member('shop-prod/gone')), {}, `warning service-unknown ${at('.name')}`],
  ['an unknown port', group(member('shop-prod/web', 81)), {}, `warning port-unknown ${at('.port')}`],
  [
    'a port that is none',
    group(member('shop-prod/web', 'http')),
    {},
    `error member-port-number ${at('.port')}`,
  ],
  ['no port', group(member('shop-prod/web', '')), {}, `error member-port ${at('.port')}`],
  ['a weight of 101', group(member('shop-prod/web', 80, 101)), {}, `error weight-range ${at('.weight')}`],
  [
    'a Service of another project',
    group(member('media-prod/encoder', 8890)),
    { projects: ['shop'] },
    `warning service-others ${at('.namespace')}`,
  ],
  [
    'TCP where a Service has UDP',
    group(member('shop-prod/web', 53)),
    { transport: 'TCP' as const },
    `warning port-transport ${at('.port')}`,
  ],
])('%s', (_, typed, ask, finding) => {
  expect(said(typed, ask)).toEqual(finding === null ? [] : [finding])
})

test('a weight that is not there is 0', () => {
  const { weight: _, ...light } = member('shop-prod/web')
  expect(said(group(light, member('shop-prod/cart', 9000)))).toEqual([
    `warning weight-missing ${at('.weight')}`,
  ])
  const none = group(member('shop-prod/web', 80, 0), member('shop-prod/cart', 9000, 0))
  expect(said(none)).toEqual(['error weights-none spec.serviceGroup.services'])
})

test('every project may take Services of a port that is for all', () => {
  expect(said(group(member('media-prod/encoder', 8890)), { projects: ['ALL_ALL'] })).toEqual([])
})

test('of what may not be read nothing is said to be missing', () => {
  const world: TestWorld = { project: 'shop' }
  expect(said(group(member('media-prod/gone')), {}, world)).toEqual([])
  expect(said(group(member('shop-prod/gone')), {}, { availability: { Service: 'refused' } })).toEqual([])
})

test('what the documents call EWMA, and what the load balancer makes of it', () => {
  const of = (policy: string, more: object = {}, ask: Partial<Ask> = {}) =>
    said({ spec: { serviceGroup: { session_affinity_policy: policy, ...more } } }, ask).map(
      (text) => text.split(' ')[1],
    )
  expect(of('')).toEqual([])
  expect(of('rr')).toEqual([])
  expect(of('ewma')).toEqual(['affinity-ewma'])
  expect(of('sticky')).toEqual(['affinity-unknown'])
  expect(of('header')).toEqual(['affinity-header'])
  expect(of('header', { session_affinity_attribute: 'X-User' })).toEqual([])
  expect(of('cookie')).toEqual([])
  expect(of('cookie', {}, { hasAffinity: false })).toEqual(['affinity-grpc'])
})

test('shares are those of the weights as the load balancer cuts them', () => {
  const percents = (...weights: readonly unknown[]) =>
    groupIn(group(...weights.map((weight) => member('a/b', 80, weight)))).members.map(({ percent }) =>
      percentText(percent),
    )
  expect(percents(100)).toEqual(['100%'])
  expect(percents(100, 100, 100)).toEqual(['33.3%', '33.3%', '33.3%'])
  expect(percents(90, 10)).toEqual(['90%', '10%'])
  expect(percents(300, 100)).toEqual(['50%', '50%'])
  expect(percents(0, 0)).toEqual(['0%', '0%'])
})

const yaml = `spec:
  serviceGroup:
    session_affinity_policy: cookie # who comes again
    session_affinity_attribute: SID
    services:
      - {name: web, namespace: a, port: 80, weight: 90}
      - {name: next, namespace: a, port: 80, weight: 10}
`

test('another policy forgets the cookie and leaves the rest as it is written', () => {
  const { text } = withAffinity(parseManifest(yaml), 'sip-hash')
  expect(text).toContain('session_affinity_policy: sip-hash # who comes again')
  expect(text).not.toContain('SID')
})

test('going round gives everybody the same weight', () => {
  expect(groupIn(withEqualWeights(parseManifest(yaml)).value).isWeighted).toBe(false)
})

test('certificates are written in two ways', () => {
  expect(certificateIn('a/b')).toEqual({ namespace: 'a', name: 'b' })
  expect(certificateIn('a_b.example.com')).toEqual({ namespace: 'a', name: 'b.example.com' })
  expect(certificateIn('b')).toBeNull()
  expect(certificateIn('a/b_c')).toBeNull()
})

test('a certificate that is needed, unknown, or of another project', () => {
  const world = testWorld({ objects: [...objects, object('Secret', 'media-prod/tls')] })
  const of = (name: string, isNeeded = true) =>
    certificateFindings({ spec: { certificate_name: name } }, world, { isNeeded, projects: ['shop'] }).map(
      ({ id }) => id,
    )
  expect(of('')).toEqual(['alb/certificate-needed'])
  expect(of('', false)).toEqual([])
  expect(of('tls')).toEqual(['alb/certificate-place'])
  expect(of('shop-prod/tls')).toEqual(['alb/certificate-unknown'])
  expect(of('media-prod/tls')).toEqual(['alb/certificate-unreadable', 'alb/certificate-others'])
})

test('redirects and timeouts', () => {
  const of = (config: object) => configFindings({ ...config }).map(({ id }) => id)
  expect(of({ redirect: { scheme: 'https', code: 308 } })).toEqual([])
  expect(of({ redirect: { code: 308 } })).toEqual(['alb/redirect-nowhere'])
  expect(of({ redirect: { url: '/a', host: 'b' } })).toEqual(['alb/redirect-both'])
  expect(of({ redirect: { replace_prefix: '/a' } })).toEqual(['alb/redirect-prefix'])
  expect(of({ redirect: { scheme: 'ftp', code: 200, port: 0 } })).toEqual([
    'alb/redirect-code',
    'alb/redirect-port',
    'alb/redirect-scheme',
  ])
  expect(of({ timeout: { proxy_read_timeout_ms: 0 } })).toEqual(['alb/wait'])
  expect(of({ timeout: { proxy_read_timeout_ms: 5 } })).toEqual([])
})
