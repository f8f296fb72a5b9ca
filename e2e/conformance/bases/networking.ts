/** Of networking.k8s.io and discovery.k8s.io. */
import { type Base, cluster, namespaced } from './base.ts'

export const networking: readonly Base[] = [
  namespaced('ingresses', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'conformance-ingress', annotations: { 'kubernetes.io/ingress.class': 'nginx' } },
    spec: {
      ingressClassName: 'nginx',
      defaultBackend: { service: { name: 'd', port: { number: 80 } } },
      tls: [{ hosts: ['a.example.com', '*.b.com'], secretName: 's' }],
      rules: [
        {
          host: 'a.example.com',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'x', port: { name: 'http' } } } },
              {
                path: '/x',
                pathType: 'Exact',
                backend: { resource: { apiGroup: 'a.b', kind: 'C', name: 'n' } },
              },
            ],
          },
        },
        { host: '*.x.com' },
      ],
    },
  }),
  cluster('ingressclasses', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'conformance-ingressclass' },
    spec: {
      controller: 'a.b/c',
      parameters: { apiGroup: 'a.b', kind: 'K', name: 'n', scope: 'Namespace', namespace: 'x' },
    },
  }),
  namespaced('networkpolicies', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'conformance-networkpolicy' },
    spec: {
      podSelector: {
        matchLabels: { a: 'b' },
        matchExpressions: [
          { key: 'k', operator: 'In', values: ['v'] },
          { key: 'z', operator: 'Exists' },
        ],
      },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ podSelector: {} }, { namespaceSelector: { matchLabels: { a: 'b' } } }],
          ports: [
            { port: 80, endPort: 90 },
            { port: 'http', protocol: 'UDP' },
          ],
        },
      ],
      egress: [
        { to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ protocol: 'TCP' }] },
      ],
    },
  }),
  namespaced('endpointslices', {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'conformance-endpointslice' },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.1.1.1'], conditions: { ready: true }, hostname: 'h', nodeName: 'n' }],
    ports: [{ name: 'a', port: 80, protocol: 'TCP', appProtocol: 'http' }],
  }),
]
