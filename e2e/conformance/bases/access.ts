/** Who may do what. */
import { type Base, cluster, namespaced } from './base.ts'

export const access: readonly Base[] = [
  namespaced('roles', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'conformance-role' },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'], resourceNames: ['a'] }],
  }),
  cluster('clusterroles', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'conformance-clusterrole' },
    rules: [
      { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
      { nonResourceURLs: ['/x'], verbs: ['get'] },
    ],
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] },
  }),
  namespaced('rolebindings', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'conformance-rolebinding' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'x' },
    subjects: [
      { kind: 'User', name: 'x' },
      { kind: 'ServiceAccount', name: 'y', namespace: 'z' },
    ],
  }),
  cluster('clusterrolebindings', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'conformance-clusterrolebinding' },
    roleRef: { kind: 'ClusterRole', name: 'x' },
    subjects: [
      { kind: 'Group', name: 'x' },
      { kind: 'ServiceAccount', name: 'y', namespace: 'z' },
    ],
  }),
]
