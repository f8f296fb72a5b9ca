/** Random policies of all kinds, now and then with what an API server would refuse. */
import { portNumbers, protocolNames, type Random, randomLabels } from './random-clusters.ts'
import type {
  AdminPeer,
  AdminPods,
  AdminPort,
  AdminRule,
  EarlyNamespaces,
  NetworkPeer,
  NetworkPort,
  NetworkRule,
  PolicyObject,
  ProtocolMatch,
  Selector,
} from './shapes.ts'

const blocks = [
  '10.0.0.0/8',
  '10.0.0.0/30',
  '10.0.0.4/30',
  '10.0.0.3/32',
  '10.1.0.0/24',
  '0.0.0.0/0',
  '192.0.2.0/24',
  '::/0',
  'fd00::/125',
  'fd01::1/128',
] as const

export function randomPolicy(random: Random, namespaces: readonly string[], at: number): PolicyObject {
  const kind = random.pick<PolicyObject['kind']>([
    'NetworkPolicy',
    'NetworkPolicy',
    'NetworkPolicy',
    'AdminNetworkPolicy',
    'AdminNetworkPolicy',
    'BaselineAdminNetworkPolicy',
    'ClusterNetworkPolicy',
    'ClusterNetworkPolicy',
  ])
  if (kind === 'NetworkPolicy') return networkPolicy(random, namespaces, at)
  const late = kind === 'ClusterNetworkPolicy'
  const name = kind === 'BaselineAdminNetworkPolicy' && random.chance(0.9) ? 'default' : `policy${at}`
  return {
    apiVersion: `policy.networking.k8s.io/${late ? 'v1alpha2' : 'v1alpha1'}`,
    kind,
    metadata: { name },
    spec: {
      ...(kind === 'BaselineAdminNetworkPolicy' ? {} : { priority: random.int(late ? 1 : 0, 3) }),
      ...(late ? { tier: random.pick(['Admin', 'Baseline']) } : {}),
      subject: random.chance(0.5) ? { namespaces: selector(random) } : { pods: adminPods(random) },
      ...(random.chance(0.8) ? { ingress: random.some(0, 3, () => adminRule(random, 'from', late)) } : {}),
      ...(random.chance(0.8) ? { egress: random.some(0, 3, () => adminRule(random, 'to', late)) } : {}),
    },
  }
}

function networkPolicy(random: Random, namespaces: readonly string[], at: number): PolicyObject {
  const types = random.pick([undefined, undefined, [], ['Ingress'], ['Egress'], ['Ingress', 'Egress']])
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `policy${at}`, namespace: namespaces[random.int(0, namespaces.length - 1)] ?? 'n0' },
    spec: {
      ...(random.chance(0.9) ? { podSelector: selector(random) } : {}),
      ...(types === undefined ? {} : { policyTypes: types }),
      ...(random.chance(0.8) ? { ingress: random.some(0, 2, () => networkRule(random, 'from')) } : {}),
      ...(random.chance(0.6) ? { egress: random.some(0, 2, () => networkRule(random, 'to')) } : {}),
    },
  }
}

function selector(random: Random): Selector {
  if (random.chance(0.4)) return {}
  if (random.chance(0.5)) return { matchLabels: randomLabels(random) }
  const operator = random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Equals'])
  const listing = operator === 'In' || operator === 'NotIn'
  const values = listing ? random.some(random.chance(0.1) ? 0 : 1, 2, () => random.pick(['1', '2'])) : []
  return {
    ...(random.chance(0.3) ? { matchLabels: randomLabels(random) } : {}),
    matchExpressions: [{ key: random.pick(['a', 'b', 'c']), operator, ...(listing ? { values } : {}) }],
  }
}

function networkRule(random: Random, peers: 'from' | 'to'): NetworkRule {
  return {
    ...(random.chance(0.8) ? { [peers]: random.some(0, 3, () => networkPeer(random)) } : {}),
    ...(random.chance(0.6) ? { ports: random.some(0, 3, () => networkPort(random)) } : {}),
  }
}

function networkPeer(random: Random): NetworkPeer {
  if (random.chance(0.04)) return {}
  if (random.chance(0.35)) {
    const except = random.some(0, 2, () => random.pick(blocks))
    return { ipBlock: { cidr: random.pick(blocks), ...(except.length > 0 ? { except } : {}) } }
  }
  const by = random.int(0, 2)
  return {
    ...(by === 1 ? {} : { podSelector: selector(random) }),
    ...(by === 0 ? {} : { namespaceSelector: selector(random) }),
    ...(random.chance(0.02) ? { ipBlock: { cidr: random.pick(blocks) } } : {}),
  }
}

function networkPort(random: Random): NetworkPort {
  const protocol = random.chance(0.6) ? { protocol: random.pick([...protocolNames, 'ICMP']) } : {}
  if (random.chance(0.2)) return protocol
  if (random.chance(0.3)) return { ...protocol, port: random.pick(['web', 'dns']) }
  const port = random.pick(portNumbers)
  return { ...protocol, port, ...(random.chance(0.3) ? { endPort: port + random.int(-1, 3) } : {}) }
}

function adminPods(random: Random): AdminPods {
  return { namespaceSelector: selector(random), podSelector: selector(random) }
}

function adminRule(random: Random, peers: 'from' | 'to', late: boolean): AdminRule {
  const ports = random.chance(0.6)
  return {
    action: random.chance(0.03) ? 'Log' : random.pick([late ? 'Accept' : 'Allow', 'Deny', 'Pass']),
    [peers]: random.some(1, 2, () => adminPeer(random, peers, late)),
    ...(ports && late ? { protocols: random.some(1, 2, () => protocolMatch(random)) } : {}),
    ...(ports && !late ? { ports: random.some(1, 2, () => adminPort(random)) } : {}),
  }
}

function adminPeer(random: Random, peers: 'from' | 'to', late: boolean): AdminPeer {
  if (random.chance(0.03)) return {}
  if (peers === 'to' && random.chance(0.3)) return { networks: random.some(1, 2, () => random.pick(blocks)) }
  if (peers === 'to' && random.chance(0.2)) return { nodes: selector(random) }
  const early = !late && random.chance(0.4)
  if (random.chance(0.5)) return { namespaces: early ? earlyNamespaces(random) : selector(random) }
  if (!early) return { pods: adminPods(random) }
  return { pods: { namespaces: earlyNamespaces(random), podSelector: selector(random) } }
}

function earlyNamespaces(random: Random): EarlyNamespaces {
  const labels = random.pick([['a'], ['b'], ['a', 'b']])
  return random.pick<EarlyNamespaces>([
    { sameLabels: labels },
    { notSameLabels: labels },
    { namespaceSelector: selector(random) },
  ])
}

function adminPort(random: Random): AdminPort {
  const protocol = random.chance(0.6) ? { protocol: random.pick(protocolNames) } : {}
  const port = random.pick(portNumbers)
  return random.pick<AdminPort>([
    { portNumber: { port, ...protocol } },
    { portRange: { start: port, end: port + random.int(0, 3), ...protocol } },
    { namedPort: random.pick(['web', 'dns']) },
  ])
}

function protocolMatch(random: Random): ProtocolMatch {
  if (random.chance(0.25)) return { destinationNamedPort: random.pick(['web', 'dns']) }
  const start = random.pick(portNumbers)
  const destinationPort = random.chance(0.5)
    ? { number: start }
    : { range: { start, end: start + random.int(0, 3) } }
  return { [random.pick(['tcp', 'udp', 'sctp'])]: { destinationPort } }
}
