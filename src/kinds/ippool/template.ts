/** An IPPool whose subnet and addresses are still to be said. */
export function template(): object {
  return {
    apiVersion: 'kubeovn.io/v1',
    kind: 'IPPool',
    metadata: { name: '' },
    spec: { subnet: '', ips: [''] },
  }
}
