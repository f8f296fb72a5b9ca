import { describe, expect, it } from 'vitest'
import type { KubeEvent } from '../../../k8s/core.ts'
import { addressPools, bgpStatuses, l2Statuses, services } from '../collections.ts'
import type { Manifest } from '../reaction.ts'
import { namespace, node } from '../testing/objects.ts'
import { reactingSandbox } from '../testing/sandbox.ts'
import { announcements } from './announcements.ts'
import { loadBalancer } from './load-balancer.ts'
import { poolStatus } from './pool-status.ts'
import type { BalancedService } from './service.ts'

const events = { group: '', plural: 'events' }
const metallb = (kind: string, name: string, spec: object): Manifest => ({
  apiVersion: kind === 'BGPPeer' ? 'metallb.io/v1beta2' : 'metallb.io/v1beta1',
  kind,
  metadata: { namespace: 'metallb-system', name },
  spec,
})
const pool = (name: string, addresses: readonly string[], spec: object = {}) =>
  metallb('IPAddressPool', name, { addresses, ...spec })
const service = (
  name: string,
  annotations: Readonly<Record<string, string>> = {},
  spec: object = {},
): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'default', name, annotations },
  spec: { type: 'LoadBalancer', selector: { app: name }, ports: [{ port: 80 }], ...spec },
})

async function sandboxOfServices() {
  const sandbox = await reactingSandbox(loadBalancer, poolStatus, announcements)
  sandbox.load(namespace('metallb-system'))
  const get = (name: string) => sandbox.get<BalancedService>(services, 'default', name)
  const addresses = (name: string) => get(name)?.status?.loadBalancer?.ingress?.map(({ ip }) => ip)
  const messages = () =>
    sandbox.list<KubeEvent>(events).map(({ type, reason, message }) => `${type} ${reason}: ${message}`)
  const change = (name: string, metadata: object, spec: object = {}) => {
    const known = sandbox.get<Manifest>(services, 'default', name)
    if (known === null) throw new Error(`no Service ${name}`)
    const object = {
      ...known,
      metadata: { ...known.metadata, ...metadata },
      spec: { ...(known.spec as object), ...spec },
    }
    sandbox.write({ verb: 'update', object })
  }
  return Object.assign(sandbox, { addresses, change, messages, service: get })
}

describe('load balancers', () => {
  it('get the next address of a pool, and give it back', async () => {
    const sandbox = await sandboxOfServices()
    sandbox.load(pool('main', ['10.9.0.1-10.9.0.2']), service('a'), service('b'), service('c'))
    expect(sandbox.service('a')).toMatchObject({
      metadata: { annotations: { 'metallb.io/ip-allocated-from-pool': 'main' } },
      status: { loadBalancer: { ingress: [{ ip: '10.9.0.1', ipMode: 'VIP' }] } },
    })
    expect(sandbox.messages()).toContain('Normal IPAllocated: Assigned IP ["10.9.0.1"]')
    expect(sandbox.messages()).toContain(
      'Warning AllocationFailed: Failed to allocate IP for "default/c": no available IPs',
    )
    const counters = () => sandbox.get<Manifest>(addressPools, 'metallb-system', 'main')?.status
    expect(counters()).toEqual({ assignedIPv4: 2, assignedIPv6: 0, availableIPv4: 0, availableIPv6: 0 })
    sandbox.change('a', {}, { type: 'ClusterIP' })
    expect(sandbox.addresses('c')).toEqual(['10.9.0.1'])
    expect(sandbox.service('a')?.metadata.annotations).toBeUndefined()
    sandbox.write({ verb: 'delete', object: service('b') })
    expect(counters()).toMatchObject({ assignedIPv4: 1, availableIPv4: 1 })
  })

  it('get what they ask for, or hear why not', async () => {
    const sandbox = await sandboxOfServices()
    sandbox.load(pool('main', ['10.9.0.0/24'], { avoidBuggyIPs: true }), pool('spare', ['10.8.0.5/32']))
    sandbox.load(service('a', { 'metallb.universe.tf/loadBalancerIPs': '10.9.0.7' }))
    sandbox.load(service('b', {}, { loadBalancerIP: '10.9.0.7' }))
    sandbox.load(service('c', { 'metallb.io/address-pool': 'spare' }))
    sandbox.load(service('d', { 'metallb.io/address-pool': 'none' }))
    sandbox.load(service('e', { 'metallb.io/loadBalancerIPs': '10.7.0.1' }))
    sandbox.load(service('f', {}, { loadBalancerClass: 'example.com/other' }))
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map(sandbox.addresses)).toEqual([
      ['10.9.0.7'],
      undefined,
      ['10.8.0.5'],
      undefined,
      undefined,
      undefined,
    ])
    const failed = (name: string, why: string) =>
      `Warning AllocationFailed: Failed to allocate IP for "default/${name}": ${why}`
    expect(sandbox.messages().filter((each) => each.startsWith('Warning'))).toEqual([
      failed('b', 'can\'t change sharing key for "default/b", address also in use by default/a'),
      failed('d', 'unknown pool "none"'),
      failed('e', '["10.7.0.1"] is not allowed in config'),
    ])
    sandbox.change('a', { annotations: { 'metallb.io/address-pool': 'main' } })
    expect(sandbox.addresses('a')).toEqual(['10.9.0.7'])
    sandbox.change('e', { annotations: {} })
    expect(sandbox.addresses('e')).toEqual(['10.9.0.1'])
  })

  it('share an address where both agree and their ports differ', async () => {
    const sandbox = await sandboxOfServices()
    const shared = { 'metallb.io/allow-shared-ip': 'web', 'metallb.io/loadBalancerIPs': '10.9.0.1' }
    sandbox.load(pool('main', ['10.9.0.0/24']), service('a', shared))
    sandbox.load(service('b', shared, { ports: [{ port: 443 }] }), service('c', shared))
    expect(sandbox.addresses('b')).toEqual(['10.9.0.1'])
    expect(sandbox.messages()).toContain(
      'Warning AllocationFailed: Failed to allocate IP for "default/c": port TCP/80 is already in use on "10.9.0.1"',
    )
    expect(sandbox.get<Manifest>(addressPools, 'metallb-system', 'main')?.status).toMatchObject({
      assignedIPv4: 1,
      availableIPv4: 255,
    })
  })

  it('come from a pool with a priority first, be it for all', async () => {
    const sandbox = await sandboxOfServices()
    sandbox.load(
      pool('any', ['10.9.0.0/24']),
      pool('first', ['10.6.0.0/32'], { serviceAllocation: { priority: 1 } }),
      service('a'),
      service('b'),
    )
    expect(['a', 'b'].map(sandbox.addresses)).toEqual([['10.6.0.0'], ['10.9.0.0']])
  })

  it('come from the pool made for them, in the families they have', async () => {
    const sandbox = await sandboxOfServices()
    const forTeam = { namespaceSelectors: [{ matchLabels: { team: 'red' } }], priority: 5 }
    sandbox.load(
      pool('any', ['10.9.0.0/24', 'fd09::/112']),
      pool('hidden', ['10.5.0.0/24'], { autoAssign: false }),
      pool('red', ['10.6.0.0/24'], { serviceAllocation: forTeam }),
    )
    sandbox.load(service('a'))
    const dual = { ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'] }
    sandbox.load(service('b', {}, dual))
    expect(sandbox.addresses('a')).toEqual(['10.9.0.0'])
    expect(sandbox.addresses('b')).toEqual(['10.9.0.1', 'fd09::'])
    const known = sandbox.list<Manifest>({ group: '', plural: 'namespaces' }, { name: 'default' })[0]
    const metadata = { ...known?.metadata, name: 'default', labels: { team: 'red' } }
    sandbox.write({ verb: 'update', object: { ...namespace('default'), ...known, metadata } })
    sandbox.load(service('c'))
    expect(sandbox.addresses('c')).toEqual(['10.6.0.0'])
    sandbox.write({ verb: 'delete', object: pool('any', []) })
    expect(sandbox.addresses('a')).toEqual(['10.6.0.1'])
    expect(sandbox.addresses('b')).toEqual(['10.6.0.2'])
    sandbox.write({ verb: 'delete', object: pool('red', []) }, { verb: 'delete', object: pool('hidden', []) })
    expect(sandbox.addresses('a')).toBeUndefined()
  })
})

