/** What the API server stores of a Service and would rather not see. */
import { addressWarnings, cidrWarnings } from '../builtin/addresses.ts'
import type { ServiceDraft } from './fields.ts'

export function serviceWarnings({ metadata, spec }: ServiceDraft): readonly string[] {
  const warnings: string[] = []
  const headless = spec.type === 'ClusterIP' && spec.clusterIP === 'None'
  const ips = spec.externalIPs ?? []
  if (metadata.annotations?.['service.kubernetes.io/topology-aware-hints'] !== undefined) {
    warnings.push(
      'annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead',
    )
  }
  if (!headless) {
    for (const [at, ip] of (spec.clusterIPs ?? []).entries()) {
      warnings.push(...addressWarnings(`spec.clusterIPs[${at}]`, ip))
    }
  } else {
    if (spec.loadBalancerIP) warnings.push('spec.loadBalancerIP is ignored for headless services')
    if (ips.length > 0) warnings.push('spec.externalIPs is ignored for headless services')
    if (spec.sessionAffinity !== 'None')
      warnings.push('spec.SessionAffinity is ignored for headless services')
  }
  for (const [at, ip] of ips.entries()) warnings.push(...addressWarnings(`spec.externalIPs[${at}]`, ip))
  if (ips.length > 0 && !headless && spec.type !== 'ExternalName') {
    warnings.push('spec.externalIPs is deprecated and may no longer be implemented in some clusters')
  }
  if (spec.loadBalancerIP) warnings.push(...addressWarnings('spec.loadBalancerIP', spec.loadBalancerIP))
  for (const [at, cidr] of (spec.loadBalancerSourceRanges ?? []).entries()) {
    warnings.push(...cidrWarnings(`spec.loadBalancerSourceRanges[${at}]`, cidr))
  }
  if (spec.type === 'ExternalName' && ips.length > 0) {
    warnings.push('spec.externalIPs is ignored when spec.type is "ExternalName"')
  }
  if (spec.type !== 'ExternalName' && spec.externalName) {
    warnings.push('spec.externalName is ignored when spec.type is not "ExternalName"')
  }
  if (spec.trafficDistribution === 'PreferClose') {
    warnings.push('spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"')
  }
  return warnings
}
