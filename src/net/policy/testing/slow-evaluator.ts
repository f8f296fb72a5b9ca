/**
 * The same question answered in the slowest and plainest way, straight from the API reference; it shares no code with
 * the fast evaluation.
 */
import type { Question } from '../evaluate.ts'
import type { AdminObject, AdminPeer, AdminRule, PolicyObject, TestCluster, TestPod } from './shapes.ts'
import { inBlock, isNamed, type LabelMap, selects } from './slow-matching.ts'
import { networkAllows } from './slow-network.ts'

/** One end of the traffic: a pod or an outside address, and the address it has in the family that is spoken. */
export interface End {
  readonly pod: TestPod | null
  readonly address: string | null
}

export interface Traffic {
  readonly cluster: TestCluster
  readonly from: End
  readonly to: End
  readonly protocol: string
  readonly port: number
}

export interface SlowVerdict {
  readonly allowed: boolean
  readonly ambiguous: boolean
}

const denied: SlowVerdict = { allowed: false, ambiguous: false }
const allowed: SlowVerdict = { allowed: true, ambiguous: false }

export function slowlyEvaluate(cluster: TestCluster, question: Question): SlowVerdict {
  const from = endOf(cluster, question.from)
  const to = endOf(cluster, question.to)
  if (from === null || to === null) return denied
  if (from.pod !== null && from.pod === to.pod) return allowed
  const family = familyOf(from.addresses, to.addresses)
  if (family === 'none') return denied
  const traffic: Traffic = {
    cluster,
    from: { pod: from.pod, address: addressIn(from.addresses, family) },
    to: { pod: to.pod, address: addressIn(to.addresses, family) },
    protocol: question.protocol,
    port: question.port,
  }
  const egress = sideAllows(traffic, 'egress')
  const ingress = isOwnNode(traffic) ? allowed : sideAllows(traffic, 'ingress')
  return {
    allowed: egress.allowed && ingress.allowed,
    ambiguous: egress.ambiguous || ingress.ambiguous,
  }
}

function endOf(cluster: TestCluster, ref: Question['from']) {
  if ('ip' in ref) return { pod: null, addresses: [ref.ip] }
  for (const pod of cluster.pods) {
    if (pod.metadata.name !== ref.pod || pod.metadata.namespace !== ref.namespace) continue
    if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') return null
    return { pod, addresses: (pod.status.podIPs ?? []).map(({ ip }) => ip) }
  }
  return null
}

function familyOf(from: readonly string[], to: readonly string[]): 'v4' | 'v6' | 'none' {
  const kindOf = (address: string) => (address.includes(':') ? 'v6' : 'v4')
  for (const address of to) {
    if (from.length === 0 || from.some((each) => kindOf(each) === kindOf(address))) return kindOf(address)
  }
  return to.length > 0 ? 'none' : kindOf(from[0] ?? '')
}

function addressIn(addresses: readonly string[], family: 'v4' | 'v6'): string | null {
  return addresses.find((address) => address.includes(':') === (family === 'v6')) ?? null
}

function isOwnNode({ cluster, from, to }: Traffic): boolean {
  if (to.pod === null || to.pod.spec.hostNetwork === true || to.pod.spec.nodeName === undefined) return false
  const name = to.pod.spec.nodeName
  if (from.pod !== null) return from.pod.spec.hostNetwork === true && from.pod.spec.nodeName === name
  const node = cluster.nodes.find(({ metadata }) => metadata.name === name)
  return node?.status.addresses.some(({ address }) => address === from.address) ?? false
}

function sideAllows(traffic: Traffic, direction: 'egress' | 'ingress'): SlowVerdict {
  const { pod } = direction === 'egress' ? traffic.from : traffic.to
  if (pod === null || pod.spec.hostNetwork === true) return allowed
  const admin = tierDecides(traffic, direction, pod, 'admin')
  if (admin.action === 'deny') return { allowed: false, ambiguous: admin.ambiguous }
  if (admin.action === 'allow') return { allowed: true, ambiguous: admin.ambiguous }
  const network = networkAllows(traffic, direction, pod)
  if (network !== null) return { allowed: network, ambiguous: admin.ambiguous }
  const baseline = tierDecides(traffic, direction, pod, 'baseline')
  return { allowed: baseline.action !== 'deny', ambiguous: admin.ambiguous || baseline.ambiguous }
}

function tierDecides(
  traffic: Traffic,
  direction: 'egress' | 'ingress',
  pod: TestPod,
  tier: 'admin' | 'baseline',
): { readonly action: string | null; readonly ambiguous: boolean } {
  const own = traffic.cluster.policies
    .filter((policy): policy is AdminObject => tierOf(policy) === tier)
    .filter((policy) => isSubject(traffic, policy, pod))
  for (let priority = 0; priority <= 1001; priority += 1) {
    const peers = own
      .filter((policy) => priorityOf(policy) === priority)
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
    const decided = peers
      .map((policy) => firstAction(traffic, policy, direction, pod))
      .filter((action) => action !== null)
    const [action] = decided
    if (action !== undefined) return { action, ambiguous: decided.some((each) => each !== action) }
  }
  return { action: null, ambiguous: false }
}

