/** An AdminNetworkPolicy without rules. */
export function template(): object {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: '' },
    spec: { priority: 50, subject: { namespaces: {} } },
  }
}
