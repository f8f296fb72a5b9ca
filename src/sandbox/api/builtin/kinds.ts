/**
 * The kinds of Kubernetes 1.36 that the sandbox serves, in the order the API server lists their groups.
 * Kinds that no part of the console or of kubectl's everyday commands touches are left out.
 */
export interface BuiltinKind {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly plural: string
  /** The lower-case kind, unless said otherwise. */
  readonly singular?: string
  readonly namespaced: boolean
  readonly shortNames?: readonly string[]
  readonly categories?: readonly string[]
  readonly status?: boolean
  readonly scale?: boolean
  /** Verbs it lacks, or for reviews the only one it has. */
  readonly withoutCollectionDelete?: boolean
  readonly createOnly?: boolean
  /** Whether changes of the spec are counted in metadata.generation. */
  readonly generation?: boolean
  readonly fields?: readonly string[]
  /** The collection it shares, where that is another kind's. */
  readonly storedAs?: string
}

const all = ['all']
const extensions = ['api-extensions']
const eventFields = [
  'involvedObject.kind',
  'involvedObject.namespace',
  'involvedObject.name',
  'involvedObject.uid',
  'involvedObject.apiVersion',
  'involvedObject.resourceVersion',
  'involvedObject.fieldPath',
  'reason',
  'reportingComponent',
  'source',
  'type',
]

function namespaced(
  group: string,
  version: string,
  kind: string,
  plural: string,
  more: Partial<BuiltinKind> = {},
): BuiltinKind {
  return { group, version, kind, plural, namespaced: true, ...more }
}

function cluster(
  group: string,
  version: string,
  kind: string,
  plural: string,
  more: Partial<BuiltinKind> = {},
): BuiltinKind {
  return { group, version, kind, plural, namespaced: false, ...more }
}

const workload = { categories: all, status: true, generation: true } as const

