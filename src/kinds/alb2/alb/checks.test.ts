import { expect, test } from 'vitest'
import { formatFieldPath } from '../../../k8s/fieldpath.ts'
import type { KubeObject } from '../../../k8s/objects.ts'
import { asFields } from '../../../k8s/shape.ts'
import { type TestWorld, testWorld } from '../../testing/world.ts'
import { removalOf } from '../removal.ts'
import { template } from '../template.ts'
import { interruptionsOf } from '../usage.ts'
import { albChecks } from './checks.ts'

const object = (apiVersion: string, kind: string, name: string, more: object, meta: object = {}) =>
  ({ apiVersion, kind, metadata: { name, ...meta }, ...more }) as KubeObject

const home = { namespace: 'cpaas-system' }
const start = asFields(asFields(template(home)).spec)
const config = asFields(start.config)

/** A load balancer in order, with these settings instead of its own. */
function alb(name: string, given: object = {}, spec: object = {}): KubeObject {
  const whole = { ...config, nodeSelector: { role: 'infra' }, enableIngress: 'false', ...given }
  return object(
    'crd.alauda.io/v2beta1',
    'ALB2',
    name,
    { spec: { ...start, address: '10.0.0.9', ...spec, config: whole } },
    home,
  )
}

const node = (name: string, labels: object) => object('v1', 'Node', name, {}, { labels })
const port = (owner: string, number: number, spec: object = {}) =>
  object(
    'crd.alauda.io/v1',
    'Frontend',
    `${owner}-${String(number).padStart(5, '0')}`,
    { spec: { port: number, protocol: 'http', ...spec } },
    { ...home, labels: { 'alb2.cpaas.io/name': owner } },
  )
const ruleOf = (owner: string, name: string, spec: object = {}) =>
  object('crd.alauda.io/v1', 'Rule', name, { spec }, { ...home, labels: { 'alb2.cpaas.io/name': owner } })
const secret = object('v1', 'Secret', 'example-com', {}, home)
const project = (name: string) => object('auth.alauda.io/v1', 'Project', name, {})

const usual = [
  node('infra-1', { role: 'infra' }),
  node('infra-2', { role: 'infra' }),
  node('worker-1', { role: 'worker' }),
  project('shop'),
  project('media'),
  secret,
]

function findingsOf(typed: KubeObject, given: TestWorld = {}) {
  const world = testWorld({ ...given, objects: [...usual, ...(given.objects ?? [])] })
  return albChecks.flatMap((check) => check(typed, world))
}

const said = (...given: Parameters<typeof findingsOf>) =>
  findingsOf(...given).map(
    ({ id, path, severity }) => `${severity} ${id.split('/').at(-1)} ${formatFieldPath(path)}`,
  )

test('what is in order has nothing wrong with it', () => expect(said(alb('new'))).toEqual([]))

test.each([
  ['1st', 'name-invalid'],
  ['With', 'name-invalid'],
  ['end-', 'name-invalid'],
  ['a'.repeat(55), 'name-long'],
])('the name %s', (name, id) => expect(said(alb(name))).toContain(`error ${id} metadata.name`))

test('it has to be reached somewhere', () => {
  const of = (address: string, given: object = {}) => said(alb('new', given, { address }))
  expect(of('')).toEqual(['error address-missing spec.address'])
  expect(of('lb.example.com,2001:db8::1')).toEqual([])
  expect(of('10.0.0.1,')).toEqual(['error address-empty spec.address[1]'])
  expect(of('10.0.0.300')).toEqual(['error address-invalid spec.address[0]'])
  expect(of('a_b,c.example.com,c.example.com')).toEqual([
    'error address-invalid spec.address[0]',
    'warning address-twice spec.address[2]',
  ])
  const container = { networkMode: 'container', vip: { enableLbSvc: true } }
  expect(of('', container)).toEqual([])
})

test('a Service may be added and not be taken away', () => {
  const withIt = { vip: { enableLbSvc: true } }
  const saved = { objects: [alb('there', withIt)] }
  expect(said(alb('there'), saved)).toEqual(['error service-off spec.config.vip.enableLbSvc'])
  expect(said(alb('there', withIt), saved)).toEqual([])
  expect(said(alb('there', withIt), { objects: [alb('there')] })).toEqual([])
})

