/** What a policy of any of the kinds says, read from whatever shape it has. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { type Dialect, type Direction, peersKey } from './dialects.ts'
import { type Peer, type PodSet, readPeer } from './peers.ts'
import { type Port, placesOf, readPort } from './ports.ts'

export interface RulePort {
  readonly at: Path
  /** Where its number or name, and its end, stand. */
  readonly portAt: Path
  readonly endAt: Path
  /** `null` where it is of no known spelling. */
  readonly port: Port | null
}

export interface PolicyRule {
  readonly at: Path
  readonly direction: Direction
  readonly name: string
  /** `Allow` where rules can do nothing else. */
  readonly action: string
  /** Where its peers stand. None in a NetworkPolicy means everybody. */
  readonly peersAt: Path
  readonly peers: readonly Peer[]
  /** Where its ports stand. None means all. */
  readonly portsAt: Path
  readonly ports: readonly RulePort[]
}

export interface Policy {
  readonly dialect: Dialect
  readonly name: string
  readonly namespace: string
  /** Where what it selects stands. */
  readonly subjectAt: Path
  /** `null` where it is not said, or said twice. */
  readonly subject: PodSet | null
  readonly subjectKeys: readonly string[]
  readonly priority: unknown
  readonly tier: unknown
  readonly rules: Readonly<Record<Direction, readonly PolicyRule[]>>
}

export function policyOf(object: unknown, dialect: Dialect): Policy {
  const { metadata, spec } = asFields(object)
  const fields = asFields(spec)
  const { name, namespace } = asFields(metadata)
  return {
    dialect,
    name: asString(name),
    namespace: asString(namespace),
    ...(dialect.ports === 'plain' ? ownSubject(fields.podSelector) : subject(fields.subject)),
    priority: fields.priority,
    tier: fields.tier,
    rules: {
      ingress: rulesOf(fields.ingress, 'ingress', dialect),
      egress: rulesOf(fields.egress, 'egress', dialect),
    },
  }
}

type Subject = Pick<Policy, 'subjectAt' | 'subject' | 'subjectKeys'>

function ownSubject(value: unknown): Subject {
  const subjectAt = ['spec', 'podSelector']
  const pods = { at: subjectAt, value: value ?? {} }
  return { subjectAt, subjectKeys: [], subject: { namespaces: null, pods } }
}

function subject(value: unknown): Subject {
  const subjectAt = ['spec', 'subject']
  const fields = asFields(value)
  const subjectKeys = Object.keys(fields)
  const of = (set: PodSet | null) => ({ subjectAt, subjectKeys, subject: set })
  if (subjectKeys.length !== 1) return of(null)
  if ('namespaces' in fields)
    return of({
      namespaces: { at: [...subjectAt, 'namespaces'], value: fields.namespaces ?? {} },
      pods: null,
    })
  if (!('pods' in fields)) return of(null)
  const at = [...subjectAt, 'pods']
  const { namespaceSelector = {}, podSelector = {} } = asFields(fields.pods)
  return of({
    namespaces: { at: [...at, 'namespaceSelector'], value: namespaceSelector },
    pods: { at: [...at, 'podSelector'], value: podSelector },
  })
}

function rulesOf(value: unknown, direction: Direction, dialect: Dialect): readonly PolicyRule[] {
  return asList(value).map((rule, index): PolicyRule => {
    const fields = asFields(rule)
    const at = ['spec', direction, index]
    const peersAt = [...at, peersKey(direction)]
    const portsAt = [...at, dialect.portsKey]
    return {
      at,
      direction,
      name: asString(fields.name),
      action: dialect.actions.length === 0 ? 'Allow' : asString(fields.action),
      peersAt,
      peers: asList(fields[peersKey(direction)]).map((peer, place) =>
        readPeer(peer, [...peersAt, place], dialect),
      ),
      portsAt,
      ports: asList(fields[dialect.portsKey]).map((port, place) =>
        rulePort(port, [...portsAt, place], dialect),
      ),
    }
  })
}

function rulePort(value: unknown, at: Path, { ports }: Dialect): RulePort {
  const { port, end } = placesOf(value, ports)
  return { at, portAt: [...at, ...port], endAt: [...at, ...end], port: readPort(value, ports) }
}
