/** Updates: versions, immutable fields, subresources, deletion and what holds it up. */
import type { JsonMap } from '../../../src/sandbox/types.ts'
import { at, place } from '../places.ts'
import { del, get, patch, post, put, type Session, type Step } from '../request.ts'

const { namespace, create } = place('updates')
const maps = at(namespace, 'v1', 'configmaps')
const secrets = at(namespace, 'v1', 'secrets')
const services = at(namespace, 'v1', 'services')
const sets = at(namespace, 'apps/v1', 'statefulsets')
const replicas = at(namespace, 'apps/v1', 'replicasets')
const routes = at(namespace, 'gateway.networking.k8s.io/v1', 'httproutes')
const gateways = at(namespace, 'kubeovn.io/v1', 'vpc-egress-gateways')

const map = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data: { a: '1' },
  ...more,
})
const changed = (body: JsonMap, more: object) => ({ ...body, ...more })
const meta = (body: JsonMap, more: object) => ({
  ...body,
  metadata: { ...(body.metadata as JsonMap), ...more },
})
const versionOf = (body: JsonMap) => String((body.metadata as JsonMap | undefined)?.resourceVersion)
const uidOf = (body: JsonMap) => String((body.metadata as JsonMap | undefined)?.uid)

const versions: readonly Step[] = [
  post(maps, map('a'), { keep: 'a' }),
  post(maps, map('a')),
  (seen) => put(`${maps}/a`, changed(seen('a'), { data: { a: '2' } }), { keep: 'b' }),
  (seen) => put(`${maps}/a`, changed(seen('a'), { data: { a: '3' } })),
  (seen) => put(`${maps}/a`, seen('b')),
  (seen) =>
    patch('merge', `${maps}/a`, { metadata: { resourceVersion: versionOf(seen('a')) }, data: { a: '4' } }),
  (seen) =>
    patch('merge', `${maps}/a`, { metadata: { resourceVersion: versionOf(seen('b')) }, data: { a: '4' } }),
  put(`${maps}/a`, map('a', { data: { a: '5' } })),
  put(`${maps}/a`, meta(map('a'), { resourceVersion: 'x' })),
  put(`${maps}/a`, meta(map('a'), { resourceVersion: '0' })),
  put(`${maps}/a`, meta(map('a'), { uid: 'other' })),
  put(`${maps}/a`, meta(map('a'), { name: 'a', namespace: 'other' })),
  put(
    `${maps}/a`,
    meta(map('a'), {
      generation: 5,
      creationTimestamp: '2020-01-01T00:00:00Z',
      deletionTimestamp: '2020-01-01T00:00:00Z',
    }),
  ),
  put(
    `${maps}/a`,
    meta(map('a'), { labels: { 'not valid!': 'x', ok: 'not valid!' }, annotations: { '': 'x' } }),
  ),
  get(`${maps}/a`),
]

const immutable: readonly Step[] = [
  post(maps, map('fixed', { immutable: true })),
  put(`${maps}/fixed`, map('fixed', { immutable: true, data: { a: '2' } })),
  put(`${maps}/fixed`, map('fixed', { immutable: false })),
  patch('merge', `${maps}/fixed`, { metadata: { labels: { a: 'b' } } }),
  post(secrets, { metadata: { name: 's' }, type: 'example.com/a', data: {} }),
  patch('merge', `${secrets}/s`, { type: 'example.com/b' }),
  patch('merge', `${secrets}/s`, { stringData: { plain: 'text' } }),
  get(`${secrets}/s`),
  post(services, { metadata: { name: 's' }, spec: { ports: [{ port: 80 }] } }, { keep: 's' }),
  patch('merge', `${services}/s`, { spec: { clusterIP: '10.96.8.8', clusterIPs: ['10.96.8.8'] } }),
  patch('merge', `${services}/s`, { spec: { type: 'NodePort' } }),
  patch('merge', `${services}/s`, { spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local' } }),
  patch('merge', `${services}/s`, { spec: { type: 'ClusterIP' } }),
  patch('merge', `${services}/s`, { spec: { type: 'LoadBalancer', loadBalancerClass: 'example.com/lb' } }),
  patch('merge', `${services}/s`, { spec: { loadBalancerClass: 'example.com/other' } }),
  patch('merge', `${services}/s`, { spec: { type: 'ExternalName', externalName: 'a.example.com' } }),
  patch('merge', `${services}/s`, {
    spec: { type: 'ExternalName', externalName: 'a.example.com', clusterIP: null, clusterIPs: null },
  }),
  (seen) => put(`${services}/s`, { ...seen('s'), metadata: { name: 's' } }),
  put(`${services}/s`, { metadata: { name: 's' }, spec: { ports: [{ port: 81 }] } }),
  patch('merge', `${services}/s`, { spec: { ipFamilyPolicy: 'PreferDualStack' } }),
  patch('merge', `${services}/s`, { spec: { ipFamilies: ['IPv6', 'IPv4'] } }),
  patch('merge', `${services}/s`, { spec: { ipFamilyPolicy: 'SingleStack' } }),
  post(sets, {
    metadata: { name: 't' },
    spec: {
      replicas: 0,
      serviceName: 'x',
      selector: { matchLabels: { a: 'b' } },
      template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } },
    },
  }),
  patch('merge', `${sets}/t?dryRun=All`, { spec: { serviceName: 'y' } }),
  patch('merge', `${sets}/t?dryRun=All`, { spec: { selector: { matchLabels: { c: 'd' } } } }),
  patch('merge', `${sets}/t?dryRun=All`, { spec: { replicas: -1 } }),
]

