/** A ClusterNetworkPolicy that comes before those of the projects. */
export function template(): object {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: '' },
    spec: { tier: 'Admin', priority: 50, subject: { namespaces: {} } },
  }
}
