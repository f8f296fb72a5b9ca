/** Reads a NetworkPolicy of `networking.k8s.io`, of any shape, by the API reference of `networking.k8s.io/v1`. */
import { asFields, asList, asString, type Fields } from '../../k8s/shape.ts'
import type { AddressRange } from '../range.ts'
import { parseRange } from '../range.ts'
import { without } from '../rangeset.ts'
import type { Direction, NamedPort, Peer, Policy, PortChoice, Rule } from './policy.ts'
import { allPorts, noPorts, type PortSet, portRange, protocolOf, union } from './ports.ts'
import { refOf } from './reference.ts'
import { isMap, readSelector, readSelectorOrAll } from './selectors.ts'

/**
 * The policy, or `null` where it has none of a policy's shape. Whatever the API server would refuse in a rule (a
 * peer that says nothing, a port out of range, an unknown protocol) matches no traffic.
 */
export function readNetworkPolicy(object: unknown): Policy | null {
  const fields = asFields(object)
  const spec = asFields(fields.spec ?? {})
  const ref = refOf(fields, 'default')
  const pods = readSelectorOrAll(spec.podSelector)
  if (ref === null || pods === null || (!isMap(fields.spec) && (fields.spec ?? null) !== null)) return null
  const namespace = ref.namespace ?? 'default'
  const types = typesOf(spec)
  const read = (direction: Direction) =>
    types.includes(direction === 'egress' ? 'Egress' : 'Ingress')
      ? asList(spec[direction]).map((rule, at) => readRule(rule, direction, at, namespace))
      : null
  return {
    ref,
    tier: 'network',
    priority: 0,
    subject: { namespaces: { named: namespace }, pods },
    subjectPath: 'spec.podSelector',
    egress: read('egress'),
    ingress: read('ingress'),
  }
}

/** Without `policyTypes` a policy is about ingress, and about egress if it has rules for it. */
function typesOf(spec: Fields): readonly unknown[] {
  const given = asList(spec.policyTypes)
  if (given.length > 0) return given
  return asList(spec.egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress']
}

function readRule(value: unknown, direction: Direction, at: number, namespace: string): Rule {
  const fields = asFields(value)
  const peers = direction === 'egress' ? fields.to : fields.from
  return {
    path: `spec.${direction}[${at}]`,
    action: 'allow',
    // `- null` is what the API server reads as a rule without fields; anything else that is no map it refuses.
    peers:
      !isMap(value) && value !== null ? [] : isAbsent(peers) ? 'everything' : readPeers(peers, namespace),
    ports: isAbsent(fields.ports) ? { fixed: allPorts(), named: [] } : readPorts(fields.ports),
  }
}

/** Not there and an empty list say the same: everything. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

function readPeers(value: unknown, namespace: string): readonly Peer[] {
  return asList(value).flatMap((peer) => readPeer(asFields(peer), namespace))
}

function readPeer(
  { podSelector = null, namespaceSelector = null, ipBlock = null }: Fields,
  own: string,
): readonly Peer[] {
  if (ipBlock !== null) {
    return podSelector === null && namespaceSelector === null ? readBlock(asFields(ipBlock)) : []
  }
  if (podSelector === null && namespaceSelector === null) return []
  const pods = readSelectorOrAll(podSelector)
  const selector = namespaceSelector === null ? null : readSelector(namespaceSelector)
  if (pods === null || (namespaceSelector !== null && selector === null)) return []
  return [{ by: 'labels', namespaces: selector === null ? { named: own } : { selector }, pods }]
}

function readBlock({ cidr, except }: Fields): readonly Peer[] {
  const block = readRange(cidr)
  const holes = asList(except).map(readRange)
  const valid = holes.filter((each) => each !== null)
  if (block === null || valid.length < holes.length || !(isAbsent(except) || Array.isArray(except))) return []
  return [{ by: 'addresses', ranges: without([block], valid) }]
}

/** A block as a run of addresses; texts of other forms than a block are none here. */
export function readRange(value: unknown): AddressRange | null {
  const text = asString(value)
  return text.includes('/') ? parseRange(text) : null
}

function readPorts(value: unknown): PortChoice {
  let fixed: PortSet = noPorts
  const named: NamedPort[] = []
  for (const each of asList(value)) {
    const { protocol: given, port = null, endPort = null } = asFields(each)
    const protocol = protocolOf(given ?? 'TCP')
    if (protocol === null || (!isMap(each) && each !== null)) continue
    if (typeof port === 'string' && endPort === null) named.push({ name: port, protocol })
    else if (port === null && endPort === null) fixed = union(fixed, allPorts(protocol))
    else fixed = union(fixed, portRange(protocol, asNumber(port), asNumber(endPort ?? port)))
  }
  return { fixed, named }
}

function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}