test('nodes have to be there, as many as there are replicas', () => {
  const of = (given: object, more: TestWorld = {}) => said(alb('new', given), more)
  expect(of({ replicas: 2 })).toEqual([])
  expect(of({ replicas: 3 })).toEqual(['warning nodes-few spec.config.nodeSelector'])
  expect(of({ nodeSelector: { role: 'none' } })).toEqual(['warning nodes-none spec.config.nodeSelector'])
  expect(of({ nodeSelector: {} })).toEqual(['warning labels-none spec.config.nodeSelector'])
  expect(of({ replicas: 3 }, { availability: { Node: 'refused' } })).toEqual([])
  expect(of({ replicas: 0 })).toContain('error replicas-invalid spec.config.replicas')
  const container = { networkMode: 'container', vip: { enableLbSvc: true }, nodeSelector: {}, replicas: 2 }
  expect(of(container)).toEqual([])
})

test('those that keep away from each other share out the nodes', () => {
  const other = alb('other', { replicas: 2 })
  expect(said(alb('new', { replicas: 1 }), { objects: [other] })).toEqual([
    'warning nodes-shared spec.config.nodeSelector',
  ])
  const elsewhere = alb('other', { replicas: 1, nodeSelector: { role: 'worker' } })
  expect(said(alb('new', { replicas: 2 }), { objects: [elsewhere] })).toEqual([])
})

test('two that may meet on a node do not listen on the same port', () => {
  const other = alb('other', { antiAffinityKey: 'other', metricsPort: 1937 })
  const ports = [port('other', 8080), port('new', 8080), port('new', 8081), port('other', 8082)]
  const [found] = findingsOf(alb('new'), { objects: [other, ...ports] })
  expect(found).toMatchObject({
    id: 'alb2/ports-conflict',
    text: { values: { name: 'other', ports: '8080', nodes: 'infra-1, infra-2' } },
  })
  const away = alb('other', { antiAffinityKey: 'other', nodeSelector: { role: 'worker' } })
  expect(said(alb('new'), { objects: [away, ...ports] })).toEqual([])
  // Both answer health checks on the same port unless one is told otherwise.
  const silent = alb('other', { antiAffinityKey: 'other' })
  expect(said(alb('new'), { objects: [silent] })).toEqual(['warning ports-conflict spec.config.nodeSelector'])
})

test('amounts are amounts, and not less than what is meant', () => {
  const of = (resources: object) => said(alb('new', { resources }))
  expect(of({ limits: { cpu: '100m' } })).toEqual(['warning limit-small spec.config.resources.limits.cpu'])
  expect(of({ alb: { limits: { memory: 'much' } } })).toEqual([
    'error memory-invalid spec.config.resources.alb.limits.memory',
  ])
  expect(of({ limits: { cpu: '1' }, requests: { cpu: '1500m' } })).toEqual([
    'error request-large spec.config.resources.requests.cpu',
  ])
})

test('a specification is meant for a size of the cluster, and for a number of replicas', () => {
  const many = Array.from({ length: 3 }, (_, at) => node(`more-${at}`, {}))
  expect(said(alb('new'), { objects: many })).toEqual(['info size-small spec.config.resources'])
  const medium = { cpu: '2', memory: '1Gi' }
  const resources = { limits: medium, requests: medium, alb: { limits: medium, requests: medium } }
  expect(said(alb('new', { resources, replicas: 2 }))).toEqual(['info replicas-few spec.config.replicas'])
})

type Share = readonly [ports: unknown, ...projects: string[]]

const shares = (...list: readonly Share[]) => ({
  projects: undefined,
  enablePortProject: true,
  portProjects: JSON.stringify(list.map(([ports, ...projects]) => ({ port: ports, projects }))),
})

test('ranges of ports do not meet', () => {
  const of = (...list: readonly Share[]) => said(alb('new', shares(...list)))
  const at = (index: number) => `spec.config.portProjects[${index}]`
  expect(of(['80-90', 'shop'], ['91-100', 'media'])).toEqual([])
  expect(of(['80-90', 'shop'], ['90', 'media'])).toEqual([`error ports-overlap ${at(1)}`])
  expect(of(['80-90', 'shop'], ['90-95', 'shop'])).toEqual([`info ports-twice ${at(1)}`])
  expect(of(['90-80', 'shop'])).toEqual([`error ports-invalid ${at(0)}`])
  expect(of([80, 'shop'])).toEqual([`error ports-number ${at(0)}`])
  expect(of(['', 'shop'])).toEqual([`error ports-empty ${at(0)}`])
  expect(of(['80'])).toEqual([`error ports-nobody ${at(0)}`])
  expect(of(['29999-30001', 'shop'])).toEqual([`warning ports-node ${at(0)}`])
  expect(of(['1900-2000', 'shop'])).toEqual([`info ports-reserved ${at(0)}`])
  expect(of(['80', 'nobody'])).toEqual([`warning project-unknown ${at(0)}`])
  expect(of()).toEqual(['info ports-none spec.config.enablePortProject'])
  const broken = { ...shares(), portProjects: '{' }
  expect(said(alb('new', broken))).toEqual(['error ports-text spec.config.portProjects'])
})