describe('announcements', () => {
  const slice = (name: string, nodeName: string): Manifest => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { namespace: 'default', name, labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.16.0.2'], conditions: { ready: true }, nodeName }],
    ports: [{ port: 80 }],
  })

  it('come from one node on its network, and move with what may announce', async () => {
    const sandbox = await sandboxOfServices()
    sandbox.load(node('n1'), node('n2', {}, { edge: 'yes' }), pool('main', ['10.9.0.0/24']), service('a'))
    const nodeSelectors = [{ matchLabels: { edge: 'yes' } }]
    sandbox.load(
      metallb('L2Advertisement', 'main', { ipAddressPools: ['main'], nodeSelectors, interfaces: ['eth1'] }),
    )
    expect(sandbox.list(l2Statuses)).toEqual([])
    sandbox.load(slice('a', 'n1'))
    expect(sandbox.list(l2Statuses)).toMatchObject([
      {
        metadata: {
          namespace: 'metallb-system',
          labels: {
            'metallb.io/node': 'n2',
            'metallb.io/service-name': 'a',
            'metallb.io/service-namespace': 'default',
          },
        },
        status: { node: 'n2', serviceName: 'a', serviceNamespace: 'default', interfaces: [{ name: 'eth1' }] },
      },
    ])
    expect(sandbox.messages()).toContain(
      'Normal nodeAssigned: announcing from node "n2" with protocol "layer2"',
    )
    sandbox.write({ verb: 'delete', object: node('n2') })
    sandbox.load(node('n3', {}, { edge: 'yes' }))
    expect(sandbox.list<Manifest>(l2Statuses)).toMatchObject([{ status: { node: 'n3' } }])
    sandbox.change('a', {}, { externalTrafficPolicy: 'Local' })
    expect(sandbox.list(l2Statuses)).toEqual([])
  })

  it('go from every node to the peers that are meant', async () => {
    const sandbox = await sandboxOfServices()
    const peer = (name: string) =>
      metallb('BGPPeer', name, { myASN: 64500, peerASN: 64501, peerAddress: '10.0.0.1' })
    sandbox.load(node('n1'), node('n2'), pool('main', ['10.9.0.0/24']), service('a'), slice('a', 'n1'))
    sandbox.load(peer('east'), peer('west'), metallb('BGPAdvertisement', 'main', { peers: ['east'] }))
    const shown = sandbox.list<Manifest>(bgpStatuses).map(({ status }) => status)
    expect(shown).toHaveLength(2)
    expect(shown).toEqual(
      expect.arrayContaining([
        { node: 'n1', peers: ['east'], serviceName: 'a', serviceNamespace: 'default' },
      ]),
    )
    sandbox.write({ verb: 'delete', object: service('a') })
    expect(sandbox.list(bgpStatuses)).toEqual([])
  })
})
