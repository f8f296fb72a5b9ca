/** What else must change in a Service's spec when its type or its virtual IP changes. */
import { asFields, asList, type Fields } from '../../k8s/shape.ts'

export const serviceTypes = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const

const withNodePorts = ['NodePort', 'LoadBalancer']

/** Fields that mean something for one type only, and are refused or ignored with the others. */
const onlyFor: Record<string, readonly string[]> = {
  externalName: ['ExternalName'],
  externalIPs: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  externalTrafficPolicy: withNodePorts,
  allocateLoadBalancerNodePorts: ['LoadBalancer'],
  loadBalancerClass: ['LoadBalancer'],
  loadBalancerIP: ['LoadBalancer'],
  loadBalancerSourceRanges: ['LoadBalancer'],
  healthCheckNodePort: ['LoadBalancer'],
  selector: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  ports: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  sessionAffinity: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  sessionAffinityConfig: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  clusterIP: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  clusterIPs: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  ipFamilies: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  ipFamilyPolicy: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  internalTrafficPolicy: ['ClusterIP', 'NodePort', 'LoadBalancer'],
}

export interface TypeChange {
  readonly spec: Fields
  /** What this and earlier changes took away, for a change back. */
  readonly stash: Fields
}

/** Another type, with nothing lost that the user typed: what a type has no use for waits in the stash. */
export function changeType(spec: Fields, type: string, stash: Fields): TypeChange {
  const next = withType(spec, type, stash)
  // What is back in the spec is the spec's from now on; the old ports only lend their node ports.
  const waiting = Object.entries(stash).filter(([key]) => key === 'ports' || !(key in next))
  return { spec: next, stash: { ...Object.fromEntries(waiting), ...lostWithType(spec, type) } }
}

/**
 * The spec with another type. Fields that the new type has no use for go; those in `stash`, taken
 * away by an earlier change, come back where the new type can use them.
 */
export function withType(spec: Fields, type: string, stash: Fields = {}): Fields {
  const usable = ([key]: [string, unknown]) => onlyFor[key]?.includes(type) ?? true
  const kept = Object.entries(spec).filter(usable)
  const restored = Object.entries(stash)
    .filter(([key]) => !(key in spec))
    .filter(usable)
  const next: Fields = { ...Object.fromEntries([...kept, ...restored]), type }
  if (!('ports' in next)) return next
  const port = withNodePorts.includes(type) ? nodePortsFrom(asList(stash.ports)) : withoutNodePort
  return { ...next, ports: asList(next.ports).map(port) }
}

/** What `withType` would take away. */
export function lostWithType(spec: Fields, type: string): Fields {
  const lost = Object.entries(spec).filter(([key]) => onlyFor[key]?.includes(type) === false)
  const nodePorts = asList(spec.ports).some((port) => 'nodePort' in asFields(port))
  const losesNodePorts = nodePorts && !withNodePorts.includes(type)
  return { ...Object.fromEntries(lost), ...(losesNodePorts && { ports: spec.ports }) }
}

/** Headless (`clusterIP: None`, which only the type ClusterIP can be) or with a virtual IP of the cluster's choice. */
export function withVirtualIp(spec: Fields, virtualIp: boolean): Fields {
  const { clusterIP: _, clusterIPs: __, ...rest } = spec
  return virtualIp ? rest : { ...withType(rest, 'ClusterIP'), clusterIP: 'None' }
}

/** Gives a port without a node port the one that the same port had among these. */
function nodePortsFrom(earlier: readonly unknown[]): (port: unknown) => unknown {
  return (port) => {
    const fields = asFields(port)
    const same = earlier
      .map(asFields)
      .find((each) => each.port === fields.port && each.protocol === fields.protocol)
    if ('nodePort' in fields || same?.nodePort === undefined) return port
    return { ...fields, nodePort: same.nodePort }
  }
}

function withoutNodePort(port: unknown): unknown {
  const { nodePort: _, ...rest } = asFields(port)
  return rest
}
