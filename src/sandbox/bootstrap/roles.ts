/**
 * The roles that every cluster starts with and people use, as Kubernetes 1.36 defines them. Those of its own
 * programs are left out: none of them run here.
 */
import type { Manifest } from '../../k8s/objects.ts'

const read = ['get', 'list', 'watch']
const change = ['create', 'delete', 'deletecollection', 'patch', 'update']
const all = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

interface Rule {
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
  readonly verbs: readonly string[]
}

function may(
  verbs: readonly string[],
  group: string | readonly string[],
  ...resources: readonly string[]
): Rule {
  return { apiGroups: typeof group === 'string' ? [group] : group, resources, verbs }
}

function mayRead(...nonResourceURLs: readonly string[]): Rule {
  return { nonResourceURLs, verbs: ['get'] }
}

const workloads = ['daemonsets', 'deployments', 'replicasets', 'statefulsets']
const scales = ['deployments/scale', 'replicasets/scale', 'statefulsets/scale']
const statuses = workloads.map((plural) => `${plural}/status`)
const legacy = [
  'daemonsets',
  'deployments',
  'deployments/scale',
  'ingresses',
  'networkpolicies',
  'replicasets',
]
const intoPods = ['pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy']

/** What the three roles for people are made of. */
const parts: Readonly<Record<string, readonly Rule[]>> = {
  admin: [
    may(['create'], 'authorization.k8s.io', 'localsubjectaccessreviews'),
    may(all, 'rbac.authorization.k8s.io', 'rolebindings', 'roles'),
  ],
  edit: [
    may(read, '', ...intoPods, 'secrets', 'services/proxy'),
    may(['impersonate'], '', 'serviceaccounts'),
    may(change, '', 'pods', ...intoPods),
    may(['create'], '', 'pods/eviction'),
    may(
      change,
      '',
      'configmaps',
      'persistentvolumeclaims',
      'replicationcontrollers',
      'replicationcontrollers/scale',
      'secrets',
      'serviceaccounts',
      'services',
      'services/proxy',
    ),
    may(['create'], '', 'serviceaccounts/token'),
    may(change, ['', 'events.k8s.io'], 'events'),
    may(change, 'apps', ...[...workloads, 'deployments/rollback', ...scales].sort()),
    may(change, 'autoscaling', 'horizontalpodautoscalers'),
    may(change, 'batch', 'cronjobs', 'jobs'),
    may(
      change,
      'extensions',
      ...[...legacy, 'deployments/rollback', 'replicasets/scale', 'replicationcontrollers/scale'].sort(),
    ),
    may(change, 'policy', 'poddisruptionbudgets'),
    may(change, 'networking.k8s.io', 'ingresses', 'networkpolicies'),
    may(all, 'coordination.k8s.io', 'leases'),
    may(change, 'resource.k8s.io', 'resourceclaims', 'resourceclaimtemplates'),
  ],
  view: [
    may(
      read,
      '',
      'configmaps',
      'endpoints',
      'persistentvolumeclaims',
      'persistentvolumeclaims/status',
      'pods',
      'replicationcontrollers',
      'replicationcontrollers/scale',
      'serviceaccounts',
      'services',
      'services/status',
    ),
    may(
      read,
      '',
      'bindings',
      'limitranges',
      'namespaces/status',
      'pods/log',
      'pods/status',
      'replicationcontrollers/status',
      'resourcequotas',
      'resourcequotas/status',
    ),
    may(read, '', 'namespaces'),
    may(read, ['', 'events.k8s.io'], 'events'),
    may(read, 'discovery.k8s.io', 'endpointslices'),
    may(read, 'apps', ...['controllerrevisions', ...workloads, ...scales, ...statuses].sort()),
    may(read, 'autoscaling', 'horizontalpodautoscalers', 'horizontalpodautoscalers/status'),
    may(read, 'batch', 'cronjobs', 'cronjobs/status', 'jobs', 'jobs/status'),
    may(
      read,
      'extensions',
      ...[
        ...legacy,
        'daemonsets/status',
        'deployments/status',
        'ingresses/status',
        'replicasets/scale',
        'replicasets/status',
        'replicationcontrollers/scale',
      ].sort(),
    ),
    may(read, 'policy', 'poddisruptionbudgets', 'poddisruptionbudgets/status'),
    may(read, 'networking.k8s.io', 'ingresses', 'ingresses/status', 'networkpolicies'),
    may(read, 'resource.k8s.io', 'resourceclaims', 'resourceclaims/status', 'resourceclaimtemplates'),
  ],
}

/** Roles whose rules stand in them. */
const plain: Readonly<Record<string, readonly Rule[]>> = {
  'cluster-admin': [may(['*'], '*', '*'), { nonResourceURLs: ['*'], verbs: ['*'] }],
  'system:basic-user': [
    may(['create'], 'authorization.k8s.io', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews'),
    may(['create'], 'authentication.k8s.io', 'selfsubjectreviews'),
  ],
  'system:discovery': [
    mayRead(
      '/api',
      '/api/*',
      '/apis',
      '/apis/*',
      '/healthz',
      '/livez',
      '/openapi',
      '/openapi/*',
      '/readyz',
      '/version',
      '/version/',
    ),
  ],
  'system:public-info-viewer': [mayRead('/healthz', '/livez', '/readyz', '/version', '/version/')],
}

const authenticated = 'system:authenticated'
const bindings: Readonly<Record<string, readonly string[]>> = {
  'cluster-admin': ['system:masters'],
  'system:basic-user': [authenticated],
  'system:discovery': [authenticated],
  'system:public-info-viewer': [authenticated, 'system:unauthenticated'],
}

const rbac = 'rbac.authorization.k8s.io'

export function bootstrapRoles(): readonly Manifest[] {
  return [
    ...Object.entries(parts).map(([name, rules]) => ({
      ...head('ClusterRole', `system:aggregate-to-${name}`, aggregatesTo(name)),
      rules,
    })),
    aggregated('admin'),
    aggregated('edit', 'admin'),
    aggregated('view', 'edit'),
    ...Object.entries(plain).map(([name, rules]) => ({ ...head('ClusterRole', name), rules })),
    ...Object.entries(bindings).map(([name, groups]) => ({
      ...head('ClusterRoleBinding', name),
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
      subjects: groups.map((group) => ({ apiGroup: rbac, kind: 'Group', name: group })),
    })),
  ]
}

/** A role of all roles that aggregate to it; `into` is the greater one that it is part of. */
function aggregated(name: string, into?: string): Manifest {
  return {
    ...head('ClusterRole', name, into === undefined ? {} : aggregatesTo(into)),
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: aggregatesTo(name) }] },
    rules: [],
  }
}

function aggregatesTo(name: string): Readonly<Record<string, string>> {
  return { [`${rbac}/aggregate-to-${name}`]: 'true' }
}

function head(kind: string, name: string, labels: Readonly<Record<string, string>> = {}): Manifest {
  return {
    apiVersion: `${rbac}/v1`,
    kind,
    metadata: {
      name,
      labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', ...labels },
      annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' },
    },
  }
}
