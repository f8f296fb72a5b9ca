/** A list with one community that is still to be named. */
export function template({ namespace }: { readonly namespace: string }): object {
  return {
    apiVersion: 'metallb.io/v1beta1',
    kind: 'Community',
    metadata: { name: '', namespace },
    spec: { communities: [{ name: '', value: '' }] },
  }
}
