/** NetworkPolicies. */

import { contains, networkOf, parseCidr } from '../../../net/cidr.ts'
import { type FieldError, forbidden, invalid, notSupported, required } from '../schema/messages.ts'
import { cidrErrors } from './addresses.ts'
import { decoded } from './decoded.ts'
import { type SelectorFields, selectorErrors } from './labels.ts'
import { portName, portNumber } from './text.ts'

interface Port {
  protocol?: string
  port?: number | string
  endPort?: number
}

interface IPBlock {
  cidr?: string
  except?: string[]
}

interface Peer {
  podSelector?: SelectorFields
  namespaceSelector?: SelectorFields
  ipBlock?: IPBlock
}

interface NetworkPolicy {
  spec?: {
    podSelector?: SelectorFields
    policyTypes?: string[]
    ingress?: { ports?: Port[]; from?: Peer[] }[]
    egress?: { ports?: Port[]; to?: Peer[] }[]
  }
}

/** In place: TCP where a port names no protocol, and the directions that the rules imply. */
export function defaultNetworkPolicy(object: unknown): void {
  const policy = decoded<NetworkPolicy>(object)
  policy.spec ??= {}
  const { spec } = policy
  spec.podSelector ??= {}
  for (const rule of [...(spec.ingress ?? []), ...(spec.egress ?? [])]) {
    for (const port of rule.ports ?? []) port.protocol ??= 'TCP'
  }
  if (spec.policyTypes?.length) return
  spec.policyTypes = spec.egress?.length ? ['Ingress', 'Egress'] : ['Ingress']
}

export function networkPolicyErrors(object: unknown, old: unknown): readonly FieldError[] {
  const {
    podSelector,
    policyTypes = [],
    ingress = [],
    egress = [],
  } = decoded<NetworkPolicy>(object).spec ?? {}
  const known = old === null ? [] : knownCidrs(decoded<NetworkPolicy>(old))
  const directions = ['Ingress', 'Egress']
  return [
    ...selectorErrors('spec.podSelector', podSelector),
    ...ingress.flatMap((rule, at) => ruleErrors(rule.ports, rule.from, `spec.ingress[${at}]`, 'from', known)),
    ...egress.flatMap((rule, at) => ruleErrors(rule.ports, rule.to, `spec.egress[${at}]`, 'to', known)),
    ...(policyTypes.length > 2
      ? [invalid('spec.policyTypes', policyTypes, 'may not specify more than two policyTypes')]
      : policyTypes.flatMap((type, at) =>
          directions.includes(type) ? [] : [notSupported(`spec.policyTypes[${at}]`, type, directions)],
        )),
  ]
}

function knownCidrs({ spec = {} }: NetworkPolicy): readonly string[] {
  const peers = [
    ...(spec.ingress ?? []).flatMap((rule) => rule.from ?? []),
    ...(spec.egress ?? []).flatMap((rule) => rule.to ?? []),
  ]
  return peers.flatMap(({ ipBlock }) => [ipBlock?.cidr ?? '', ...(ipBlock?.except ?? [])])
}

function ruleErrors(
  ports: readonly Port[] = [],
  peers: readonly Peer[] = [],
  field: string,
  side: string,
  known: readonly string[],
): readonly FieldError[] {
  return [
    ...ports.flatMap((port, at) => portErrors(port, `${field}.ports[${at}]`)),
    ...peers.flatMap((peer, at) => peerErrors(peer, `${field}.${side}[${at}]`, known)),
  ]
}

function portErrors({ protocol, port, endPort }: Port, field: string): readonly FieldError[] {
  const errors: FieldError[] = []
  const protocols = ['TCP', 'UDP', 'SCTP']
  if (protocol !== undefined && !protocols.includes(protocol)) {
    errors.push(notSupported(`${field}.protocol`, protocol, protocols))
  }
  const end = `${field}.endPort`
  if (typeof port === 'number') {
    errors.push(...portNumber(port).map((each) => invalid(`${field}.port`, port, each)))
    if (endPort === undefined) return errors
    if (endPort < port) errors.push(invalid(end, port, 'must be greater than or equal to `port`'))
    errors.push(...portNumber(endPort).map((each) => invalid(end, endPort, each)))
    return errors
  }
  if (endPort !== undefined) {
    const state = port === undefined ? 'not specified' : 'non-numeric'
    errors.push(invalid(end, endPort, `may not be specified when \`port\` is ${state}`))
  }
  if (port !== undefined) errors.push(...portName(port).map((each) => invalid(`${field}.port`, port, each)))
  return errors
}

function peerErrors(peer: Peer, field: string, known: readonly string[]): readonly FieldError[] {
  const { podSelector, namespaceSelector, ipBlock } = peer
  const errors: FieldError[] = [
    ...selectorErrors(`${field}.podSelector`, podSelector),
    ...selectorErrors(`${field}.namespaceSelector`, namespaceSelector),
    ...(ipBlock === undefined ? [] : ipBlockErrors(ipBlock, `${field}.ipBlock`, known)),
  ]
  const others = podSelector !== undefined || namespaceSelector !== undefined
  if (!others && ipBlock === undefined) errors.push(required(field, 'must specify a peer'))
  else if (others && ipBlock !== undefined) {
    errors.push(forbidden(field, 'may not specify both ipBlock and another peer'))
  }
  return errors
}

function ipBlockErrors(
  { cidr = '', except = [] }: IPBlock,
  field: string,
  known: readonly string[],
): readonly FieldError[] {
  if (cidr === '') return [required(`${field}.cidr`)]
  const errors: FieldError[] = [...cidrErrors(`${field}.cidr`, cidr, known)]
  const block = parseCidr(cidr)
  if (block === null) return errors
  for (const [at, text] of except.entries()) {
    const place = `${field}.except[${at}]`
    errors.push(...cidrErrors(place, text, known))
    const hole = parseCidr(text)
    if (hole === null) continue
    if (!contains(block, networkOf(hole)) || block.length >= hole.length) {
      errors.push(invalid(place, text, 'must be a strict subset of `cidr`'))
    }
  }
  return errors
}
