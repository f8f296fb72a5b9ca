/** Services of the projects: one of every sort, with what goes right and what goes wrong. */
import type { Manifest } from '../../k8s/objects.ts'
import { balanced, grpc, http, https, service, tcp, udp } from './service.ts'

const dualStack = { ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'] }

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
    balanced('shop-prod/storefront', 'public', '198.51.100.10', {
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
    balanced('payments-prod/api', 'reserved', '203.0.113.40', { ports: [https] }),
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
    balanced('media-prod/player-edge', 'public', '198.51.100.11,2001:db8:51::11', {
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
