/** Gateway API. */
import { type Base, cluster, namespaced } from './base.ts'

export const gateway: readonly Base[] = [
  namespaced('grpcroutes', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GRPCRoute',
    metadata: { name: 'conformance-grpcroute' },
    spec: {
      parentRefs: [{ name: 'g', sectionName: 's', port: 80 }],
      hostnames: ['a.example.com'],
      rules: [
        {
          name: 'r',
          matches: [
            {
              method: { type: 'Exact', service: 'a.b', method: 'C' },
              headers: [{ name: 'x', value: 'y', type: 'Exact' }],
            },
          ],
          filters: [
            { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'a', value: 'b' }] } },
          ],
          backendRefs: [{ name: 's', port: 80, weight: 1 }],
        },
      ],
    },
  }),
  namespaced('httproutes', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'conformance-httproute' },
    spec: {
      parentRefs: [{ name: 'g', namespace: 'x' }],
      hostnames: ['a.example.com', '*.b.com'],
      rules: [
        {
          matches: [
            {
              path: { type: 'PathPrefix', value: '/a' },
              headers: [{ name: 'h', value: 'v' }],
              queryParams: [{ name: 'q', value: 'v' }],
              method: 'GET',
            },
          ],
          filters: [
            {
              type: 'URLRewrite',
              urlRewrite: { hostname: 'a.b', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/x' } },
            },
          ],
          timeouts: { request: '10s', backendRequest: '5s' },
          backendRefs: [{ name: 's', port: 80, weight: 1 }],
        },
        {
          matches: [{ path: { value: '/r' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        },
      ],
    },
  }),
  namespaced('gateways', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'conformance-gateway' },
    spec: {
      gatewayClassName: 'eg',
      addresses: [{ type: 'IPAddress', value: '1.1.1.1' }],
      listeners: [
        {
          name: 'http',
          port: 80,
          protocol: 'HTTP',
          allowedRoutes: {
            namespaces: { from: 'Selector', selector: { matchLabels: { a: 'b' } } },
            kinds: [{ kind: 'HTTPRoute' }],
          },
        },
        {
          name: 'https',
          hostname: '*.a.com',
          port: 443,
          protocol: 'HTTPS',
          tls: { mode: 'Terminate', certificateRefs: [{ name: 'c' }] },
        },
      ],
      infrastructure: { labels: { a: 'b' }, parametersRef: { group: 'g', kind: 'k', name: 'n' } },
    },
  }),
  namespaced('backendtlspolicies', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'BackendTLSPolicy',
    metadata: { name: 'conformance-backendtlspolicy' },
    spec: {
      targetRefs: [{ group: '', kind: 'Service', name: 's' }],
      validation: { hostname: 'a.b', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'c' }] },
    },
  }),
  namespaced('tlsroutes', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'TLSRoute',
    metadata: { name: 'conformance-tlsroute' },
    spec: {
      parentRefs: [{ name: 'g' }],
      hostnames: ['a.b.c'],
      rules: [{ backendRefs: [{ name: 's', port: 80 }] }],
    },
  }),
  namespaced('referencegrants', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'ReferenceGrant',
    metadata: { name: 'conformance-referencegrant' },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'x' }],
      to: [{ group: '', kind: 'Secret' }],
    },
  }),
  cluster('gatewayclasses', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name: 'conformance-gatewayclass' },
    spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
  }),
  namespaced('listenersets', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'ListenerSet',
    metadata: { name: 'conformance-listeners' },
    spec: {
      parentRef: { name: 'g', kind: 'Gateway', group: 'gateway.networking.k8s.io' },
      listeners: [{ name: 'a', port: 8080, protocol: 'HTTP', hostname: 'a.example.com' }],
    },
  }),
  namespaced('tcproutes', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'TCPRoute',
    metadata: { name: 'conformance-tcproute' },
    spec: { parentRefs: [{ name: 'g' }], rules: [{ backendRefs: [{ name: 's', port: 80 }] }] },
  }),
  namespaced('udproutes', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'UDPRoute',
    metadata: { name: 'conformance-udproute' },
    spec: {
      parentRefs: [{ name: 'g' }],
      rules: [{ name: 'r', backendRefs: [{ name: 's', port: 80, weight: 2 }] }],
    },
  }),
]
