import { describe, expect, test } from 'vitest'
import { factsOf } from '../../k8s/cluster/facts.ts'
import { formatFieldPath } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { withFix } from '../../manifest/fix.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { checksOf } from '../checks.ts'
import { parts } from '../components.ts'
import { kinds } from '../index.ts'
import { type TestWorld, testWorld } from '../testing/world.ts'

const pod = (namespace: string, app: string, spec: object = {}) =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name: `${app}-1`, labels: { app } },
    spec: { containers: [{ name: 'main', ports: [{ name: 'https', containerPort: 8443 }] }], ...spec },
  }) as KubeObject
const namespace = (name: string, project: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name, 'cpaas.io/project': project } },
})

const objects = [
  namespace('pay', 'payments'),
  namespace('shop', 'shop'),
  pod('pay', 'api'),
  pod('pay', 'agent', { hostNetwork: true }),
  pod('shop', 'cart'),
]

const api = {
  NetworkPolicy: 'networking.k8s.io/v1',
  ClusterNetworkPolicy: 'policy.networking.k8s.io/v1alpha2',
}

type KindName = 'NetworkPolicy' | 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy' | 'ClusterNetworkPolicy'

function objectOf(kind: KindName, spec: object, metadata: object = {}): KubeObject {
  const name = kind === 'BaselineAdminNetworkPolicy' ? 'default' : 'own'
  const apiVersion =
    { ...api, AdminNetworkPolicy: '', BaselineAdminNetworkPolicy: '' }[kind] ||
    'policy.networking.k8s.io/v1alpha1'
  return {
    apiVersion,
    kind,
    metadata: { name, ...(kind === 'NetworkPolicy' && { namespace: 'pay' }), ...metadata },
    spec,
  } as KubeObject
}

function findingsOf(object: KubeObject, world: TestWorld = { objects }) {
  const kind = kinds.find((each) => each.kind === object.kind)
  if (kind === undefined) throw new Error(object.kind)
  return checksOf(kind).flatMap((check) => check(object, testWorld(world)))
}

/** `severity id path`, each. */
const said = (object: KubeObject, world?: TestWorld) =>
  findingsOf(object, world).map(
    ({ severity, id, path }) => `${severity} ${id.split('/')[1]} ${formatFieldPath(path)}`,
  )

const app = (name: string) => ({ matchLabels: { app: name } })
const fromCart = {
  namespaceSelector: { matchLabels: { 'cpaas.io/project': 'shop' } },
  podSelector: app('cart'),
}
const own = (rule: object, more: object = {}) =>
  objectOf('NetworkPolicy', { podSelector: app('api'), ingress: [rule], ...more })

type Case = readonly [what: string, faulty: KubeObject, finding: string, mended: KubeObject]

const block = (cidr: string, ...except: readonly string[]) => own({ from: [{ ipBlock: { cidr, except } }] })
const port = (value: object) => own({ from: [fromCart], ports: [value] })

