/** The BaselineAdminNetworkPolicy: its name is given. */
export function template(): object {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'BaselineAdminNetworkPolicy',
    metadata: { name: 'default' },
    spec: { subject: { namespaces: {} } },
  }
}
