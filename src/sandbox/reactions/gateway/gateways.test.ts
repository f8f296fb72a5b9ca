import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../../k8s/objects.ts'
import { deployments, services } from '../collections.ts'
import type { Manifest } from '../reaction.ts'
import { type ReactingSandbox, reactingSandbox } from '../testing/sandbox.ts'
import { gatewayClassStatus } from './gateway-classes.ts'
import { gatewayInfrastructure } from './gateways.ts'
import { infrastructureName } from './infrastructure.ts'
import { gatewayClasses, gateways } from './objects.ts'
import {
  conditionOf,
  gateway,
  gatewayClass,
  grant,
  http,
  https,
  namespace,
  route,
  secret,
} from './testing.ts'

const home = 'envoy-gateway-system'
const made = infrastructureName('shop/front')

interface Status {
  readonly addresses?: readonly object[]
  readonly listeners?: readonly { readonly name: string; readonly attachedRoutes: number }[]
}

async function platform(...objects: readonly Manifest[]): Promise<ReactingSandbox> {
  const sandbox = await reactingSandbox(gatewayClassStatus(), gatewayInfrastructure())
  sandbox.load(namespace(home), namespace('shop', { team: 'a' }), gatewayClass, ...objects)
  return sandbox
}

const statusOf = (sandbox: ReactingSandbox): Status =>
  sandbox.get<KubeObject & { status?: Status }>(gateways, 'shop', 'front')?.status ?? {}
const listenerOf = (sandbox: ReactingSandbox, name: string) =>
  statusOf(sandbox).listeners?.find((listener) => listener.name === name)

/** What MetalLB and the pods' controllers do. */
function bringUp(sandbox: ReactingSandbox): void {
  const service = sandbox.list<Manifest>(services, { namespace: home })[0]
  const deployment = sandbox.list<Manifest>(deployments, { namespace: home })[0]
  if (service === undefined || deployment === undefined) throw new Error('nothing was made')
  const ingress = [{ ip: '192.168.1.5' }]
  sandbox.write(
    { verb: 'status', object: { ...service, status: { loadBalancer: { ingress } } } },
    {
      verb: 'status',
      object: { ...deployment, status: { replicas: 1, readyReplicas: 1, availableReplicas: 1 } },
    },
  )
}

