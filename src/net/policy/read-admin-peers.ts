/** Peers of the cluster-wide policies. */
import { asFields, asList, type Fields } from '../../k8s/shape.ts'
import type { Direction, Peer } from './policy.ts'
import { readRange } from './read-network-policy.ts'
import { isMap, readSelector } from './selectors.ts'
import { isEarlyChoice, readEarlyChoice, readPods } from './subjects.ts'

const knownFields = {
  ingress: ['namespaces', 'pods'],
  egress: ['namespaces', 'pods', 'nodes', 'networks', 'domainNames'],
} as const

/** The peers that are well formed; `unknown` where one of them has none of the fields this console knows. */
export function readAdminPeers(
  values: readonly unknown[],
  direction: Direction,
  late: boolean,
): readonly Peer[] | 'unknown' {
  const peers: Peer[] = []
  for (const value of values) {
    const read = readPeer(value, direction, late)
    if (read === 'unknown') return read
    peers.push(...read)
  }
  return peers
}

function readPeer(value: unknown, direction: Direction, late: boolean): readonly Peer[] | 'unknown' {
  if (!isMap(value)) return []
  const fields = asFields(value)
  const set = knownFields[direction].filter((field) => (fields[field] ?? null) !== null)
  const [field] = set
  if (field === undefined) return 'unknown'
  if (set.length > 1) return []
  switch (field) {
    case 'namespaces':
      return readNamespaces(fields.namespaces, late)
    case 'pods':
      return readPodPeer(asFields(fields.pods), late)
    case 'nodes': {
      const selector = readSelector(fields.nodes)
      return selector === null ? [] : [{ by: 'nodes', selector }]
    }
    case 'networks':
      return asList(fields.networks)
        .map(readRange)
        .filter((range) => range !== null)
        .map((range) => ({ by: 'addresses', ranges: [range] }))
    // Which addresses a name has is not known here; only allow rules may have them, and those match nothing then.
    case 'domainNames':
      return []
  }
}

function readNamespaces(value: unknown, late: boolean): readonly Peer[] | 'unknown' {
  if (!late && isEarlyChoice(value)) {
    const namespaces = readEarlyChoice(value)
    if (namespaces === 'unknown') return namespaces
    return namespaces === null ? [] : [{ by: 'labels', namespaces, pods: {} }]
  }
  const selector = readSelector(value)
  return selector === null ? [] : [{ by: 'labels', namespaces: { selector }, pods: {} }]
}

function readPodPeer(fields: Fields, late: boolean): readonly Peer[] | 'unknown' {
  if (!late && isMap(fields.namespaces)) {
    const namespaces = readEarlyChoice(fields.namespaces)
    const pods = readSelector(fields.podSelector)
    if (namespaces === 'unknown') return namespaces
    return namespaces === null || pods === null ? [] : [{ by: 'labels', namespaces, pods }]
  }
  const choice = readPods(fields, late)
  return choice === null ? [] : [{ by: 'labels', ...choice }]
}