const network: readonly Case[] = [
  [
    'selects nothing',
    objectOf('NetworkPolicy', { podSelector: app('gone') }),
    'warning selects-nothing spec.podSelector',
    objectOf('NetworkPolicy', { podSelector: app('api') }),
  ],
  [
    'selects pods in the network of their node',
    objectOf('NetworkPolicy', { podSelector: {} }),
    'warning host-network spec.podSelector',
    objectOf('NetworkPolicy', { podSelector: app('api') }),
  ],
  [
    'a peer says nothing',
    own({ from: [{}] }),
    'error peer-empty spec.ingress[0].from[0]',
    own({ from: [fromCart] }),
  ],
  ['no peer at all', own({}), 'info everybody-ingress spec.ingress[0]', own({ from: [fromCart] })],
  [
    'all namespaces, where the own one may be meant',
    own({ from: [{ namespaceSelector: {}, podSelector: app('api') }] }),
    'warning every-namespace spec.ingress[0].from[0].namespaceSelector',
    own({ from: [{ podSelector: app('api') }] }),
  ],
  [
    'all pods of the cluster',
    own({ from: [{ namespaceSelector: {} }] }),
    'warning every-pod spec.ingress[0].from[0].namespaceSelector',
    own({ from: [{ podSelector: {} }] }),
  ],
  [
    'a namespace that is not there',
    own({ from: [{ namespaceSelector: app('gone') }] }),
    'warning no-namespace spec.ingress[0].from[0].namespaceSelector',
    own({ from: [fromCart] }),
  ],
  [
    'a pod that is not there',
    own({ from: [{ podSelector: app('cart') }] }),
    'warning no-pod spec.ingress[0].from[0].podSelector',
    own({ from: [{ podSelector: app('api') }] }),
  ],
  ['no block', block(''), 'error block-missing spec.ingress[0].from[0].ipBlock.cidr', block('192.0.2.0/24')],
  [
    'no block but text',
    block('net'),
    'error block-invalid spec.ingress[0].from[0].ipBlock.cidr',
    block('::/0'),
  ],
  [
    'host bits',
    block('192.0.2.7/24'),
    'warning host-bits-refused spec.ingress[0].from[0].ipBlock.cidr',
    block('192.0.2.7/32'),
  ],
  [
    'what is left out is not in it',
    block('192.0.2.0/24', '192.0.3.0/28'),
    'error except-outside spec.ingress[0].from[0].ipBlock.except[0]',
    block('192.0.2.0/24', '192.0.2.16/28'),
  ],
  [
    'what is left out is all of it',
    block('192.0.2.0/24', '192.0.2.0/24'),
    'error except-outside spec.ingress[0].from[0].ipBlock.except[0]',
    block('192.0.2.0/24', '192.0.2.0/25'),
  ],
  [
    'a port name that no selected pod has',
    port({ port: 'metrics' }),
    'warning port-unknown spec.ingress[0].ports[0].port',
    port({ port: 'https' }),
  ],
  [
    'a port name of another protocol',
    port({ port: 'https', protocol: 'UDP' }),
    'warning port-unknown spec.ingress[0].ports[0].port',
    port({ port: 'https', protocol: 'TCP' }),
  ],
  [
    'no port number',
    port({ port: 70000 }),
    'error port-invalid spec.ingress[0].ports[0].port',
    port({ port: 65535 }),
  ],
  [
    'a range that ends before it begins',
    port({ port: 90, endPort: 80 }),
    'error range-reversed spec.ingress[0].ports[0].endPort',
    port({ port: 80, endPort: 90 }),
  ],
  [
    'an end alone',
    port({ endPort: 80 }),
    'error end-alone spec.ingress[0].ports[0].endPort',
    port({ port: 80, endPort: 80 }),
  ],
  [
    'a range of names',
    port({ port: 'a', endPort: 80 }),
    'error range-number spec.ingress[0].ports[0].port',
    port({}),
  ],
  [
    'an unknown protocol',
    port({ protocol: 'ICMP' }),
    'error protocol-unknown spec.ingress[0].ports[0]',
    port({ protocol: 'SCTP' }),
  ],
  [
    'rules that policyTypes leaves out',
    own({ from: [fromCart] }, { policyTypes: ['Egress'] }),
    'warning ignored-ingress spec.ingress',
    own({ from: [fromCart] }, { policyTypes: ['Ingress'] }),
  ],
  [
    'an unknown direction',
    own({ from: [fromCart] }, { policyTypes: ['Ingress', 'egress'] }),
    'error type-unknown spec.policyTypes[1]',
    own({ from: [fromCart] }, { policyTypes: ['Ingress', 'Egress'] }),
  ],
  [
    'what something else writes',
    objectOf(
      'NetworkPolicy',
      { podSelector: app('api') },
      { ownerReferences: [{ kind: 'ConfigMap', name: 'isolation' }] },
    ),
    'info generated metadata.name',
    objectOf('NetworkPolicy', { podSelector: app('api') }),
  ],
  [
    'what the isolation of projects writes',
    objectOf(
      'NetworkPolicy',
      { podSelector: app('api') },
      { labels: { 'portolan.cpaas.io/isolation': 'shop' } },
    ),
    'info isolation metadata.name',
    objectOf('NetworkPolicy', { podSelector: app('api') }),
  ],
  [
    'no name',
    objectOf('NetworkPolicy', { podSelector: app('api') }, { name: '' }),
    'error name-missing metadata.name',
    objectOf('NetworkPolicy', { podSelector: app('api') }),
  ],
]

