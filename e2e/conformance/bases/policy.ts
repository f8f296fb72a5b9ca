/** Policies for whole clusters. */
import { type Base, cluster } from './base.ts'

export const policy: readonly Base[] = [
  cluster('clusternetworkpolicies', {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'conformance-clusternetworkpolicy' },
    spec: {
      tier: 'Admin',
      priority: 10,
      subject: { namespaces: { matchLabels: { a: 'b' } } },
      ingress: [
        {
          name: 'x',
          action: 'Accept',
          from: [{ namespaces: {} }],
          protocols: [{ tcp: { destinationPort: { number: 80 } } }],
        },
      ],
      egress: [{ action: 'Deny', to: [{ networks: ['10.0.0.0/8'] }] }],
    },
  }),
  cluster('adminnetworkpolicies', {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: 'conformance-adminnetworkpolicy' },
    spec: {
      priority: 10,
      subject: { namespaces: { matchLabels: { a: 'b' } } },
      ingress: [
        {
          name: 'x',
          action: 'Allow',
          from: [{ namespaces: {} }],
          ports: [{ portNumber: { protocol: 'TCP', port: 80 } }],
        },
      ],
      egress: [
        {
          action: 'Deny',
          to: [{ pods: { namespaceSelector: {}, podSelector: {} } }, { networks: ['10.0.0.0/8'] }],
        },
      ],
    },
  }),
  cluster('baselineadminnetworkpolicies', {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'BaselineAdminNetworkPolicy',
    metadata: { name: 'default' },
    spec: {
      subject: { pods: { namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } } },
      ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
      egress: [
        {
          name: 'out',
          action: 'Allow',
          to: [{ namespaces: { matchLabels: { a: 'b' } } }],
          ports: [{ portRange: { start: 1, end: 100 } }],
        },
      ],
    },
  }),
]
