import { generatedPortName } from './protocols.ts'

/** A Service with one port; what it is for is still to be said. */
export function template({ namespace }: { readonly namespace: string }): object {
  const port = { protocol: 'TCP', port: 80, targetPort: 80 }
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: '', namespace },
    spec: { type: 'ClusterIP', ports: [{ name: generatedPortName(port), ...port }] },
  }
}
