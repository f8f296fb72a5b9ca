/** A NetworkPolicy for all pods of a namespace that lets nobody in. */
export function template({ namespace }: { readonly namespace: string }): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: '', namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  }
}
