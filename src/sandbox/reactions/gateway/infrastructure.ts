/** The proxies of a Gateway: their Deployment and the Service before them. */

import { createHash } from 'node:crypto'
import type { Service, Workload } from '../../../k8s/core.ts'
import type { KubeObject } from '../../../k8s/objects.ts'
import { deployments, namespaces, services } from '../collections.ts'
import type { Index, Manifest, World, Write } from '../reaction.ts'
import { ensure, ensureAbsent, overlay } from '../wanted.ts'
import type { Gateway, Listener } from './objects.ts'
import { type EnvoyProxy, proxyOf, type ServiceSettings } from './parameters.ts'

/** Where Envoy Gateway is installed; it runs all proxies there. */
export const homeNamespace = 'envoy-gateway-system'
const nameLabel = 'gateway.envoyproxy.io/owning-gateway-name'
const namespaceLabel = 'gateway.envoyproxy.io/owning-gateway-namespace'
const proxyImage = 'docker.io/envoyproxy/envoy:distroless-v1.39.1'
/** MetalLB's own mark on Services that it gave an address. */
const allocationMark = '/ip-allocated-from-pool'

export interface ProxyDeployment extends Workload {
  readonly status?: {
    readonly replicas?: number
    readonly readyReplicas?: number
    readonly availableReplicas?: number
  }
}

export const servicesByGateway: Index<Service> = { of: services, keys: gatewayKeysOf }
export const deploymentsByGateway: Index<ProxyDeployment> = { of: deployments, keys: gatewayKeysOf }

/** The Gateway that an object was made for, as `namespace/name`; none for other objects. */
export function gatewayKeysOf({ metadata }: KubeObject): readonly string[] {
  const { [nameLabel]: name, [namespaceLabel]: namespace } = metadata.labels ?? {}
  const isHome = metadata.namespace === homeNamespace
  return isHome && name !== undefined && namespace !== undefined ? [`${namespace}/${name}`] : []
}

/** The name of all that is made for a Gateway: its place, shortened, and eight digits of its digest. */
export function infrastructureName(key: string): string {
  const plain = key.replaceAll('/', '-')
  const short = plain.length > 48 ? plain.slice(0, 48).replace(/-$/, '') : plain
  return `envoy-${short}-${createHash('sha256').update(key).digest('hex').slice(0, 8)}`
}

/** Makes the proxies what the Gateway asks for; without listeners that work there are none. */
export function infrastructureWrites(
  gateway: Gateway,
  listeners: readonly Listener[],
  world: World,
): readonly Write[] {
  const key = `${gateway.metadata.namespace}/${gateway.metadata.name}`
  const hasHome = world.get(namespaces, { namespace: '', name: homeNamespace }) !== null
  if (!hasHome || listeners.length === 0) return removalWrites(key, world)
  const proxy = proxyOf(gateway, world)
  const service = serviceOf(gateway, listeners, proxy, world)
  const deployment = deploymentOf(gateway, listeners, proxy)
  return [
    ...removalWrites(key, world, new Set([service.metadata.name, deployment.metadata.name])),
    ...ensure(deployments, deployment, world),
    ...ensure(services, service, world),
  ]
}

/** Takes away what was made for a Gateway, but for what still has a name that is wanted. */
export function removalWrites(key: string, world: World, kept = new Set<string>()): readonly Write[] {
  const places = (found: readonly KubeObject[]) =>
    found
      .map(({ metadata: { name } }) => ({ namespace: homeNamespace, name }))
      .filter(({ name }) => !kept.has(name))
  return [
    ...places(world.by(servicesByGateway, key)).flatMap((place) => ensureAbsent(services, place, world)),
    ...places(world.by(deploymentsByGateway, key)).flatMap((place) =>
      ensureAbsent(deployments, place, world),
    ),
  ]
}

function ownLabels({ metadata }: Gateway): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/name': 'envoy',
    'app.kubernetes.io/component': 'proxy',
    'app.kubernetes.io/managed-by': 'envoy-gateway',
    [nameLabel]: metadata.name,
    [namespaceLabel]: metadata.namespace ?? '',
  }
}

interface ProxyPort {
  readonly name: string
  readonly protocol: 'TCP' | 'UDP'
  readonly port: number
  readonly targetPort: number
}

