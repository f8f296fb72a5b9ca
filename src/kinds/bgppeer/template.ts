/** A peer whose numbers and address are still to be said. */
export function template({ namespace }: { readonly namespace: string }): object {
  return {
    apiVersion: 'metallb.io/v1beta2',
    kind: 'BGPPeer',
    metadata: { name: '', namespace },
    spec: { myASN: 64512, peerAddress: '', peerPort: 179 },
  }
}
