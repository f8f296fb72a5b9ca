/** What a pod is to a Service: an endpoint of some addresses and ports. */
import { type Endpoint as CoreEndpoint, runningContainers, type Service } from '../../../k8s/core.ts'
import { parseAddress } from '../../../net/address.ts'
import { nodes } from '../collections.ts'
import { isFinished, type Node, type Pod, saysReady } from '../pods/pod.ts'
import type { World } from '../reaction.ts'

export type Family = 'IPv4' | 'IPv6'

export interface SlicePort {
  readonly name: string
  readonly protocol: string
  readonly port: number
  readonly appProtocol?: string
}

export interface Endpoint extends CoreEndpoint {
  readonly hostname?: string
  readonly targetRef?: {
    readonly kind?: string
    readonly name?: string
    readonly namespace?: string
    readonly uid?: string
  }
}

export interface PublishedService extends Service {
  readonly spec?: Service['spec'] & { readonly publishNotReadyAddresses?: boolean }
}

/** `null` where the pod has no address of the family, or has come to its end. */
export function endpointOf(
  service: PublishedService,
  pod: Pod,
  family: Family,
  world: World,
): Endpoint | null {
  const addresses = (pod.status?.podIPs ?? []).map(({ ip }) => ip)
  const address = addresses.find((each) => parseAddress(each)?.family === family)
  if (address === undefined || isFinished(pod)) return null
  const { name, namespace = '', uid = '', deletionTimestamp } = pod.metadata
  const { nodeName, hostname, subdomain } = pod.spec ?? {}
  const serving = saysReady(pod)
  const terminating = deletionTimestamp !== undefined
  const ready = service.spec?.publishNotReadyAddresses === true || (serving && !terminating)
  const node = world.get<Node>(nodes, { namespace: '', name: nodeName ?? '' })
  const zone = node?.metadata.labels?.['topology.kubernetes.io/zone']
  return {
    addresses: [address],
    conditions: { ready, serving, terminating },
    ...(hostname !== undefined && subdomain === service.metadata.name ? { hostname } : {}),
    targetRef: { kind: 'Pod', namespace, name, uid },
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(zone === undefined ? {} : { zone }),
  }
}

/** The Service's ports as this pod has them; those it names otherwise are left out. */
export function portsOf({ spec }: Service, pod: Pod): readonly SlicePort[] {
  return (spec?.ports ?? []).flatMap(
    ({ name = '', protocol = 'TCP', port, targetPort = port, appProtocol }) => {
      const number = typeof targetPort === 'number' ? targetPort : namedPort(pod, targetPort, protocol)
      if (number === null) return []
      return [{ name, protocol, port: number, ...(appProtocol === undefined ? {} : { appProtocol }) }]
    },
  )
}

function namedPort(pod: Pod, name: string, protocol: string): number | null {
  for (const { ports = [] } of runningContainers(pod)) {
    const found = ports.find((each) => each.name === name && (each.protocol ?? 'TCP') === protocol)
    if (found !== undefined) return found.containerPort
  }
  return null
}
