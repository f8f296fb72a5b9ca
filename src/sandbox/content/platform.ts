/** The platform under the applications: nodes, projects and their namespaces. */
import type { Manifest } from '../../k8s/objects.ts'
import { kindOf } from './manifest.ts'

/**
 * The control plane node, and with it the `kubernetes` Service's endpoint. Nothing listens there and nothing
 * here connects to it; the API refuses loopback addresses in endpoints.
 */
export const controlPlaneAddress = '10.20.0.11'

/** As the platform calls this cluster where it assigns domains and projects to it. */
export const clusterName = 'portolan'

/** Another one, which has one of the projects as well. */
export const otherClusterName = 'harbour-2'

/** Each project's namespaces. */
export const projects = {
  shop: ['shop-prod', 'shop-staging', 'shop-dev'],
  payments: ['payments-prod', 'payments-staging'],
  media: ['media-prod', 'media-dev'],
} as const

/** `default` and `kube-system` come with the cluster. */
const platformNamespaces = [
  'cpaas-system',
  'metallb-system',
  'ingress-nginx',
  'envoy-gateway-system',
  'monitoring',
]

export const projectLabel = 'cpaas.io/project'

interface NodeRow {
  readonly name: string
  readonly role: 'control-plane' | 'infra' | 'worker'
  readonly zone: string
  readonly address: string
}

const nodes: readonly NodeRow[] = [
  { name: 'master-1', role: 'control-plane', zone: 'zone-a', address: controlPlaneAddress },
  { name: 'infra-1', role: 'infra', zone: 'zone-a', address: '10.20.0.21' },
  { name: 'infra-2', role: 'infra', zone: 'zone-b', address: '10.20.0.22' },
  { name: 'worker-1', role: 'worker', zone: 'zone-a', address: '10.20.0.31' },
  { name: 'worker-2', role: 'worker', zone: 'zone-b', address: '10.20.0.32' },
  { name: 'worker-3', role: 'worker', zone: 'zone-c', address: '10.20.0.33' },
]

export function namespaceManifests(): Manifest[] {
  const inProjects = Object.entries(projects).flatMap(([project, names]) =>
    names.map((name) => namespace(name, { [projectLabel]: project })),
  )
  return [...inProjects, ...platformNamespaces.map((name) => namespace(name, {}))]
}

function namespace(name: string, labels: Readonly<Record<string, string>>): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}

const descriptions: Readonly<Record<keyof typeof projects, string>> = {
  shop: 'The storefront and all behind it',
  payments: 'Card payments and the way to the banks',
  media: 'Films: encoding, delivery, the studio',
}

const project = kindOf('auth.alauda.io/v1', 'Project')

export function projectManifests(): Manifest[] {
  return Object.keys(projects).map((name) =>
    project(
      name,
      {
        clusters: [clusterName, ...(name === 'media' ? [otherClusterName] : [])].map((cluster) => ({
          name: cluster,
          type: 'Joined',
        })),
        clusterDeletePolicy: 'Retain',
      },
      {
        displayName: `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`,
        creator: 'admin',
        annotations: { 'cpaas.io/description': descriptions[name as keyof typeof projects] },
      },
    ),
  )
}

/** `version` is the kubelets'. */
export function nodeManifests(version: string, now: Date): Manifest[] {
  return nodes.map(({ name, role, zone, address }, index) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/region': 'region-1',
        'topology.kubernetes.io/zone': zone,
        [`node-role.kubernetes.io/${role}`]: '',
      },
    },
    spec: {
      podCIDR: `10.16.${index}.0/24`,
      podCIDRs: [`10.16.${index}.0/24`, `fd00:10:16:${index}::/64`],
      ...(role === 'control-plane'
        ? { taints: [{ key: `node-role.kubernetes.io/${role}`, effect: 'NoSchedule' }] }
        : {}),
    },
    status: nodeStatus(name, address, version, now),
  }))
}

/** What a kubelet would report. */
function nodeStatus(name: string, address: string, version: string, now: Date) {
  const time = now.toISOString()
  const condition = (type: string, status: string, reason: string) => ({
    type,
    status,
    reason,
    lastHeartbeatTime: time,
    lastTransitionTime: time,
  })
  const amounts = { cpu: '8', memory: '32Gi', pods: '110', 'ephemeral-storage': '200Gi' }
  return {
    capacity: amounts,
    allocatable: amounts,
    addresses: [
      { type: 'InternalIP', address },
      { type: 'Hostname', address: name },
    ],
    conditions: [
      condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
      condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
      condition('PIDPressure', 'False', 'KubeletHasSufficientPID'),
      condition('Ready', 'True', 'KubeletReady'),
    ],
    nodeInfo: {
      architecture: 'amd64',
      operatingSystem: 'linux',
      osImage: 'Ubuntu 24.04 LTS',
      kernelVersion: '6.8.0-60-generic',
      containerRuntimeVersion: 'containerd://2.1.4',
      kubeletVersion: version,
      // Deprecated and empty in real nodes, but still required by the API.
      kubeProxyVersion: '',
      bootID: '',
      machineID: '',
      systemUUID: '',
    },
  }
}
