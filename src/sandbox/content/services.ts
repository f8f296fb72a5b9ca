/** Services of the projects: one of every sort, with what goes right and what goes wrong. */
import type { Manifest } from '../../k8s/objects.ts'
import { balanced, grpc, http, https, service, tcp, udp } from './service.ts'

const dualStack = { ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'] }

export const storefront = { namespace: 'shop-prod', name: 'storefront', address: '198.51.100.10' }
export const pending = { namespace: 'payments-prod', name: 'api' }

export function serviceManifests(): Manifest[] {
  return [...shop(), ...payments(), ...media()]
}

function shop(): Manifest[] {
  const frontend = { selector: { 'project.cpaas.io/name': 'shop', 'service.cpaas.io/name': 'frontend' } }
  return [
    service('shop-prod/frontend', { type: 'ClusterIP', ports: [http] }, { creator: 'dana' }),
    service('shop-prod/catalog', {
      type: 'ClusterIP',
      ...dualStack,
      ports: [http, tcp(9090, 'metrics')],
    }),
    service('shop-prod/catalog-next', { type: 'ClusterIP', ports: [http] }, { creator: 'dana' }),
    service('shop-prod/cart', {
      type: 'ClusterIP',
      ports: [grpc],
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 3600 } },
    }),
    service('shop-prod/cart-redis', { clusterIP: 'None', ports: [tcp(6379, 'redis')] }),
    service('shop-prod/checkout', { type: 'ClusterIP', ports: [http] }, { displayName: 'Checkout' }),
    balanced(`${storefront.namespace}/${storefront.name}`, 'public', storefront.address, {
      ...frontend,
      externalTrafficPolicy: 'Local',
      ports: [http],
    }),
    // Its workload was removed long ago: it selects nothing.
    service('shop-prod/recommendations', { type: 'ClusterIP', ports: [http] }),
    service('shop-staging/frontend', { type: 'NodePort', ports: [{ ...http, nodePort: 30080 }] }),
    // Its pods run, and none of them ever becomes ready.
    service('shop-staging/catalog', { type: 'ClusterIP', ports: [http] }),
    service('shop-dev/frontend', { type: 'ClusterIP', ports: [http] }),
  ]
}

function payments(): Manifest[] {
  const api = { selector: { 'service.cpaas.io/name': 'api' }, ports: [https] }
  return [
    // Asks the pool for an address that is in no pool, and stays pending.
    balanced(`${pending.namespace}/${pending.name}`, 'reserved', '203.0.113.40', { ports: [https] }),
    service('payments-prod/ledger-db', { clusterIP: 'None', ports: [tcp(5432, 'postgres')] }),
    service('payments-prod/bank-gateway', { type: 'ExternalName', externalName: 'gateway.bank.example.org' }),
    service('payments-prod/fraud-check', { type: 'ClusterIP', ports: [grpc] }, { creator: 'mei' }),
    // The pods call their port `http`: none of them has a port `web`.
    service('payments-prod/webhooks', { type: 'ClusterIP', ports: [{ ...http, targetPort: 'web' }] }),
    // Two addresses in the pool, and three banks that need one each: the third stays pending.
    ...['bank-north', 'bank-south', 'bank-west'].map((name) =>
      balanced(`payments-prod/${name}`, 'partners', null, api),
    ),
    // Its address comes from the pool that is for this namespace only, without being asked for.
    service('payments-prod/settlement', { type: 'LoadBalancer', ...api }, { displayName: 'Settlement' }),
    service('payments-staging/sandbox-api', { type: 'ClusterIP', ...api }, { creator: 'mei' }),
  ]
}

function media(): Manifest[] {
  return [
    service('media-prod/encoder', {
      type: 'NodePort',
      ports: [http, { ...tcp(1935, 'rtmp'), nodePort: 31935 }, { ...udp(8890, 'srt'), nodePort: 31890 }],
    }),
    service('media-prod/player', { type: 'ClusterIP', ports: [http] }, { displayName: 'Player' }),
    // Holds the address that others would like, too.
    balanced('media-prod/live', 'public', '198.51.100.77', {
      externalTrafficPolicy: 'Local',
      ports: [udp(8890, 'srt'), tcp(8443, 'https')],
    }),
    // An address of each family, from a pool that has both.
    balanced('media-prod/player-edge', 'public', null, {
      selector: { 'service.cpaas.io/name': 'player' },
      ...dualStack,
      ipFamilyPolicy: 'RequireDualStack',
      ports: [http],
    }),
    balanced('media-prod/player-ipv6', 'edge-ipv6', null, {
      selector: { 'service.cpaas.io/name': 'player' },
      ipFamilyPolicy: 'SingleStack',
      ipFamilies: ['IPv6'],
      ports: [http],
    }),
  ]
}

/** The address that MetalLB would have given. */
export function assignedStatus(): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: storefront.namespace, name: storefront.name },
    status: { loadBalancer: { ingress: [{ ip: storefront.address, ipMode: 'VIP' }] } },
  }
}

/** Why the other one has none, in MetalLB's manner. */
export function allocationFailed(uid: string): Manifest {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
  const { namespace, name } = pending
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { namespace, name: `${name}.allocation-failed` },
    type: 'Warning',
    reason: 'AllocationFailed',
    message: `Failed to allocate IP for "${namespace}/${name}": ["203.0.113.40"] is not allowed in config`,
    involvedObject: { apiVersion: 'v1', kind: 'Service', namespace, name, uid },
    source: { component: 'metallb-controller' },
    reportingComponent: 'metallb-controller',
    firstTimestamp: now,
    lastTimestamp: now,
    count: 4,
  }
}
