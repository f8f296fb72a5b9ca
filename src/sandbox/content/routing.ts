/** Ways in from outside: address pools, an ingress, a gateway and its route, and the cluster's subnets. */
import type { Manifest } from '../../k8s/objects.ts'

export function routingManifests(): Manifest[] {
  return [...pools(), ...ingress(), ...gateway(), ...subnets()]
}

function pools(): Manifest[] {
  const pool = (name: string, addresses: readonly string[], autoAssign: boolean): Manifest[] => [
    {
      apiVersion: 'metallb.io/v1beta1',
      kind: 'IPAddressPool',
      metadata: { name, namespace: 'metallb-system' },
      spec: { addresses, autoAssign },
    },
    {
      apiVersion: 'metallb.io/v1beta1',
      kind: 'L2Advertisement',
      metadata: { name, namespace: 'metallb-system' },
      spec: { ipAddressPools: [name] },
    },
  ]
  return [
    ...pool('public', ['198.51.100.10-198.51.100.99', '2001:db8:51::/120'], true),
    ...pool('reserved', ['203.0.113.0/28'], false),
  ]
}

/** What the address pools' controller would count. */
export function poolStatuses(): Manifest[] {
  const status = (
    name: string,
    assignedIPv4: number,
    availableIPv4: number,
    availableIPv6: number,
  ): Manifest => ({
    apiVersion: 'metallb.io/v1beta1',
    kind: 'IPAddressPool',
    metadata: { name, namespace: 'metallb-system' },
    status: { assignedIPv4, assignedIPv6: 0, availableIPv4, availableIPv6 },
  })
  return [status('public', 1, 89, 256), status('reserved', 0, 16, 0)]
}

function ingress(): Manifest[] {
  const path = (at: string, name: string) => ({
    path: at,
    pathType: 'Prefix',
    backend: { service: { name, port: { name: 'http-80-http' } } },
  })
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'nginx', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
      spec: { controller: 'k8s.io/ingress-nginx' },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'shop', namespace: 'shop-prod' },
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'shop.example.com',
            http: { paths: [path('/', 'frontend'), path('/api/catalog', 'catalog')] },
          },
        ],
      },
    },
  ]
}

function gateway(): Manifest[] {
  return [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'envoy' },
      spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'public', namespace: 'shop-prod' },
      spec: {
        gatewayClassName: 'envoy',
        listeners: [
          { name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: { from: 'Same' } } },
        ],
      },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'catalog', namespace: 'shop-prod' },
      spec: {
        parentRefs: [{ name: 'public', sectionName: 'http' }],
        hostnames: ['catalog.example.com'],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            backendRefs: [{ name: 'catalog', port: 80 }],
          },
        ],
      },
    },
  ]
}

function subnets(): Manifest[] {
  const subnet = (name: string, spec: { readonly [field: string]: unknown }): Manifest => ({
    apiVersion: 'kubeovn.io/v1',
    kind: 'Subnet',
    metadata: { name },
    spec: { vpc: 'ovn-cluster', protocol: 'Dual', provider: 'ovn', ...spec },
  })
  return [
    { apiVersion: 'kubeovn.io/v1', kind: 'Vpc', metadata: { name: 'ovn-cluster' }, spec: {} },
    subnet('ovn-default', {
      default: true,
      cidrBlock: '10.16.0.0/16,fd00:10:16::/48',
      gateway: '10.16.0.1,fd00:10:16::1',
      excludeIps: ['10.16.0.1', 'fd00:10:16::1'],
      gatewayType: 'distributed',
      natOutgoing: true,
    }),
    subnet('join', {
      cidrBlock: '100.64.0.0/16,fd00:100:64::/112',
      gateway: '100.64.0.1,fd00:100:64::1',
      excludeIps: ['100.64.0.1', 'fd00:100:64::1'],
      natOutgoing: false,
    }),
  ]
}
