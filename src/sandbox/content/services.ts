/** One Service of every sort, and what an outside controller would have written on two of them. */
import type { Manifest } from '../../k8s/objects.ts'

type Port = Readonly<Record<string, string | number>>

/** A Service; without `selector` it selects its namesake workload. */
function service(
  namespace: string,
  name: string,
  spec: { readonly [field: string]: unknown },
  annotations = {},
): Manifest {
  const selector = spec.type === 'ExternalName' ? {} : { selector: { 'service.cpaas.io/name': name } }
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: { app: name }, annotations },
    spec: { ...selector, ...spec },
  }
}

const http: Port = {
  name: 'http-80-http',
  port: 80,
  targetPort: 'http',
  protocol: 'TCP',
  appProtocol: 'http',
}
const https: Port = {
  name: 'https-443-https',
  port: 443,
  targetPort: 'https',
  protocol: 'TCP',
  appProtocol: 'https',
}
const tcp = (port: number, targetPort: string): Port => {
  return { name: `tcp-${port}-${targetPort}`, port, targetPort, protocol: 'TCP' }
}

const dualStack = { ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'] }

export const storefront = { namespace: 'shop-prod', name: 'storefront', address: '198.51.100.10' }
export const pending = { namespace: 'payments-prod', name: 'api' }

export function serviceManifests(): Manifest[] {
  return [
    service('shop-prod', 'frontend', { type: 'ClusterIP', ports: [http] }),
    service('shop-prod', 'catalog', { type: 'ClusterIP', ...dualStack, ports: [http, tcp(9090, 'metrics')] }),
    service('shop-prod', 'cart', {
      type: 'ClusterIP',
      ports: [{ ...tcp(9000, 'grpc'), name: 'grpc-9000-grpc', appProtocol: 'grpc' }],
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 3600 } },
    }),
    service('shop-prod', 'cart-redis', { clusterIP: 'None', ports: [tcp(6379, 'redis')] }),
    service(
      storefront.namespace,
      storefront.name,
      {
        type: 'LoadBalancer',
        selector: { 'project.cpaas.io/name': 'shop', 'service.cpaas.io/name': 'frontend' },
        externalTrafficPolicy: 'Local',
        ports: [http],
      },
      { 'metallb.io/address-pool': 'public' },
    ),
    // Its workload was removed long ago: it selects nothing.
    service('shop-prod', 'recommendations', { type: 'ClusterIP', ports: [http] }),
    service('shop-staging', 'frontend', { type: 'NodePort', ports: [{ ...http, nodePort: 30080 }] }),
    service('shop-staging', 'catalog', { type: 'ClusterIP', ports: [http] }),
    service('shop-dev', 'frontend', { type: 'ClusterIP', ports: [http] }),
    service(
      pending.namespace,
      pending.name,
      { type: 'LoadBalancer', ports: [https] },
      {
        'metallb.io/address-pool': 'reserved',
        'metallb.io/loadBalancerIPs': '203.0.113.40',
      },
    ),
    service('payments-prod', 'ledger-db', { clusterIP: 'None', ports: [tcp(5432, 'postgres')] }),
    service('payments-prod', 'bank-gateway', {
      type: 'ExternalName',
      externalName: 'gateway.bank.example.com',
    }),
    service('media-prod', 'encoder', {
      type: 'NodePort',
      ports: [
        http,
        { ...tcp(1935, 'rtmp'), nodePort: 31935 },
        { name: 'udp-8890-srt', port: 8890, targetPort: 'srt', protocol: 'UDP', nodePort: 31890 },
      ],
    }),
    service('ingress-nginx', 'ingress-nginx-controller', {
      type: 'NodePort',
      externalTrafficPolicy: 'Local',
      ports: [http, https],
    }),
    service('cpaas-system', 'console', { type: 'ClusterIP', ports: [https] }),
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
