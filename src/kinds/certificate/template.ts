/** A certificate with its key, both still to be given. */
export function template({ namespace }: { readonly namespace: string }): object {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: '', namespace },
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': '', 'tls.key': '' },
  }
}
