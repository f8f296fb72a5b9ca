/** Objects for tests, with no more in them than reactions look at. */
import type { Manifest } from '../reaction.ts'

export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}

export function node(
  name: string,
  spec: object = {},
  labels: Readonly<Record<string, string>> = {},
): Manifest {
  const last = Number(name.replace(/\D/g, '')) + 1
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name, ...labels } },
    spec,
    status: {
      addresses: [{ type: 'InternalIP', address: `192.168.0.${last}` }],
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  }
}

export function pod(
  name: string,
  { spec = {}, ...metadata }: Readonly<Record<string, object>> = {},
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'default', name, ...metadata },
    spec: {
      containers: [
        { name: 'app', image: 'registry.example.com/web', ports: [{ name: 'http', containerPort: 8080 }] },
      ],
      ...spec,
    },
  }
}

export function subnet(name: string, spec: object): Manifest {
  return { apiVersion: 'kubeovn.io/v1', kind: 'Subnet', metadata: { name }, spec }
}