/** Listeners that share a port share the port of the Service. Low ports need rights that proxies do not have. */
function portsOf(listeners: readonly Listener[]): readonly ProxyPort[] {
  const ports = new Map<string, ProxyPort>()
  for (const { protocol, port } of listeners) {
    const transport = protocol === 'UDP' ? 'UDP' : 'TCP'
    const targetPort = port < 1024 ? port + 10_000 : port
    const key = `${transport} ${port}`
    if (ports.has(key)) continue
    ports.set(key, { name: `${protocol.toLowerCase()}-${port}`, protocol: transport, port, targetPort })
  }
  return [...ports.values()]
}

function serviceOf(
  gateway: Gateway,
  listeners: readonly Listener[],
  proxy: EnvoyProxy | null,
  world: World,
): Manifest {
  const settings = proxy?.spec?.provider?.kubernetes?.envoyService ?? {}
  const { infrastructure = {} } = gateway.spec
  const key = `${gateway.metadata.namespace}/${gateway.metadata.name}`
  const name = settings.name ?? infrastructureName(key)
  const found = world.get<Service>(services, { namespace: homeNamespace, name })
  const labels = { ...ownLabels(gateway), ...infrastructure.labels, ...settings.labels }
  const asked = { ...infrastructure.annotations, ...settings.annotations }
  const stale = Object.keys(found?.metadata.annotations ?? {}).filter(
    (mark) => !mark.endsWith(allocationMark),
  )
  const annotations = { ...Object.fromEntries(stale.map((mark) => [mark, undefined])), ...asked }
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: homeNamespace, labels, annotations },
    spec: {
      ...typeSettings(settings, gateway),
      ...familySettings(proxy?.spec?.ipFamily),
      selector: ownLabels(gateway),
      ports: portsOf(listeners),
    },
  }
  return (settings.patch?.value === undefined ? service : overlay(service, settings.patch.value)) as Manifest
}

function typeSettings(settings: ServiceSettings, { spec }: Gateway): Readonly<Record<string, unknown>> {
  const { type = 'LoadBalancer' } = settings
  const addresses = (spec.addresses ?? []).flatMap(({ type: kind = 'IPAddress', value }) =>
    kind === 'IPAddress' && value !== undefined ? [value] : [],
  )
  const externalIPs = addresses.length > 0 ? addresses : undefined
  if (type === 'ClusterIP') return { type, externalTrafficPolicy: undefined }
  const externalTrafficPolicy = settings.externalTrafficPolicy ?? 'Local'
  if (type === 'NodePort') return { type, externalTrafficPolicy, externalIPs }
  const { loadBalancerClass, loadBalancerIP, loadBalancerSourceRanges } = settings
  const allocateLoadBalancerNodePorts = settings.allocateLoadBalancerNodePorts
  return {
    type,
    externalTrafficPolicy,
    externalIPs,
    loadBalancerIP,
    loadBalancerSourceRanges,
    ...(loadBalancerClass === undefined ? {} : { loadBalancerClass }),
    ...(allocateLoadBalancerNodePorts === undefined ? {} : { allocateLoadBalancerNodePorts }),
  }
}

function familySettings(family: string | undefined): Readonly<Record<string, unknown>> {
  if (family === 'IPv6') return { ipFamilies: ['IPv6'], ipFamilyPolicy: 'SingleStack' }
  if (family === 'DualStack') return { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' }
  return {}
}

function deploymentOf(gateway: Gateway, listeners: readonly Listener[], proxy: EnvoyProxy | null): Manifest {
  const settings = proxy?.spec?.provider?.kubernetes?.envoyDeployment ?? {}
  const labels = ownLabels(gateway)
  const container = {
    name: 'envoy',
    image: settings.container?.image ?? proxyImage,
    ports: portsOf(listeners).map(({ name, protocol, targetPort }) => ({
      name: name.slice(0, 15),
      protocol,
      containerPort: targetPort,
    })),
    ...(settings.container?.resources === undefined ? {} : { resources: settings.container.resources }),
  }
  const { nodeSelector } = settings.pod ?? {}
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: infrastructureName(`${gateway.metadata.namespace}/${gateway.metadata.name}`),
      namespace: homeNamespace,
      labels: { ...labels, ...gateway.spec.infrastructure?.labels },
    },
    spec: {
      replicas: settings.replicas ?? 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { nodeSelector, containers: [container] } },
    },
  }
}
