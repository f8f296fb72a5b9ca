/** A profile with the times that MetalLB takes without one, to begin from. */
export function template({ namespace }: { readonly namespace: string }): object {
  return {
    apiVersion: 'metallb.io/v1beta1',
    kind: 'BFDProfile',
    metadata: { name: '', namespace },
    spec: { receiveInterval: 300, transmitInterval: 300, detectMultiplier: 3 },
  }
}
