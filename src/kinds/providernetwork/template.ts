/** A bridge network whose network card is still to be said. */
export function template(): object {
  return {
    apiVersion: 'kubeovn.io/v1',
    kind: 'ProviderNetwork',
    metadata: { name: '' },
    spec: { defaultInterface: '' },
  }
}
