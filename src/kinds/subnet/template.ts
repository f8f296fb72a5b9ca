/** A Subnet that sends pods' traffic out under the addresses of nodes; its block is still to be said. */
export function template(): object {
  return {
    apiVersion: 'kubeovn.io/v1',
    kind: 'Subnet',
    metadata: { name: '' },
    spec: { cidrBlock: '', natOutgoing: true },
  }
}
