/** RBAC: what the developer and the auditor may do. The administrator is in `system:masters`. */
import type { Manifest } from '../../k8s/objects.ts'
import { projects } from './platform.ts'

const read = ['get', 'list', 'watch']
const write = ['create', 'update', 'patch', 'delete', 'deletecollection']

interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

/** The groups whose kinds the console edits and Kubernetes' own roles do not know. */
const networkingGroups = [
  'gateway.networking.k8s.io',
  'gateway.networking.x-k8s.io',
  'gateway.envoyproxy.io',
  'policy.networking.k8s.io',
  'crd.alauda.io',
  'auth.alauda.io',
  'kubeovn.io',
  'k8s.cni.cncf.io',
  'metallb.io',
]

/** Of these groups, what lies in a namespace and belongs to an application rather than to the platform. */
const applicationGroups = ['gateway.networking.k8s.io', 'gateway.envoyproxy.io', 'k8s.cni.cncf.io']

const roles: Readonly<Record<string, readonly Rule[]>> = {
  'portolan:project-networking': [
    { apiGroups: applicationGroups, resources: ['*'], verbs: [...read, ...write] },
    {
      apiGroups: ['crd.alauda.io'],
      resources: ['frontends', 'rules', 'alaudaloadbalancer2'],
      verbs: [...read, ...write],
    },
    { apiGroups: ['kubeovn.io'], resources: ['vpc-egress-gateways'], verbs: read },
    { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: read },
  ],
  // Ports and rules of load balancers lie with these, whoever they belong to.
  'portolan:project-balancers': [
    { apiGroups: ['crd.alauda.io'], resources: ['frontends', 'rules'], verbs: [...read, ...write] },
  ],
  // What a form offers to choose from.
  'portolan:cluster-reader': [
    { apiGroups: [''], resources: ['namespaces', 'nodes'], verbs: read },
    { apiGroups: ['networking.k8s.io'], resources: ['ingressclasses'], verbs: read },
    { apiGroups: ['gateway.networking.k8s.io'], resources: ['gatewayclasses'], verbs: read },
    { apiGroups: ['metallb.io'], resources: ['ipaddresspools'], verbs: read },
    { apiGroups: ['crd.alauda.io'], resources: ['domains', 'alaudaloadbalancer2'], verbs: read },
    { apiGroups: ['auth.alauda.io'], resources: ['projects'], verbs: read },
    { apiGroups: ['kubeovn.io'], resources: ['subnets', 'vpcs', 'ippools'], verbs: read },
  ],
  'portolan:network-auditor': [
    { apiGroups: networkingGroups, resources: ['*'], verbs: read },
    { apiGroups: [''], resources: ['nodes'], verbs: read },
    { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: read },
    {
      apiGroups: ['networking.k8s.io'],
      resources: ['ingressclasses', 'servicecidrs', 'ipaddresses'],
      verbs: read,
    },
    { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: read },
    {
      apiGroups: ['rbac.authorization.k8s.io'],
      resources: ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'],
      verbs: read,
    },
  ],
}

interface Subject {
  readonly kind: 'Group' | 'User'
  readonly name: string
}

const shop: Subject = { kind: 'Group', name: 'project:shop' }
const auditor: Subject = { kind: 'User', name: 'ada' }

/** Needs the project namespaces, and comes after them. */
export function accessManifests(): Manifest[] {
  return [
    ...Object.entries(roles).map(([name, rules]) => ({ ...head('ClusterRole', name), rules })),
    clusterBinding('portolan:shop-cluster-reader', 'portolan:cluster-reader', shop),
    clusterBinding('portolan:auditor-view', 'view', auditor),
    clusterBinding('portolan:auditor-network', 'portolan:network-auditor', auditor),
    binding('cpaas-system', 'portolan:shop-balancers', 'portolan:project-balancers', shop),
    ...projects.shop.flatMap((namespace) => [
      binding(namespace, 'portolan:shop-edit', 'edit', shop),
      binding(namespace, 'portolan:shop-networking', 'portolan:project-networking', shop),
    ]),
  ]
}

function clusterBinding(name: string, role: string, subject: Subject): Manifest {
  return { ...head('ClusterRoleBinding', name), ...grant(role, subject) }
}

function binding(namespace: string, name: string, role: string, subject: Subject): Manifest {
  return { ...head('RoleBinding', name, namespace), ...grant(role, subject) }
}

function head(kind: string, name: string, namespace?: string): Manifest {
  const metadata = namespace === undefined ? { name } : { name, namespace }
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata }
}

function grant(role: string, subject: Subject) {
  const apiGroup = 'rbac.authorization.k8s.io'
  return { roleRef: { apiGroup, kind: 'ClusterRole', name: role }, subjects: [{ apiGroup, ...subject }] }
}