function tierOf({ kind, spec, metadata }: PolicyObject): string {
  if (kind === 'NetworkPolicy') return 'network'
  if (kind === 'AdminNetworkPolicy') return 'admin'
  if (kind === 'BaselineAdminNetworkPolicy') return metadata.name === 'default' ? 'baseline' : 'refused'
  return spec.tier === 'Admin' ? 'admin' : spec.tier === 'Baseline' ? 'baseline' : 'refused'
}

function priorityOf({ kind, spec }: AdminObject): number {
  return kind === 'BaselineAdminNetworkPolicy' ? 1001 : (spec.priority ?? -1)
}

export function namespaceLabelsOf(cluster: TestCluster, name: string | undefined): LabelMap {
  const found = cluster.namespaces.find(({ metadata }) => metadata.name === name)
  return { ...found?.metadata.labels, 'kubernetes.io/metadata.name': name ?? '' }
}

function isSubject({ cluster }: Traffic, { spec }: AdminObject, pod: TestPod): boolean {
  const labels = namespaceLabelsOf(cluster, pod.metadata.namespace)
  const { namespaces, pods } = spec.subject
  if (namespaces !== undefined) return selects(namespaces, labels)
  if (pods?.namespaceSelector === undefined) return false
  return selects(pods.namespaceSelector, labels) && selects(pods.podSelector, pod.metadata.labels ?? {})
}

function firstAction(
  traffic: Traffic,
  { kind, spec }: AdminObject,
  direction: 'egress' | 'ingress',
  subject: TestPod,
): string | null {
  const late = kind === 'ClusterNetworkPolicy'
  const words = late
    ? { Accept: 'allow', Deny: 'deny', Pass: 'pass' }
    : kind === 'AdminNetworkPolicy'
      ? { Allow: 'allow', Deny: 'deny', Pass: 'pass' }
      : { Allow: 'allow', Deny: 'deny' }
  for (const rule of spec[direction] ?? []) {
    const action = Object.entries(words).find(([word]) => word === rule.action)?.[1]
    if (action === undefined) continue
    const peers = (direction === 'egress' ? rule.to : rule.from) ?? []
    if (peers.some((peer) => Object.keys(peer).length === 0)) {
      if (action !== 'allow') return 'deny'
      continue
    }
    if (!portMatches(traffic, rule, late)) continue
    const other = direction === 'egress' ? traffic.to : traffic.from
    if (peers.some((peer) => peerMatches(traffic, peer, other, subject))) return action
  }
  return null
}

function peerMatches(
  { cluster }: Traffic,
  peer: AdminPeer,
  { pod, address }: End,
  subject: TestPod,
): boolean {
  if (peer.networks !== undefined) {
    return address !== null && peer.networks.some((network) => inBlock(address, network))
  }
  if (peer.nodes !== undefined) {
    const nodes = cluster.nodes.filter(({ metadata }) => selects(peer.nodes, metadata.labels ?? {}))
    return nodes.some(({ status }) => status.addresses.some((each) => each.address === address))
  }
  if (pod === null || pod.spec.hostNetwork === true) return false
  const own = namespaceLabelsOf(cluster, subject.metadata.namespace)
  const labels = namespaceLabelsOf(cluster, pod.metadata.namespace)
  if (peer.namespaces !== undefined) return namespaceMatches(peer.namespaces, labels, own)
  const { namespaces, namespaceSelector, podSelector } = peer.pods ?? {}
  const inNamespace =
    namespaces === undefined ? selects(namespaceSelector, labels) : namespaceMatches(namespaces, labels, own)
  return inNamespace && selects(podSelector, pod.metadata.labels ?? {})
}

function namespaceMatches(choice: object, labels: LabelMap, own: LabelMap): boolean {
  if ('namespaceSelector' in choice) return selects(choice.namespaceSelector as object, labels)
  if ('sameLabels' in choice) {
    return (choice.sameLabels as string[]).every((key) => key in labels && labels[key] === own[key])
  }
  if ('notSameLabels' in choice) {
    const keys = choice.notSameLabels as string[]
    return keys.every((key) => key in labels) && keys.some((key) => labels[key] !== own[key])
  }
  return selects(choice, labels)
}

function portMatches({ to, protocol, port }: Traffic, rule: AdminRule, late: boolean): boolean {
  if (late) {
    if (rule.protocols === undefined) return true
    return rule.protocols.some(({ tcp, udp, sctp, destinationNamedPort }) => {
      if (destinationNamedPort !== undefined)
        return isNamed(to.pod, destinationNamedPort, null, protocol, port)
      const { number, range } =
        (protocol === 'TCP' ? tcp : protocol === 'UDP' ? udp : sctp)?.destinationPort ?? {}
      return number === port || (range !== undefined && range.start <= port && port <= range.end)
    })
  }
  if (rule.ports === undefined) return true
  return rule.ports.some(({ portNumber, portRange, namedPort }) => {
    if (namedPort !== undefined) return isNamed(to.pod, namedPort, null, protocol, port)
    if (portNumber !== undefined)
      return portNumber.port === port && (portNumber.protocol ?? 'TCP') === protocol
    if (portRange === undefined || (portRange.protocol ?? 'TCP') !== protocol) return false
    return portRange.start <= port && port <= portRange.end
  })
}
