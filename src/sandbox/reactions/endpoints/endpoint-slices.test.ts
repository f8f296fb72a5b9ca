import { describe, expect, it } from 'vitest'
import { endpointSlices, pods, services } from '../collections.ts'
import type { Manifest } from '../reaction.ts'
import { node, pod } from '../testing/objects.ts'
import { reactingSandbox } from '../testing/sandbox.ts'
import { endpointSliceController } from './endpoint-slices.ts'
import type { Slice } from './slices.ts'

const service = (spec: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'default', name: 'shop', labels: { team: 'red' } },
  spec: { selector: { app: 'shop' }, ports: [{ name: 'web', port: 80, targetPort: 8080 }], ...spec },
})

const running = (name: string, ready = true, { spec = {}, labels = {} } = {}): Manifest => {
  const last = Number(name.replace(/\D/g, '')) + 10
  return {
    ...pod(name, { spec: { nodeName: 'n1', ...spec }, labels: { app: 'shop', tier: 'web', ...labels } }),
    status: {
      phase: 'Running',
      podIPs: [{ ip: `10.16.${Math.floor(last / 250)}.${last % 250}` }, { ip: `fd00::${last}` }],
      podIP: `10.16.${Math.floor(last / 250)}.${last % 250}`,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  }
}

async function sandboxOfServices() {
  const sandbox = await reactingSandbox(endpointSliceController)
  sandbox.load(node('n1', {}, { 'topology.kubernetes.io/zone': 'east' }))
  const slices = () => sandbox.list<Slice>(endpointSlices)
  const addresses = () => slices().map(({ endpoints }) => (endpoints ?? []).flatMap((each) => each.addresses))
  return Object.assign(sandbox, { slices, addresses })
}

describe('endpoint slices', () => {
  it('hold the pods that a Service selects', async () => {
    const sandbox = await sandboxOfServices()
    sandbox.load(running('a1'), running('a2', false), pod('pending', { labels: { app: 'shop' } }))
    sandbox.load(running('b1', true, { labels: { app: 'other' } }), service())
    const [slice, ...others] = sandbox.slices()
    expect(others).toEqual([])
    expect(slice?.metadata.name).toMatch(/^shop-[a-z0-9]{5}$/)
    expect(slice).toMatchObject({
      metadata: {
        labels: {
          team: 'red',
          'kubernetes.io/service-name': 'shop',
          'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        },
        ownerReferences: [{ kind: 'Service', name: 'shop', controller: true }],
      },
      addressType: 'IPv4',
      ports: [{ name: 'web', port: 8080, protocol: 'TCP' }],
      endpoints: [
        {
          addresses: ['10.16.0.11'],
          conditions: { ready: true, serving: true, terminating: false },
          nodeName: 'n1',
          zone: 'east',
          targetRef: { kind: 'Pod', name: 'a1' },
        },
        { addresses: ['10.16.0.12'], conditions: { ready: false, serving: false } },
      ],
    })
  })

  it('follow pods and the Service, and rest', async () => {
    const sandbox = await sandboxOfServices()
    sandbox.load(service({ publishNotReadyAddresses: true, clusterIP: 'None' }))
    const [empty] = sandbox.slices()
    expect(empty?.endpoints ?? []).toEqual([])
    sandbox.load(running('a1', false))
    const [slice] = sandbox.slices()
    expect(sandbox.addresses()).toEqual([['10.16.0.11']])
    expect(slice?.metadata.labels).toHaveProperty(['service.kubernetes.io/headless'], '')
    expect(slice?.endpoints).toMatchObject([{ conditions: { ready: true, serving: false } }])
    const known = sandbox.get<Manifest>(pods, 'default', 'a1')
    sandbox.write({ verb: 'delete', object: { ...running('a1'), ...known } })
    expect(sandbox.slices()).toMatchObject([{ endpoints: [{ conditions: { terminating: true } }] }])
    const { revision } = sandbox
    sandbox.load({ ...pod('b'), metadata: { namespace: 'default', name: 'b', labels: { app: 'shop' } } })
    expect(sandbox.revision).toBe(revision + 1)
    sandbox.write({ verb: 'delete', object: service() })
    expect(sandbox.slices()).toEqual([])
  })

  it('are one for each family, and for each number behind a named port', async () => {
    const sandbox = await sandboxOfServices()
    const old = {
      containers: [{ name: 'app', image: 'app:0', ports: [{ name: 'http', containerPort: 80 }] }],
    }
    const named = { ports: [{ name: 'web', port: 80, targetPort: 'http' }] }
    sandbox.load(running('a1'), running('a2', true, { spec: old }))
    sandbox.load(service({ ...named, ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv4', 'IPv6'] }))
    const shown = sandbox
      .slices()
      .map(({ addressType, ports, endpoints }) => [
        addressType,
        ports?.[0]?.port,
        endpoints?.[0]?.addresses[0],
      ])
    expect(shown.sort()).toEqual([
      ['IPv4', 80, '10.16.0.12'],
      ['IPv4', 8080, '10.16.0.11'],
      ['IPv6', 80, 'fd00::12'],
      ['IPv6', 8080, 'fd00::11'],
    ])
  })

  it('take a hundred endpoints each, and keep them where they are', async () => {
    const sandbox = await sandboxOfServices()
    sandbox.load(service(), ...Array.from({ length: 230 }, (_, at) => running(`a${at}`)))
    const sizes = () =>
      sandbox
        .addresses()
        .map(({ length }) => length)
        .sort()
    expect(sizes()).toEqual([100, 100, 30])
    const full = sandbox.slices().filter(({ endpoints }) => endpoints?.length === 100)
    const gone = full[0]?.endpoints?.[0]?.targetRef?.name ?? ''
    const before = new Map(sandbox.slices().map(({ metadata }) => [metadata.name, metadata.resourceVersion]))
    const known = sandbox.get<Manifest>(pods, 'default', gone)
    const status = { ...(known?.status as object), phase: 'Succeeded' }
    sandbox.write({ verb: 'status', object: { ...running('x'), ...known, status } })
    expect(sizes()).toEqual([100, 30, 99])
    const changed = sandbox
      .slices()
      .filter((each) => before.get(each.metadata.name) !== each.metadata.resourceVersion)
    expect(changed.map(({ metadata }) => metadata.name)).toEqual([full[0]?.metadata.name])
  })

  it('are none of this for Services without a selector, or that are names', async () => {
    const sandbox = await sandboxOfServices()
    sandbox.load(running('a1'), service({ selector: undefined }))
    sandbox.load({
      ...service({ type: 'ExternalName', externalName: 'example.com' }),
      metadata: { namespace: 'default', name: 'elsewhere' },
    })
    expect(sandbox.list(services)).toHaveLength(2)
    expect(sandbox.slices()).toEqual([])
  })
})
