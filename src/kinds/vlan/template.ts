/** A Vlan whose number and bridge network are still to be said. */
export function template(): object {
  return {
    apiVersion: 'kubeovn.io/v1',
    kind: 'Vlan',
    metadata: { name: '' },
    spec: { id: 0, provider: '' },
  }
}
