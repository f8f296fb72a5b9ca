import { describe, expect, it } from 'vitest'
import { ingresses, services } from './collections.ts'
import { ingressStatus } from './ingress-status.ts'
import type { Manifest } from './reaction.ts'
import { namespace, node } from './testing/objects.ts'
import { reactingSandbox } from './testing/sandbox.ts'

const ingressClass = (name: string, controller: string): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name },
  spec: { controller },
})
const ingress = (name: string, ingressClassName: string): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { namespace: 'default', name },
  spec: { ingressClassName, defaultBackend: { service: { name: 'shop', port: { number: 80 } } } },
})
const service = (type: string, ingress: readonly object[] = []): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'ingress-nginx', name: 'ingress-nginx-controller' },
  spec: { type, ports: [{ port: 80 }] },
  status: { loadBalancer: { ingress } },
})

describe('the status of Ingresses', () => {
  it('shows where the controller of their class is reached', async () => {
    const sandbox = await reactingSandbox(ingressStatus)
    const statusOf = (name: string) => sandbox.get<Manifest>(ingresses, 'default', name)?.status
    sandbox.load(namespace('ingress-nginx'), node('n1'), ingressClass('nginx', 'k8s.io/ingress-nginx'))
    sandbox.load(ingressClass('other', 'example.com/other'), ingress('a', 'nginx'), ingress('b', 'other'))
    expect(statusOf('a')).toEqual({ loadBalancer: {} })
    sandbox.load(service('NodePort'))
    expect(statusOf('a')).toEqual({ loadBalancer: { ingress: [{ ip: '192.168.0.2' }] } })
    sandbox.write({ verb: 'delete', object: service('NodePort') })
    sandbox.load(service('LoadBalancer', [{ ip: '10.9.0.1' }]))
    expect(statusOf('a')).toEqual({ loadBalancer: { ingress: [{ ip: '10.9.0.1' }] } })
    const known = sandbox.get<Manifest>(services, 'ingress-nginx', 'ingress-nginx-controller')
    const status = { loadBalancer: { ingress: [{ ip: '10.9.0.2' }] } }
    sandbox.write({ verb: 'status', object: { ...service('LoadBalancer'), ...known, status } })
    expect(statusOf('a')).toEqual(status)
    expect(statusOf('b')).toEqual({ loadBalancer: {} })
  })
})
