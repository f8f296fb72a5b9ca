/** Of the core group and what stands beside it. */
import { type Base, cluster, namespaced } from './base.ts'

export const core: readonly Base[] = [
  namespaced('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'conformance-service', labels: { app: 'x' }, annotations: { 'a.b/c': 'd' } },
    spec: {
      type: 'LoadBalancer',
      selector: { app: 'x' },
      ports: [
        { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' },
        { name: 'https', port: 443, targetPort: 8443 },
      ],
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
      externalTrafficPolicy: 'Local',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      loadBalancerClass: 'a.b/c',
      loadBalancerIP: '10.1.1.1',
    },
  }),
  namespaced('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'conformance-service-2' },
    spec: {
      clusterIP: '10.96.7.7',
      clusterIPs: ['10.96.7.7'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Local',
      trafficDistribution: 'PreferClose',
      externalIPs: ['1.2.3.4'],
      ports: [{ port: 80, appProtocol: 'kubernetes.io/h2c' }],
    },
  }),
  namespaced('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'conformance-service-3' },
    spec: { type: 'ExternalName', externalName: 'a.example.com', ports: [{ port: 80, nodePort: 30999 }] },
  }),
  namespaced('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'conformance-service-4' },
    spec: {
      type: 'NodePort',
      ports: [
        { name: 'a', port: 53, nodePort: 30053, protocol: 'UDP' },
        { name: 'b', port: 53, nodePort: 30053 },
      ],
    },
  }),
  namespaced('secrets', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'conformance-secret' },
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': 'YQ==', 'tls.key': 'YQ==' },
    stringData: { x: 'y' },
  }),
  namespaced('configmaps', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'conformance-configmap' },
    data: { a: 'b' },
    binaryData: { c: 'YQ==' },
    immutable: true,
  }),
  cluster('namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'conformance-namespace', labels: { a: 'b' }, finalizers: ['a.b/c'] },
  }),
  namespaced('serviceaccounts', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'conformance-serviceaccount' },
    imagePullSecrets: [{ name: 'x' }],
  }),
  namespaced('leases', {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: 'conformance-lease' },
    spec: { holderIdentity: 'x', leaseDurationSeconds: 10, leaseTransitions: 1 },
  }),
  namespaced('events', {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'conformance-event' },
    involvedObject: { apiVersion: 'v1', kind: 'Pod', name: 'a', namespace: 'default' },
    reason: 'Pulled',
    message: 'It was pulled.',
    type: 'Normal',
    count: 2,
    source: { component: 'kubelet' },
    firstTimestamp: '2020-01-01T00:00:00Z',
    lastTimestamp: '2020-01-01T00:00:05Z',
  }),
  cluster('customresourcedefinitions', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'ports.conformance.example.com' },
    spec: {
      group: 'conformance.example.com',
      scope: 'Namespaced',
      names: { plural: 'ports', kind: 'Port', shortNames: ['po2'] },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: { type: 'object', properties: { depth: { type: 'integer', minimum: 1 } } },
              },
            },
          },
          additionalPrinterColumns: [{ name: 'Depth', type: 'integer', jsonPath: '.spec.depth' }],
          subresources: { status: {} },
        },
      ],
    },
  }),
]
