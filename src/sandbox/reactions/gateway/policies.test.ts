import { describe, expect, it } from 'vitest'
import type { Manifest } from '../reaction.ts'
import { type ReactingSandbox, reactingSandbox } from '../testing/sandbox.ts'
import { backendTlsStatus } from './backend-tls.ts'
import { policyStatuses } from './policies.ts'
import type { AncestorStatus } from './targets.ts'
import { conditionOf, gateway, gatewayClass, http, namespace, route, service } from './testing.ts'

const securityPolicies = { group: 'gateway.envoyproxy.io', plural: 'securitypolicies' }
const backendTls = { group: 'gateway.networking.k8s.io', plural: 'backendtlspolicies' }
const onFront = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'front' }
const onRoute = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'r' }

const policy = (name: string, target: object): Manifest => ({
  apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  kind: 'SecurityPolicy',
  metadata: { namespace: 'shop', name },
  spec: { ...target, cors: { allowOrigins: ['https://a.com'] } },
})

async function platform(...objects: readonly Manifest[]): Promise<ReactingSandbox> {
  const sandbox = await reactingSandbox(...policyStatuses(), backendTlsStatus())
  sandbox.load(namespace('shop'), gatewayClass, gateway([http]), ...objects)
  return sandbox
}

function ancestorsOf(
  sandbox: ReactingSandbox,
  name: string,
  of = securityPolicies,
): readonly AncestorStatus[] {
  const status = sandbox.get<Manifest>(of, 'shop', name)?.status
  return (status as { ancestors?: readonly AncestorStatus[] } | undefined)?.ancestors ?? []
}

describe('a policy', () => {
  it('is accepted for the Gateways of its target, once that is there', async () => {
    const sandbox = await platform(policy('p', { targetRefs: [onRoute] }))
    expect(ancestorsOf(sandbox, 'p')).toEqual([])
    sandbox.load(route('r', { parentRefs: [{ name: 'front', sectionName: 'http' }] }))
    expect(ancestorsOf(sandbox, 'p')).toMatchObject([
      {
        ancestorRef: { kind: 'Gateway', namespace: 'shop', name: 'front', sectionName: 'http' },
        conditions: [{ type: 'Accepted', status: 'True', message: 'Policy has been accepted.' }],
      },
    ])
    sandbox.write({ verb: 'delete', object: route('r', {}) })
    expect(ancestorsOf(sandbox, 'p')).toEqual([])
  })

  it('yields to an older one, until that goes', async () => {
    const sandbox = await platform(
      policy('a', { targetRefs: [onFront] }),
      policy('b', { targetRefs: [onFront] }),
    )
    expect(conditionOf(ancestorsOf(sandbox, 'a')[0], 'Accepted')).toMatchObject({ status: 'True' })
    expect(conditionOf(ancestorsOf(sandbox, 'b')[0], 'Accepted')).toMatchObject({
      reason: 'Conflicted',
      message: 'Unable to target Gateway front, another SecurityPolicy has already attached to it',
    })
    sandbox.write({ verb: 'delete', object: policy('a', {}) })
    expect(conditionOf(ancestorsOf(sandbox, 'b')[0], 'Accepted')).toMatchObject({ status: 'True' })
    const before = sandbox.revision
    sandbox.load(policy('c', { targetRefs: [{ ...onFront, name: 'elsewhere' }] }))
    expect(sandbox.revision).toBe(before + 1)
  })

  it('names a listener that is there, and finds targets by their labels', async () => {
    const sandbox = await platform(
      policy('section', { targetRefs: [{ ...onFront, sectionName: 'x' }] }),
      policy('select', { targetSelectors: [{ kind: 'HTTPRoute', matchLabels: { team: 'a' } }] }),
    )
    expect(conditionOf(ancestorsOf(sandbox, 'section')[0], 'Accepted')).toMatchObject({
      reason: 'TargetNotFound',
      message: 'No section name x found for Gateway shop/front',
    })
    const labelled = route('r', { parentRefs: [{ name: 'front' }] })
    sandbox.load({ ...labelled, metadata: { ...labelled.metadata, labels: { team: 'a' } } })
    expect(ancestorsOf(sandbox, 'select')).toHaveLength(1)
  })
})

describe('a BackendTLSPolicy', () => {
  it('needs a route to its backend and an authority', async () => {
    const sandbox = await platform(service('shop', 'web', 443), {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'BackendTLSPolicy',
      metadata: { namespace: 'shop', name: 'tls' },
      spec: {
        targetRefs: [{ group: '', kind: 'Service', name: 'web' }],
        validation: { hostname: 'a.com', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] },
      },
    })
    expect(ancestorsOf(sandbox, 'tls', backendTls)).toEqual([])
    const rules = [{ backendRefs: [{ name: 'web', port: 443 }] }]
    sandbox.load(route('r', { parentRefs: [{ name: 'front' }], rules }))
    const accepted = () => conditionOf(ancestorsOf(sandbox, 'tls', backendTls)[0], 'Accepted')
    expect(accepted()).toMatchObject({
      reason: 'NoValidCACertificate',
      message: 'Configmap ca not found in namespace shop.',
    })
    const metadata = { namespace: 'shop', name: 'ca' }
    sandbox.load({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'ca.crt': 'x' } })
    expect(accepted()).toMatchObject({ status: 'True' })
  })
})