test('ports that are in use stay in a range', () => {
  const made = port('new', 443, { source: { type: 'ingress', namespace: 'shop', name: 'front' } })
  const [found] = findingsOf(alb('new', shares(['80-90', 'shop'])), {
    objects: [port('new', 85), port('new', 91), made],
  })
  expect(found).toMatchObject({ id: 'alb2/ports-lost', text: { values: { ports: '91' } } })
})

test('projects have to be there, as far as anybody knows', () => {
  const of = (projects: readonly string[], given: TestWorld = {}) => said(alb('new', { projects }), given)
  expect(of(['shop', 'nobody'])).toEqual(['warning project-unknown spec.config.projects[1]'])
  expect(of(['nobody'], { availability: { Project: 'refused' } })).toEqual([])
  expect(of(['ALL_ALL', 'shop'])).toEqual(['info project-among-all spec.config.projects[1]'])
  expect(said(alb('new', { ...shares(['80', 'shop']), projects: ['shop'] }))).toEqual([
    'warning projects-unused spec.config.projects',
  ])
  expect(said(alb('new', { portProjects: '[{"port":"80","projects":["shop"]}]' }))).toEqual([
    'warning ports-unused spec.config.portProjects',
  ])
})

test('the default certificate has to be there', () => {
  const of = (defaultSSLStrategy: string, defaultSSLCert?: string) =>
    said(alb('new', { defaultSSLStrategy, ...(defaultSSLCert !== undefined && { defaultSSLCert }) }))
  const at = 'spec.config.defaultSSLCert'
  expect(of('Always', 'cpaas-system/example-com')).toEqual([])
  expect(of('Both', 'cpaas-system/gone')).toEqual([`warning certificate-unknown ${at}`])
  expect(of('Always')).toEqual([`error certificate-missing ${at}`])
  expect(of('Always', 'cpaas-system_example-com')).toEqual([`error certificate-place ${at}`])
  expect(of('Never', 'cpaas-system/example-com')).toEqual([`info certificate-unused ${at}`])
  expect(of('Sometimes')).toEqual(['error strategy spec.config.defaultSSLStrategy'])
})

test('blocks that ports and rules inherit are complete', () => {
  const of = (given: object) => said(alb('new', given))
  expect(of({ otel: { exporter: { collector: { address: 'jaeger' } } } })).toEqual([
    'error enable spec.config.otel.enable',
    'error needs-request_timeout spec.config.otel.exporter.collector.request_timeout',
    'error url spec.config.otel.exporter.collector.address',
  ])
  expect(
    of({ otel: { enable: true, sampler: { name: 'trace_id_ratio', options: { fraction: 0.1 } } } }),
  ).toEqual(['error fraction-text spec.config.otel.sampler.options.fraction'])
  expect(of({ auth: { basic: { auth_type: 'digest', secret: 'auth' } } })).toEqual([
    'error place spec.config.auth.basic.secret',
    'error auth-type spec.config.auth.basic.auth_type',
  ])
  expect(of({ modsecurity: { enable: true, cmRef: 'cpaas-system/waf' } })).toEqual([
    'error cm-ref spec.config.modsecurity.cmRef',
  ])
  expect(of({ enableIPV6: false })).toEqual(['error flag-text spec.config.enableIPV6'])
  expect(of({ bindNIC: { nic: ['eth0'] } })).toEqual(['error nic-text spec.config.bindNIC'])
})

test('only what its pods are made from interrupts', () => {
  const world = testWorld()
  const before = alb('there')
  const of = (given: object) => interruptionsOf(before, alb('there', given), world).length
  expect(of({})).toBe(0)
  expect(of({ projects: ['shop'], defaultSSLStrategy: 'Both', otel: { enable: true } })).toBe(0)
  expect(of({ replicas: 2 })).toBe(1)
  expect(of({ vip: { enableLbSvc: true } })).toBe(1)
  expect(of({ nodeSelector: {} })).toBe(1)
  expect(interruptionsOf(null, before, world)).toEqual([])
  const annotations = { 'alb.cpaas.io/toleration': '[]' }
  const tolerant = { ...before, metadata: { ...before.metadata, annotations } }
  expect(interruptionsOf(before, tolerant, world)).toHaveLength(1)
})

test('its own ports and rules go with it, and those of no other', () => {
  const objects = [
    port('there', 443),
    port('there', 80),
    port('other', 80),
    ruleOf('there', 'r1'),
    ruleOf('other', 'r2'),
  ]
  const found = removalOf(alb('there'), testWorld({ objects }))
  expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'Frontend there-00080',
    'Frontend there-00443',
    'Rule r1',
  ])
})