const shop = { namespaces: { matchLabels: { 'cpaas.io/project': 'shop' } } }
const rule = { action: 'Allow', from: [shop] }
const distinct = (at: number) => ({ ...rule, ports: [{ portNumber: { protocol: 'TCP', port: at + 1 } }] })
const distinctLate = (at: number) => ({
  ...rule,
  action: 'Accept',
  protocols: [{ tcp: { destinationPort: { number: at + 1 } } }],
})
const admin = (more: object) => objectOf('AdminNetworkPolicy', { priority: 5, subject: shop, ...more })
const baseline = (metadata: object) => objectOf('BaselineAdminNetworkPolicy', { subject: shop }, metadata)
const cluster = (more: object) =>
  objectOf('ClusterNetworkPolicy', { tier: 'Admin', priority: 5, subject: shop, ...more })
const tcp = (range: object) =>
  cluster({
    ingress: [{ action: 'Accept', from: [shop], protocols: [{ tcp: { destinationPort: { range } } }] }],
  })

const clusterWide: readonly Case[] = [
  [
    'subject twice',
    admin({ subject: { ...shop, pods: { namespaceSelector: {}, podSelector: {} } } }),
    'error subject-both spec.subject',
    admin({}),
  ],
  ['no subject', admin({ subject: {} }), 'error subject-missing spec.subject', admin({})],
  [
    'selects nothing',
    admin({ subject: { namespaces: app('gone') } }),
    'warning selects-nothing spec.subject.namespaces',
    admin({}),
  ],
  [
    'no priority',
    admin({ priority: undefined }),
    'error priority-missing spec.priority',
    admin({ priority: 0 }),
  ],
  [
    'too high a number',
    admin({ priority: 1001 }),
    'error priority-invalid spec.priority',
    admin({ priority: 1000 }),
  ],
  [
    'too many rules',
    admin({ ingress: Array.from({ length: 101 }, (_, at) => distinct(at)) }),
    'error too-many spec.ingress',
    admin({ ingress: Array.from({ length: 100 }, (_, at) => distinct(at)) }),
  ],
  [
    'too many for the second generation',
    cluster({ ingress: Array.from({ length: 26 }, (_, at) => distinctLate(at)) }),
    'error too-many spec.ingress',
    cluster({ ingress: Array.from({ length: 25 }, (_, at) => distinctLate(at)) }),
  ],
  [
    'no action',
    admin({ ingress: [{ from: [shop] }] }),
    'error action-missing spec.ingress[0].action',
    admin({ ingress: [rule] }),
  ],
  [
    'the other generation’s action',
    admin({ ingress: [{ ...rule, action: 'Accept' }] }),
    'error action-unknown spec.ingress[0].action',
    cluster({ ingress: [{ ...rule, action: 'Accept' }] }),
  ],
  [
    'a baseline that passes',
    objectOf('BaselineAdminNetworkPolicy', { subject: shop, ingress: [{ ...rule, action: 'Pass' }] }),
    'error action-unknown spec.ingress[0].action',
    objectOf('BaselineAdminNetworkPolicy', { subject: shop, ingress: [{ ...rule, action: 'Deny' }] }),
  ],
  [
    'nobody',
    admin({ ingress: [{ action: 'Deny', from: [] }] }),
    'error peers-missing spec.ingress[0].from',
    admin({ ingress: [rule] }),
  ],
  [
    'another baseline',
    baseline({ name: 'second' }),
    'error name-fixed metadata.name',
    baseline({ name: 'default' }),
  ],
  [
    'host bits',
    admin({ egress: [{ action: 'Deny', to: [{ networks: ['10.1.1.1/23'] }] }] }),
    'warning host-bits spec.egress[0].to[0].networks[0]',
    admin({ egress: [{ action: 'Deny', to: [{ networks: ['10.1.0.0/23'] }] }] }),
  ],
  [
    'a port name with addresses',
    admin({
      egress: [{ action: 'Deny', to: [{ networks: ['10.0.0.0/8'] }], ports: [{ namedPort: 'https' }] }],
    }),
    'error port-without-pods spec.egress[0].ports[0].namedPort',
    admin({ egress: [{ action: 'Deny', to: [shop], ports: [{ namedPort: 'https' }] }] }),
  ],
  [
    'a reversed range',
    admin({ ingress: [{ ...rule, ports: [{ portRange: { protocol: 'TCP', start: 9, end: 8 } }] }] }),
    'error range-reversed spec.ingress[0].ports[0].portRange.end',
    admin({ ingress: [{ ...rule, ports: [{ portRange: { protocol: 'TCP', start: 8, end: 8 } }] }] }),
  ],
  [
    'a range of one',
    tcp({ start: 8, end: 8 }),
    'error range-single spec.ingress[0].protocols[0].tcp.destinationPort.range.end',
    tcp({ start: 8, end: 9 }),
  ],
  [
    'a port said twice',
    admin({
      ingress: [{ ...rule, ports: [{ namedPort: 'https', portNumber: { protocol: 'TCP', port: 80 } }] }],
    }),
    'error port-odd spec.ingress[0].ports[0]',
    admin({ ingress: [{ ...rule, ports: [{ namedPort: 'https' }] }] }),
  ],
  ['no tier', cluster({ tier: '' }), 'error tier-missing spec.tier', cluster({ tier: 'Baseline' })],
  ['an unknown tier', cluster({ tier: 'Middle' }), 'error tier-unknown spec.tier', cluster({})],
]

