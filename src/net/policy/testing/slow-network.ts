/** NetworkPolicies in the slow evaluator. */
import type { NetworkObject, NetworkPeer, NetworkPort, NetworkRule, TestPod } from './shapes.ts'
import { type End, namespaceLabelsOf, type Traffic } from './slow-evaluator.ts'
import { inBlock, isNamed, selects } from './slow-matching.ts'

/** `null` where no NetworkPolicy isolates the pod in this direction. */
export function networkAllows(
  traffic: Traffic,
  direction: 'egress' | 'ingress',
  pod: TestPod,
): boolean | null {
  let isolated = false
  for (const policy of traffic.cluster.policies) {
    if (policy.kind !== 'NetworkPolicy' || !applies(policy, direction, pod)) continue
    isolated = true
    for (const rule of policy.spec[direction] ?? []) {
      if (ruleMatches(traffic, policy, rule, direction)) return true
    }
  }
  return isolated ? false : null
}

function applies({ metadata, spec }: NetworkObject, direction: 'egress' | 'ingress', pod: TestPod): boolean {
  if (metadata.namespace !== pod.metadata.namespace) return false
  if (!selects(spec.podSelector ?? {}, pod.metadata.labels ?? {})) return false
  const { policyTypes = [] } = spec
  if (direction === 'ingress') return policyTypes.length === 0 || policyTypes.includes('Ingress')
  if (policyTypes.length > 0) return policyTypes.includes('Egress')
  return (spec.egress ?? []).length > 0
}

function ruleMatches(
  traffic: Traffic,
  policy: NetworkObject,
  rule: NetworkRule,
  direction: 'egress' | 'ingress',
): boolean {
  const [peers, other] = direction === 'egress' ? [rule.to, traffic.to] : [rule.from, traffic.from]
  const { ports = [] } = rule
  if (ports.length > 0 && !ports.some((port) => portMatches(traffic, port))) return false
  if (peers === undefined || peers.length === 0) return true
  return peers.some((peer) => peerMatches(traffic, policy, peer, other))
}

function peerMatches(
  { cluster }: Traffic,
  policy: NetworkObject,
  { podSelector, namespaceSelector, ipBlock }: NetworkPeer,
  { pod, address }: End,
): boolean {
  if (ipBlock !== undefined) {
    if (podSelector !== undefined || namespaceSelector !== undefined || address === null) return false
    return inBlock(address, ipBlock.cidr) && !(ipBlock.except ?? []).some((each) => inBlock(address, each))
  }
  if (podSelector === undefined && namespaceSelector === undefined) return false
  if (pod === null || pod.spec.hostNetwork === true) return false
  if (namespaceSelector === undefined) {
    if (pod.metadata.namespace !== policy.metadata.namespace) return false
  } else if (!selects(namespaceSelector, namespaceLabelsOf(cluster, pod.metadata.namespace))) return false
  return podSelector === undefined || selects(podSelector, pod.metadata.labels ?? {})
}

function portMatches(traffic: Traffic, { protocol = 'TCP', port, endPort }: NetworkPort): boolean {
  if (typeof port === 'string') {
    return endPort === undefined && isNamed(traffic.to.pod, port, protocol, traffic.protocol, traffic.port)
  }
  if (protocol !== traffic.protocol) return false
  if (port === undefined) return endPort === undefined
  return port <= traffic.port && traffic.port <= (endPort ?? port)
}