const subresources: readonly Step[] = [
  post(replicas, {
    metadata: { name: 'r' },
    spec: {
      replicas: 0,
      selector: { matchLabels: { a: 'b' } },
      template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } },
    },
  }),
  get(`${replicas}/r/scale`),
  put(`${replicas}/r/scale?dryRun=All`, {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name: 'r' },
    spec: { replicas: 3 },
  }),
  put(`${replicas}/r/scale?dryRun=All`, { metadata: { name: 'r' }, spec: { replicas: 3 } }),
  put(`${replicas}/r/scale?dryRun=All`, { metadata: { name: 'other' }, spec: { replicas: 3 } }),
  put(`${replicas}/r/scale?dryRun=All`, { metadata: { name: 'r' }, spec: { replicas: -3 } }),
  put(`${replicas}/r/scale?dryRun=All`, { metadata: { name: 'r' }, spec: { replicas: 'x' } }),
  put(`${replicas}/r/scale?dryRun=All`, {
    metadata: { name: 'r', resourceVersion: '1' },
    spec: { replicas: 3 },
  }),
  put(`${replicas}/r/scale?dryRun=All`, {
    kind: 'ReplicaSet',
    apiVersion: 'apps/v1',
    metadata: { name: 'r' },
    spec: { replicas: 3 },
  }),
  patch('merge', `${replicas}/r/scale?dryRun=All`, { spec: { replicas: 2 } }),
  patch('json', `${replicas}/r/scale?dryRun=All`, [{ op: 'replace', path: '/spec/replicas', value: 4 }]),
  patch('strategic', `${replicas}/r/scale?dryRun=All`, { spec: { replicas: 5 } }),
  patch('merge', `${replicas}/none/scale?dryRun=All`, { spec: { replicas: 2 } }),
  get(`${replicas}/none/scale`),
  get(`${replicas}/r/scale`, {
    headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' },
  }),
  post(gateways, {
    apiVersion: 'kubeovn.io/v1',
    kind: 'VpcEgressGateway',
    metadata: { name: 'g' },
    spec: { replicas: 2, externalSubnet: 'e', policies: [{ snat: true, ipBlocks: ['10.0.0.0/8'] }] },
  }),
  get(`${gateways}/g/scale`),
  put(`${gateways}/g/scale`, { metadata: { name: 'g' }, spec: { replicas: 3 } }),
  patch('merge', `${gateways}/g/scale`, { spec: { replicas: 4 } }),
  get(`${gateways}/g`),
  put(`${gateways}/g/status`, {
    apiVersion: 'kubeovn.io/v1',
    kind: 'VpcEgressGateway',
    metadata: { name: 'g' },
    status: { phase: 'Pending' },
  }),
  get(`${gateways}/g/status`),
  post(
    routes,
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'h' },
      spec: { hostnames: ['a.example.com'] },
      status: { parents: [] },
    },
    { keep: 'h' },
  ),
  (seen) =>
    put(
      `${routes}/h/status`,
      changed(seen('h'), { spec: { hostnames: ['ignored.example.com'] }, status: { parents: [] } }),
      { keep: 'i' },
    ),
  (seen) => put(`${routes}/h`, changed(seen('i'), { status: { parents: [{}] } })),
  (seen) => put(`${routes}/h`, changed(seen('h'), { spec: {} })),
  patch('merge', `${routes}/h/status`, { status: { parents: [{ parentRef: {} }] } }),
  get(`${routes}/h/status`),
  get(`${routes}/h/scale`),
  get(`/apis/gateway.networking.k8s.io/v1beta1/namespaces/${namespace}/httproutes/h`),
  put(`/apis/gateway.networking.k8s.io/v1beta1/namespaces/${namespace}/httproutes/h`, {
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kind: 'HTTPRoute',
    metadata: { name: 'h' },
    spec: { hostnames: ['b.example.com'] },
  }),
  patch('merge', `${services}/s/status`, { status: { loadBalancer: { ingress: [{ ip: '198.51.100.7' }] } } }),
  patch('merge', `${services}/s/status`, {
    status: {
      conditions: [
        { type: 'X', status: 'True', reason: 'Y', message: 'z', lastTransitionTime: '2020-01-01T00:00:00Z' },
      ],
    },
  }),
  get(`${services}/s/status`),
]

