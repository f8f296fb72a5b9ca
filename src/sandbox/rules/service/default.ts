/** What the API server fills into a Service, and what it takes out when its type changes. */
import { jsonEqual } from '../schema/schema.ts'
import {
  allocatesNodePorts,
  hasNodePorts,
  isExternallyAccessible,
  needsHealthCheck,
  nodePortsOf,
  type ServiceDraft,
  type ServiceSpec,
} from './fields.ts'

/** Three hours. */
const affinitySeconds = 10800

/** Fixed defaults, in place. */
export function defaultService({ spec, status }: ServiceDraft): void {
  spec.sessionAffinity ||= 'None'
  if (spec.sessionAffinity === 'None') delete spec.sessionAffinityConfig
  if (
    spec.sessionAffinity === 'ClientIP' &&
    spec.sessionAffinityConfig?.clientIP?.timeoutSeconds === undefined
  ) {
    spec.sessionAffinityConfig = { clientIP: { timeoutSeconds: affinitySeconds } }
  }
  spec.type ||= 'ClusterIP'
  for (const port of spec.ports ?? []) {
    port.protocol ||= 'TCP'
    port.port ??= 0
    port.targetPort ||= port.port
  }
  if (isExternallyAccessible(spec)) spec.externalTrafficPolicy ||= 'Cluster'
  if (spec.type === 'ClusterIP' || hasNodePorts(spec)) spec.internalTrafficPolicy ??= 'Cluster'
  if (spec.type !== 'LoadBalancer') return
  spec.allocateLoadBalancerNodePorts ??= true
  for (const ingress of status.loadBalancer?.ingress ?? []) if (ingress.ip) ingress.ipMode ||= 'VIP'
}

/** `clusterIP` and the first of `clusterIPs` are one value in two places: fills in the one left out. */
export function pairClusterIPs(spec: ServiceSpec, old: ServiceSpec | null): void {
  if (old === null) {
    if (spec.clusterIP && !spec.clusterIPs?.length) spec.clusterIPs = [spec.clusterIP]
    return
  }
  if (old.clusterIPs?.length && !spec.clusterIPs?.length && spec.clusterIP === old.clusterIP) {
    spec.clusterIPs = [...old.clusterIPs]
  }
  if ((spec.clusterIP ?? '') === (old.clusterIP ?? '')) return
  if (!jsonEqual(spec.clusterIPs ?? [], old.clusterIPs ?? [])) return
  // Somebody who knows the singular only and changes or clears it means the plural too.
  if (spec.clusterIP) spec.clusterIPs = [spec.clusterIP]
  else delete spec.clusterIPs
}

/** Addresses and ports that a write leaves out are kept, where the new type still has them. */
export function keepAllocated(spec: ServiceSpec, old: ServiceSpec): void {
  if (spec.type !== 'ExternalName' && old.type !== 'ExternalName') {
    if (!spec.clusterIP && old.clusterIP) spec.clusterIP = old.clusterIP
    if (!spec.clusterIPs?.length && old.clusterIPs?.length) spec.clusterIPs = [...old.clusterIPs]
  }
  if (allocatesNodePorts(old) && allocatesNodePorts(spec)) keepNodePorts(spec, old)
  if (
    needsHealthCheck(old) &&
    needsHealthCheck(spec) &&
    !spec.healthCheckNodePort &&
    old.healthCheckNodePort
  ) {
    spec.healthCheckNodePort = old.healthCheckNodePort
  }
}

/** Ports are known again by their names. */
function keepNodePorts(spec: ServiceSpec, old: ServiceSpec): void {
  const now = nodePortsOf(spec)
  const used = nodePortsOf(old).filter((port) => now.includes(port))
  for (const port of spec.ports ?? []) {
    if (port.nodePort) continue
    const before = old.ports?.findLast((each) => (each.name ?? '') === (port.name ?? ''))?.nodePort
    if (before && !used.includes(before)) port.nodePort = before
  }
}

/** Takes out what no longer applies after a change of type, unless the same write changes it too. */
export function dropForType(spec: ServiceSpec, old: ServiceSpec): void {
  if (old.type !== 'ExternalName' && spec.type === 'ExternalName') {
    if (spec.clusterIP === old.clusterIP && jsonEqual(spec.clusterIPs, old.clusterIPs)) {
      delete spec.clusterIP
      delete spec.clusterIPs
    }
    if (jsonEqual(spec.ipFamilies, old.ipFamilies)) delete spec.ipFamilies
    if (spec.ipFamilyPolicy === old.ipFamilyPolicy) delete spec.ipFamilyPolicy
    if (spec.internalTrafficPolicy === old.internalTrafficPolicy) delete spec.internalTrafficPolicy
  }
  const before = nodePortsOf(old)
  if (hasNodePorts(old) && !hasNodePorts(spec) && nodePortsOf(spec).every((port) => before.includes(port))) {
    for (const port of spec.ports ?? []) delete port.nodePort
  }
  if (
    needsHealthCheck(old) &&
    !needsHealthCheck(spec) &&
    spec.healthCheckNodePort === old.healthCheckNodePort
  ) {
    delete spec.healthCheckNodePort
  }
  if (old.type === 'LoadBalancer' && spec.type !== 'LoadBalancer') {
    if (spec.allocateLoadBalancerNodePorts === old.allocateLoadBalancerNodePorts) {
      delete spec.allocateLoadBalancerNodePorts
    }
    if (spec.loadBalancerClass === old.loadBalancerClass) delete spec.loadBalancerClass
  }
  if (
    isExternallyAccessible(old) &&
    !isExternallyAccessible(spec) &&
    spec.externalTrafficPolicy === old.externalTrafficPolicy
  ) {
    delete spec.externalTrafficPolicy
  }
}
