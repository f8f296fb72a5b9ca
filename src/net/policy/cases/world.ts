/** The small world of the cases: three namespaces with three pods each, two nodes, and a compact way to write policies. */
import type {
  AdminSpec,
  NetworkSpec,
  PolicyObject,
  Selector,
  TestCluster,
  TestPod,
} from '../testing/shapes.ts'

/** Lines are `from > to port` with a pod as `red/one` or an address; the port is `80`, `udp 53` or `sctp 90`. */
export interface Case {
  readonly says: string
  readonly policies: readonly PolicyObject[]
  readonly yes?: readonly string[]
  readonly no?: readonly string[]
}

export const colors = ['red', 'green', 'blue'] as const
export const apps = ['one', 'two', 'three'] as const

/** `red/one` has 10.0.1.1 and runs on left, `blue/three` has 10.0.3.3 and runs on right. */
export function world(policies: readonly PolicyObject[]): TestCluster {
  return {
    policies,
    namespaces: colors.map((color) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: color,
        labels: { color, ...(color === 'blue' ? {} : { warm: color === 'red' ? 'yes' : 'no' }) },
      },
    })),
    nodes: ['left', 'right'].map((name, at) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: { side: name } },
      status: { addresses: [{ type: 'InternalIP', address: `172.16.0.${at + 1}` }] },
    })),
    pods: [
      ...colors.flatMap((color, c) => apps.map((app, a) => podOf(color, app, `10.0.${c + 1}.${a + 1}`, a))),
      hostPod('left', '172.16.0.1'),
      hostPod('right', '172.16.0.2'),
      { ...podOf('red', 'gone', '10.0.1.9', 0), status: { phase: 'Succeeded' } },
      dual('old', ['10.9.0.1']),
      dual('new', ['fd00::1']),
      dual('both', ['10.9.0.2', 'fd00::2']),
      dual('newfirst', ['fd00::3', '10.9.0.3']),
    ],
  }
}

function podOf(namespace: string, app: string, ip: string, at: number): TestPod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: app, namespace, labels: { app, rank: String(at) } },
    spec: {
      nodeName: at === 0 ? 'left' : 'right',
      containers: [
        {
          name: 'main',
          ports: [
            { name: 'web', containerPort: app === 'three' ? 8080 : 80 },
            { name: 'admin', containerPort: 81, protocol: 'TCP' },
            { name: 'names', containerPort: 53, protocol: 'UDP' },
            { name: 'signal', containerPort: 90, protocol: 'SCTP' },
          ],
        },
      ],
      initContainers: [
        { name: 'side', restartPolicy: 'Always', ports: [{ name: 'mesh', containerPort: 15000 }] },
        { name: 'setup', ports: [{ name: 'early', containerPort: 16000 }] },
      ],
    },
    status: { phase: 'Running', podIPs: [{ ip }] },
  }
}

function hostPod(node: string, ip: string): TestPod {
  const pod = podOf('red', `host-${node}`, ip, node === 'left' ? 0 : 1)
  return { ...pod, spec: { ...pod.spec, hostNetwork: true } }
}

function dual(name: string, addresses: readonly string[]): TestPod {
  const pod = podOf('stack', name, '', 0)
  return { ...pod, status: { phase: 'Running', podIPs: addresses.map((ip) => ({ ip })) } }
}

export const all: Selector = {}
export const app = (name: string): Selector => ({ matchLabels: { app: name } })
export const color = (name: string): Selector => ({ matchLabels: { color: name } })
export const where = (key: string, operator: string, ...values: string[]): Selector => ({
  matchExpressions: [{ key, operator, ...(values.length > 0 ? { values } : {}) }],
})
export const pods = (namespaceSelector: Selector, podSelector: Selector = all) => ({
  pods: { namespaceSelector, podSelector },
})

export function network(namespace: string, spec: NetworkSpec, name = 'policy'): PolicyObject {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec }
}

export function admin(priority: number, spec: AdminSpec, name = `admin-${priority}`): PolicyObject {
  const kind = 'AdminNetworkPolicy'
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind,
    metadata: { name },
    spec: { ...spec, priority },
  }
}

export function baseline(spec: AdminSpec, name = 'default'): PolicyObject {
  const kind = 'BaselineAdminNetworkPolicy'
  return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind, metadata: { name }, spec }
}

export function cluster(tier: string, priority: number, spec: AdminSpec): PolicyObject {
  const kind = 'ClusterNetworkPolicy'
  const metadata = { name: `cluster-${tier.toLowerCase()}-${priority}` }
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind,
    metadata,
    spec: { ...spec, tier, priority },
  }
}