const deletion: readonly Step[] = [
  post(maps, map('d1'), { keep: 'd1' }),
  del(`${maps}/d1`, { preconditions: { uid: 'wrong' } }),
  del(`${maps}/d1`, { preconditions: { resourceVersion: '1' } }),
  (seen) =>
    del(`${maps}/d1`, { preconditions: { uid: uidOf(seen('d1')), resourceVersion: versionOf(seen('d1')) } }),
  del(`${maps}/d1`),
  post(maps, meta(map('d2'), { finalizers: ['example.com/hold'] })),
  del(`${maps}/d2`),
  del(`${maps}/d2`),
  patch('merge', `${maps}/d2`, { data: { b: '2' } }),
  patch('merge', `${maps}/d2`, { metadata: { finalizers: ['example.com/hold', 'example.com/more'] } }),
  post(maps, map('d2')),
  patch('merge', `${maps}/d2`, { metadata: { deletionTimestamp: null } }),
  patch('merge', `${maps}/d2`, { metadata: { finalizers: null } }),
  get(`${maps}/d2`),
  post(maps, map('d3')),
  del(`${maps}/d3?propagationPolicy=Foreground`),
  post(maps, map('d4')),
  del(`${maps}/d4?propagationPolicy=Nonsense`),
  del(`${maps}/d4`, { propagationPolicy: 'Nonsense' }),
  del(`${maps}/d4`, { propagationPolicy: 'Orphan', orphanDependents: true }),
  del(`${maps}/d4`, { gracePeriodSeconds: -1 }),
  del(`${maps}/d4`, { kind: 'Pod', apiVersion: 'v1' }),
  post(maps, map('d5')),
  del(`${maps}/d5`, '{'),
  del(`${maps}/d5`, 'propagationPolicy: Background\n', { type: 'application/yaml' }),
  post(maps, map('d6')),
  del(`${maps}/d6`, { kind: 'DeleteOptions', apiVersion: 'v1', strange: 1 }),
  post(routes, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'd7', finalizers: ['example.com/hold'] },
    spec: {},
  }),
  del(`${routes}/d7`),
  patch('merge', `${routes}/d7`, { spec: { hostnames: ['a.example.com'] } }),
  patch('json', `${routes}/d7`, [{ op: 'remove', path: '/metadata/finalizers' }]),
  get(`${routes}/d7`),
  del(`${routes}/none`),
  del(`${services}/s`),
  del(`${services}/none`),
  del('/api/v1/namespaces/default'),
  del('/api/v1/namespaces/kube-system'),
]

export const updates: readonly Session[] = [
  { name: 'updates: versions', steps: [...create, ...versions] },
  { name: 'updates: immutable fields', steps: immutable },
  { name: 'updates: subresources', steps: subresources },
  { name: 'updates: deletion', steps: deletion },
]
