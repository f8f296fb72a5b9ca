/** What else must change in a Service's spec when its type or its virtual IP changes. */
import { asFields, asList, type Fields } from '../../k8s/shape.ts'

export const serviceTypes = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const

const withNodePorts = ['NodePort', 'LoadBalancer']

/** Fields that mean something for one type only, and are refused or ignored with the others. */
const onlyFor: Record<string, readonly string[]> = {
  externalName: ['ExternalName'],
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
  const next = { ...Object.fromEntries([...kept, ...restored]), type }
  if (withNodePorts.includes(type) || !('ports' in next)) return next
  return { ...next, ports: asList(asFields(next).ports).map(withoutNodePort) }
}

/** What `withType` would take away, for a later change back. */
export function lostWithType(spec: Fields, type: string): Fields {
  return Object.fromEntries(Object.entries(spec).filter(([key]) => onlyFor[key]?.includes(type) === false))
}

/** Headless (`clusterIP: None`, which only the type ClusterIP can be) or with a virtual IP of the cluster's choice. */
export function withVirtualIp(spec: Fields, virtualIp: boolean): Fields {
  const { clusterIP: _, clusterIPs: __, ...rest } = spec
  return virtualIp ? rest : { ...withType(rest, 'ClusterIP'), clusterIP: 'None' }
}

function withoutNodePort(port: unknown): unknown {
  const { nodePort: _, ...rest } = asFields(port)
  return rest
}