test.each([...network, ...clusterWide])('%s', (_, faulty, finding, mended) => {
  expect(said(faulty)).toEqual([finding])
  expect(said(mended)).toEqual([])
})

describe('two of one priority', () => {
  const other = { ...admin({}), metadata: { name: 'other' } }
  const baselineTier = { ...cluster({ tier: 'Baseline' }), metadata: { name: 'other' } }

  test('are said, whichever one looks', () => {
    expect(said(admin({}), { objects: [...objects, other] })).toEqual([
      'warning priority-taken spec.priority',
    ])
    expect(said(admin({ priority: 6 }), { objects: [...objects, other] })).toEqual([])
    expect(said(admin({}), { objects: [...objects, admin({})] })).toEqual([])
  })

  test('are none in different tiers', () => {
    expect(said(cluster({}), { objects: [...objects, baselineTier] })).toEqual([])
    expect(said(cluster({ tier: 'Baseline' }), { objects: [...objects, baselineTier] })).toEqual([
      'warning priority-taken spec.priority',
    ])
  })
})

describe('a network that keeps no policies', () => {
  const networkOf = (...ids: readonly string[]) => {
    const none = factsOf(parts, { discovery: null, objects: () => null, stack: null })
    const found = parts.filter(({ id }) => ids.includes(id))
    return { objects, facts: { ...none, cni: { found, isCertain: true } } }
  }
  const policy = objectOf('NetworkPolicy', { podSelector: app('api') })

  test.each([
    [['flannel'], ['warning flannel kind']],
    // Flannel's network with Calico's policies.
    [['flannel', 'calico'], []],
    [['kube-ovn'], []],
    [[], []],
  ])('%j', (ids, expected) => expect(said(policy, networkOf(...ids))).toEqual(expected))

  test('the policies of the cluster are for Kube-OVN', () => {
    expect(said(admin({}), networkOf('calico'))).toEqual(['warning not-kept kind'])
    expect(said(admin({}), networkOf('kube-ovn'))).toEqual([])
  })
})

test('says nothing of what it may not read, nor of pods before there is a namespace', () => {
  expect(said(objectOf('NetworkPolicy', { podSelector: {} }, { namespace: '' }))).toEqual([
    'error namespace-missing metadata.namespace',
  ])
  const refused = { availability: { Pod: 'refused' as const, Namespace: 'refused' as const }, objects }
  expect(said(objectOf('NetworkPolicy', { podSelector: app('gone') }), refused)).toEqual([])
  expect(said(own({ from: [{ namespaceSelector: app('gone') }] }), refused)).toEqual([])
})

test.each([
  ['host bits', block('192.0.2.7/24')],
  ['all namespaces', own({ from: [{ namespaceSelector: {}, podSelector: app('api') }] })],
  ['all pods', own({ from: [{ namespaceSelector: {} }] })],
  ['another baseline', baseline({ name: 'second' })],
  [
    'subject twice',
    admin({ subject: { ...shop, pods: { namespaceSelector: {}, podSelector: app('cart') } } }),
  ],
  ['rules left out', own({ from: [fromCart] }, { policyTypes: ['Egress'] })],
])('the button mends %s', (_, faulty) => {
  const [finding] = findingsOf(faulty)
  const manifest = parseManifest(JSON.stringify(faulty, null, 2))
  if (finding?.fix === undefined) throw new Error('There is no fix.')
  expect(said(withFix(manifest, finding.fix).value as KubeObject)).toEqual([])
})