describe('a Gateway of Envoy Gateway', () => {
  it('names what it makes as Envoy Gateway does', () => {
    expect(infrastructureName('default/eg')).toBe('envoy-default-eg-e41e7b31')
  })

  it('gets proxies, and is programmed once they have an address and run', async () => {
    const sandbox = await platform(gateway([http]))
    expect(conditionOf(sandbox.get<Manifest>(gatewayClasses, '', 'eg')?.status, 'Accepted')).toMatchObject({
      status: 'True',
      message: 'Valid GatewayClass',
    })
    expect(sandbox.get<Manifest>(services, home, made)).toMatchObject({
      metadata: {
        labels: {
          'app.kubernetes.io/managed-by': 'envoy-gateway',
          'gateway.envoyproxy.io/owning-gateway-name': 'front',
          'gateway.envoyproxy.io/owning-gateway-namespace': 'shop',
        },
      },
      spec: { type: 'LoadBalancer', ports: [{ name: 'http-80', port: 80, targetPort: 10080 }] },
    })
    expect(conditionOf(statusOf(sandbox), 'Programmed')).toMatchObject({
      status: 'False',
      reason: 'AddressNotAssigned',
      message: 'No addresses have been assigned to the Gateway',
      observedGeneration: 1,
    })
    bringUp(sandbox)
    expect(statusOf(sandbox).addresses).toEqual([{ type: 'IPAddress', value: '192.168.1.5' }])
    expect(conditionOf(statusOf(sandbox), 'Programmed')).toMatchObject({
      status: 'True',
      message: 'Address assigned to the Gateway, 1/1 envoy replicas available',
    })
    const before = sandbox.revision
    sandbox.load(namespace('elsewhere'))
    expect(sandbox.revision).toBe(before + 1)
  })

  it('follows its EnvoyProxy, and takes all along when it goes', async () => {
    const envoyProxy = (annotations: object): Manifest => ({
      apiVersion: 'gateway.envoyproxy.io/v1alpha1',
      kind: 'EnvoyProxy',
      metadata: { namespace: 'shop', name: 'front' },
      spec: {
        provider: { type: 'Kubernetes', kubernetes: { envoyService: { type: 'LoadBalancer', annotations } } },
      },
    })
    const parametersRef = { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'front' }
    const asking = gateway([http], { infrastructure: { parametersRef } })
    const sandbox = await platform(asking)
    expect(conditionOf(statusOf(sandbox), 'Accepted')).toMatchObject({ reason: 'InvalidParameters' })
    const annotations = () => sandbox.get(services, home, made)?.metadata.annotations
    sandbox.load(envoyProxy({ 'metallb.io/address-pool': 'a', 'metallb.io/loadBalancerIPs': '1.1.1.1' }))
    expect(annotations()).toEqual({ 'metallb.io/address-pool': 'a', 'metallb.io/loadBalancerIPs': '1.1.1.1' })
    expect(conditionOf(statusOf(sandbox), 'Accepted')).toMatchObject({ status: 'True' })
    sandbox.write({ verb: 'update', object: envoyProxy({ 'metallb.io/address-pool': 'b' }) })
    expect(annotations()).toEqual({ 'metallb.io/address-pool': 'b' })
    sandbox.write({ verb: 'delete', object: asking })
    expect(sandbox.list(services, { namespace: home })).toHaveLength(0)
    expect(sandbox.list(deployments, { namespace: home })).toHaveLength(0)
  })

  it('says what is wrong with the certificate of a listener', async () => {
    const sandbox = await platform(gateway([http, https('cert', { namespace: 'vault' })]))
    const resolved = () => conditionOf(listenerOf(sandbox, 'https'), 'ResolvedRefs')
    expect(resolved()).toMatchObject({
      reason: 'RefNotPermitted',
      message:
        'No valid secrets exist: certificate refs 0: ' +
        'Certificate ref to secret vault/cert not permitted by any ReferenceGrant.',
    })
    expect(conditionOf(statusOf(sandbox), 'Accepted')).toMatchObject({
      status: 'True',
      reason: 'ListenersNotValid',
      message: 'Listeners not valid: https',
    })
    const from = { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'shop' }
    sandbox.load(namespace('vault'), grant('vault', from, { group: '', kind: 'Secret' }))
    expect(resolved()).toMatchObject({
      reason: 'InvalidCertificateRef',
      message: 'No valid secrets exist: certificate refs 0: Secret vault/cert does not exist.',
    })
    sandbox.load(secret('vault', 'cert'))
    expect(resolved()).toMatchObject({ status: 'True', message: 'Listener references have been resolved' })
    expect(sandbox.get<Manifest>(services, home, made)?.spec).toMatchObject({
      ports: [{ port: 80 }, { name: 'https-443', port: 443, targetPort: 10443 }],
    })
  })

  it('refuses listeners that want the same', async () => {
    const sandbox = await platform(gateway([http, { ...http, name: 'again', hostname: '*.a.com' }]))
    expect(conditionOf(listenerOf(sandbox, 'again'), 'Conflicted')).toBeUndefined()
    const tcp = { name: 'tcp', port: 80, protocol: 'TCP' }
    sandbox.write({
      verb: 'update',
      object: gateway([http, tcp, { name: 'udp', port: 80, protocol: 'UDP' }]),
    })
    expect(conditionOf(listenerOf(sandbox, 'http'), 'Conflicted')).toMatchObject({
      status: 'True',
      reason: 'ProtocolConflict',
      message:
        'All listeners for a given port must use a compatible protocol, ' +
        'conflicting listeners: shop/front/http, shop/front/tcp',
    })
    expect(conditionOf(listenerOf(sandbox, 'udp'), 'Programmed')).toMatchObject({ status: 'True' })
  })

  it('counts the routes of each listener', async () => {
    const selector = { matchLabels: { team: 'a' } }
    const allowedRoutes = { namespaces: { from: 'Selector', selector } }
    const named = { ...http, name: 'named', port: 8080, hostname: '*.a.com', allowedRoutes }
    const sandbox = await platform(
      gateway([http, named]),
      route('one', { parentRefs: [{ name: 'front' }], hostnames: ['x.a.com'] }),
      route('two', { parentRefs: [{ name: 'front', sectionName: 'named' }], hostnames: ['b.com'] }),
      route('three', { parentRefs: [{ name: 'front', port: 8080 }] }, 'GRPCRoute'),
    )
    const counts = () => statusOf(sandbox).listeners?.map(({ attachedRoutes }) => attachedRoutes)
    expect(counts()).toEqual([1, 2])
    sandbox.write({ verb: 'update', object: namespace('shop') })
    expect(counts()).toEqual([1, 0])
    sandbox.write({ verb: 'delete', object: route('one', {}) })
    expect(counts()).toEqual([0, 0])
  })
})
