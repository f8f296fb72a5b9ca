/** What an empty cluster holds besides its roles: its own Service, the range of Service addresses, priorities. */
import type { Manifest } from '../../k8s/objects.ts'

export interface ClusterFacts {
  /** The control plane's address; nothing listens there. */
  readonly address: string
  /** Of Service addresses, one CIDR a family. */
  readonly serviceCidrs: readonly string[]
  /** The first address of the first range, which the API server's own Service has. */
  readonly serviceAddress: string
}

export function clusterObjects({ address, serviceCidrs, serviceAddress }: ClusterFacts): readonly Manifest[] {
  const port = { name: 'https', port: 6443, protocol: 'TCP' }
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'ServiceCIDR',
      metadata: { name: 'kubernetes', finalizers: ['networking.k8s.io/service-cidr-finalizer'] },
      spec: { cidrs: serviceCidrs },
      status: {
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: '',
            message: 'Kubernetes Service CIDR is ready',
            lastTransitionTime: '2026-01-01T00:00:00Z',
          },
        ],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        namespace: 'default',
        name: 'kubernetes',
        labels: { component: 'apiserver', provider: 'kubernetes' },
      },
      spec: {
        type: 'ClusterIP',
        clusterIP: serviceAddress,
        ports: [{ ...port, port: 443, targetPort: port.port }],
      },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        namespace: 'default',
        name: 'kubernetes',
        labels: { 'kubernetes.io/service-name': 'kubernetes' },
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: [address], conditions: { ready: true } }],
      ports: [port],
    },
    priorityClass(
      'system-cluster-critical',
      2_000_000_000,
      'must run in the cluster, wherever there is room',
    ),
    priorityClass('system-node-critical', 2_000_001_000, 'must run on the very node they are on'),
  ]
}

function priorityClass(name: string, value: number, what: string): Manifest {
  return {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value,
    description: `For pods of the system that ${what}.`,
  }
}