export const builtinKinds: readonly BuiltinKind[] = [
  namespaced('', 'v1', 'ConfigMap', 'configmaps', { shortNames: ['cm'] }),
  namespaced('', 'v1', 'Endpoints', 'endpoints', { singular: 'endpoints', shortNames: ['ep'] }),
  namespaced('', 'v1', 'Event', 'events', { shortNames: ['ev'], fields: eventFields }),
  namespaced('', 'v1', 'LimitRange', 'limitranges', { shortNames: ['limits'] }),
  cluster('', 'v1', 'Namespace', 'namespaces', {
    shortNames: ['ns'],
    status: true,
    withoutCollectionDelete: true,
    fields: ['status.phase', 'name'],
  }),
  cluster('', 'v1', 'Node', 'nodes', { shortNames: ['no'], status: true, fields: ['spec.unschedulable'] }),
  namespaced('', 'v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', {
    shortNames: ['pvc'],
    status: true,
    fields: ['name'],
  }),
  cluster('', 'v1', 'PersistentVolume', 'persistentvolumes', {
    shortNames: ['pv'],
    status: true,
    fields: ['name'],
  }),
  namespaced('', 'v1', 'Pod', 'pods', {
    shortNames: ['po'],
    ...workload,
    fields: [
      'spec.nodeName',
      'spec.restartPolicy',
      'spec.schedulerName',
      'spec.serviceAccountName',
      'spec.hostNetwork',
      'status.phase',
      'status.podIP',
      'status.podIPs',
      'status.nominatedNodeName',
    ],
  }),
  namespaced('', 'v1', 'PodTemplate', 'podtemplates', { generation: true }),
  namespaced('', 'v1', 'ReplicationController', 'replicationcontrollers', {
    shortNames: ['rc'],
    ...workload,
    scale: true,
    fields: ['status.replicas'],
  }),
  namespaced('', 'v1', 'ResourceQuota', 'resourcequotas', { shortNames: ['quota'], status: true }),
  namespaced('', 'v1', 'Secret', 'secrets', { fields: ['type'] }),
  namespaced('', 'v1', 'ServiceAccount', 'serviceaccounts', { shortNames: ['sa'] }),
  namespaced('', 'v1', 'Service', 'services', {
    shortNames: ['svc'],
    categories: all,
    status: true,
    fields: ['spec.clusterIP', 'spec.type'],
  }),
  namespaced('apps', 'v1', 'ControllerRevision', 'controllerrevisions'),
  namespaced('apps', 'v1', 'DaemonSet', 'daemonsets', { shortNames: ['ds'], ...workload }),
  namespaced('apps', 'v1', 'Deployment', 'deployments', { shortNames: ['deploy'], ...workload, scale: true }),
  namespaced('apps', 'v1', 'ReplicaSet', 'replicasets', {
    shortNames: ['rs'],
    ...workload,
    scale: true,
    fields: ['status.replicas'],
  }),
  namespaced('apps', 'v1', 'StatefulSet', 'statefulsets', { shortNames: ['sts'], ...workload, scale: true }),
  namespaced('events.k8s.io', 'v1', 'Event', 'events', {
    shortNames: ['ev'],
    storedAs: '/events',
    fields: [
      'regarding.kind',
      'regarding.namespace',
      'regarding.name',
      'regarding.uid',
      'regarding.apiVersion',
      'regarding.resourceVersion',
      'regarding.fieldPath',
      'reason',
      'reportingController',
      'type',
    ],
  }),
  cluster('authentication.k8s.io', 'v1', 'SelfSubjectReview', 'selfsubjectreviews', { createOnly: true }),
  namespaced('authorization.k8s.io', 'v1', 'LocalSubjectAccessReview', 'localsubjectaccessreviews', {
    createOnly: true,
  }),
  cluster('authorization.k8s.io', 'v1', 'SelfSubjectAccessReview', 'selfsubjectaccessreviews', {
    createOnly: true,
  }),
  cluster('authorization.k8s.io', 'v1', 'SelfSubjectRulesReview', 'selfsubjectrulesreviews', {
    createOnly: true,
  }),
  cluster('authorization.k8s.io', 'v1', 'SubjectAccessReview', 'subjectaccessreviews', { createOnly: true }),
  namespaced('autoscaling', 'v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', {
    shortNames: ['hpa'],
    categories: all,
    status: true,
  }),
  namespaced('batch', 'v1', 'CronJob', 'cronjobs', { shortNames: ['cj'], ...workload }),
  namespaced('batch', 'v1', 'Job', 'jobs', { ...workload, fields: ['status.successful'] }),
  cluster('networking.k8s.io', 'v1', 'IngressClass', 'ingressclasses', { generation: true }),
  namespaced('networking.k8s.io', 'v1', 'Ingress', 'ingresses', {
    shortNames: ['ing'],
    status: true,
    generation: true,
  }),
  cluster('networking.k8s.io', 'v1', 'IPAddress', 'ipaddresses', {
    shortNames: ['ip'],
    fields: ['spec.parentRef.kind', 'spec.parentRef.namespace', 'spec.parentRef.name'],
  }),
  namespaced('networking.k8s.io', 'v1', 'NetworkPolicy', 'networkpolicies', {
    shortNames: ['netpol'],
    generation: true,
  }),
  cluster('networking.k8s.io', 'v1', 'ServiceCIDR', 'servicecidrs', { status: true }),
  namespaced('policy', 'v1', 'PodDisruptionBudget', 'poddisruptionbudgets', {
    shortNames: ['pdb'],
    status: true,
    generation: true,
  }),
  cluster('rbac.authorization.k8s.io', 'v1', 'ClusterRoleBinding', 'clusterrolebindings'),
  cluster('rbac.authorization.k8s.io', 'v1', 'ClusterRole', 'clusterroles'),
  namespaced('rbac.authorization.k8s.io', 'v1', 'RoleBinding', 'rolebindings'),
  namespaced('rbac.authorization.k8s.io', 'v1', 'Role', 'roles'),
  cluster('storage.k8s.io', 'v1', 'StorageClass', 'storageclasses', { shortNames: ['sc'] }),
  cluster('apiextensions.k8s.io', 'v1', 'CustomResourceDefinition', 'customresourcedefinitions', {
    shortNames: ['crd', 'crds'],
    categories: extensions,
    status: true,
    generation: true,
  }),
  cluster('scheduling.k8s.io', 'v1', 'PriorityClass', 'priorityclasses', {
    shortNames: ['pc'],
    generation: true,
  }),
  namespaced('coordination.k8s.io', 'v1', 'Lease', 'leases'),
  namespaced('discovery.k8s.io', 'v1', 'EndpointSlice', 'endpointslices', { generation: true }),
]
