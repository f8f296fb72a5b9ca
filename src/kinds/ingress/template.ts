/** An Ingress with one rule; its host and its Service are still to be said. */
export function template({ namespace }: { readonly namespace: string }): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: '', namespace },
    spec: { rules: [newRule()] },
  }
}

export function newRule(): object {
  return { host: '', http: { paths: [newPath('/')] } }
}

export function newPath(path: string): object {
  return { path, pathType: 'Prefix', backend: newBackend() }
}

export function newBackend(): object {
  return { service: { name: '', port: { number: 80 } } }
}
