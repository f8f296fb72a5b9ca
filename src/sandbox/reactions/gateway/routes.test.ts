import { describe, expect, it } from 'vitest'
import type { Manifest } from '../reaction.ts'
import { type ReactingSandbox, reactingSandbox } from '../testing/sandbox.ts'
import { hostsOf } from './hostnames.ts'
import type { ParentStatus } from './objects.ts'
import { routeStatuses } from './routes.ts'
import { conditionOf, gateway, gatewayClass, grant, http, namespace, route, service } from './testing.ts'

const httpRoutes = { group: 'gateway.networking.k8s.io', plural: 'httproutes' }

async function platform(...objects: readonly Manifest[]): Promise<ReactingSandbox> {
  const sandbox = await reactingSandbox(...routeStatuses())
  sandbox.load(namespace('shop'), namespace('other'), gatewayClass, ...objects)
  return sandbox
}

function parentsOf(sandbox: ReactingSandbox, where = 'shop'): readonly ParentStatus[] {
  const found = sandbox.get<Manifest>(httpRoutes, where, 'r')
  return (found?.status as { parents?: readonly ParentStatus[] } | undefined)?.parents ?? []
}

const toFront = { parentRefs: [{ name: 'front' }] }
const sending = (backendRef: object) => ({ ...toFront, rules: [{ backendRefs: [backendRef] }] })

describe('a route', () => {
  it('is accepted by a Gateway that lets it in, and left alone by others', async () => {
    const sandbox = await platform(route('r', sending({ name: 'web', port: 80 })))
    expect(parentsOf(sandbox)).toEqual([])
    sandbox.load(gateway([http]))
    expect(parentsOf(sandbox)).toMatchObject([
      {
        parentRef: { name: 'front' },
        controllerName: 'gateway.envoyproxy.io/gatewayclass-controller',
        conditions: [
          { type: 'Accepted', status: 'True', message: 'Route is accepted', observedGeneration: 1 },
          {
            type: 'ResolvedRefs',
            status: 'False',
            reason: 'BackendNotFound',
            message: 'Failed to process route rule 0 backendRef 0: service shop/web not found.',
          },
        ],
      },
    ])
    sandbox.load(service('shop', 'web', 80))
    expect(conditionOf(parentsOf(sandbox)[0], 'ResolvedRefs')).toMatchObject({ status: 'True' })
    const before = sandbox.revision
    sandbox.load(service('shop', 'another', 80))
    expect(sandbox.revision).toBe(before + 1)
    sandbox.write({ verb: 'delete', object: gateway([http]) })
    expect(parentsOf(sandbox)).toEqual([])
  })

  it.each([
    [{ parentRefs: [{ name: 'front', sectionName: 'x' }] }, 'NoMatchingParent'],
    [{ parentRefs: [{ name: 'front', port: 81 }] }, 'NoMatchingParent'],
    [{ parentRefs: [{ name: 'front', sectionName: 'tcp' }] }, 'NotAllowedByListeners'],
    [{ ...toFront, hostnames: ['b.com'] }, 'NoMatchingListenerHostname'],
    [{ ...toFront, hostnames: ['x.a.com'] }, 'Accepted'],
  ])('%j is answered with %s', async (spec, reason) => {
    const listeners = [
      { ...http, hostname: '*.a.com' },
      { name: 'tcp', port: 9000, protocol: 'TCP' },
    ]
    const sandbox = await platform(gateway(listeners), route('r', spec))
    expect(conditionOf(parentsOf(sandbox)[0], 'Accepted')).toMatchObject({ reason })
  })

  it('needs leave to come from and to send to another namespace', async () => {
    const parentRefs = [{ name: 'front', namespace: 'shop' }]
    const backendRefs = [{ name: 'web', namespace: 'shop', port: 80 }]
    const sandbox = await platform(
      gateway([http]),
      service('shop', 'web', 80),
      route('r', { parentRefs, rules: [{ backendRefs }] }, 'HTTPRoute', 'other'),
    )
    expect(conditionOf(parentsOf(sandbox, 'other')[0], 'Accepted')).toMatchObject({
      reason: 'NotAllowedByListeners',
      message: 'No listeners included by this parent ref allowed this attachment.',
    })
    expect(conditionOf(parentsOf(sandbox, 'other')[0], 'ResolvedRefs')).toMatchObject({
      reason: 'RefNotPermitted',
      message:
        'Failed to process route rule 0 backendRef 0: ' +
        'Backend ref to Service shop/web not permitted by any ReferenceGrant.',
    })
    const from = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'other' }
    const open = gateway([{ ...http, allowedRoutes: { namespaces: { from: 'All' } } }])
    sandbox.load(grant('shop', from, { group: '', kind: 'Service', name: 'web' }))
    sandbox.write({ verb: 'update', object: open })
    expect(parentsOf(sandbox, 'other')[0]?.conditions).toMatchObject([{ status: 'True' }, { status: 'True' }])
  })
})

describe('the hosts of a route on a listener', () => {
  const listener = (hostname?: string) => ({ ...http, ...(hostname === undefined ? {} : { hostname }) })
  it.each([
    [undefined, [], ['*']],
    ['a.com', [], ['a.com']],
    [undefined, ['a.com'], ['a.com']],
    ['*.a.com', ['a.com', 'x.a.com', 'x.y.a.com'], ['x.a.com', 'x.y.a.com']],
    ['x.a.com', ['*.a.com', '*.com', '*.b.com'], ['x.a.com']],
    ['*.a.com', ['*.com'], ['*.a.com']],
    ['*.com', ['*.a.com'], ['*.a.com']],
    ['a.com', ['b.com'], []],
  ])('%s for %j are %j', (own, hostnames, hosts) => {
    expect(hostsOf(hostnames, listener(own), [])).toEqual(hosts)
  })

  it('leave out what another listener of the port has for itself', () => {
    expect(hostsOf(['x.a.com', 'y.a.com'], listener('*.a.com'), [listener('x.a.com')])).toEqual(['y.a.com'])
  })
})
