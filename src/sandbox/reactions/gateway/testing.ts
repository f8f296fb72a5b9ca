/** Objects of a small platform with Envoy Gateway, for tests. */
import type { Manifest } from '../reaction.ts'

const api = 'gateway.networking.k8s.io/v1'

export const gatewayClass: Manifest = {
  apiVersion: api,
  kind: 'GatewayClass',
  metadata: { name: 'eg' },
  spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
}

export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}

export const http = { name: 'http', port: 80, protocol: 'HTTP' }

export function https(name: string, secret: object): object {
  return { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name, ...secret }] } }
}

export function gateway(listeners: readonly object[], spec: object = {}): Manifest {
  return {
    apiVersion: api,
    kind: 'Gateway',
    metadata: { namespace: 'shop', name: 'front' },
    spec: { gatewayClassName: 'eg', listeners, ...spec },
  }
}

export function route(name: string, spec: object, kind = 'HTTPRoute', where = 'shop'): Manifest {
  return { apiVersion: api, kind, metadata: { namespace: where, name }, spec }
}

export function service(where: string, name: string, port: number): Manifest {
  const ports = [{ name: 'web', port, protocol: 'TCP' }]
  return { apiVersion: 'v1', kind: 'Service', metadata: { namespace: where, name }, spec: { ports } }
}

export function secret(where: string, name: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace: where, name },
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': 'eA==', 'tls.key': 'eA==' },
  }
}

export function grant(where: string, from: object, to: object): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kind: 'ReferenceGrant',
    metadata: { namespace: where, name: 'permit' },
    spec: { from: [from], to: [to] },
  }
}

/** A condition of a status, by its type. */
export function conditionOf(holder: unknown, type: string): object | undefined {
  const { conditions = [] } = (holder ?? {}) as { conditions?: readonly { readonly type: string }[] }
  return conditions.find((each) => each.type === type)
}
