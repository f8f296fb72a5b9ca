/** Rules as sentences: "Pods with app=checkout in namespaces of project shop may connect to TCP 8443." */
import type { TFunction } from 'i18next'
import { asFields, asList, asString, type Fields } from '../../k8s/shape.ts'
import type { Peer, PodSet } from './peers.ts'
import { isNamed, type Port } from './ports.ts'
import type { PolicyRule, RulePort } from './view.ts'

export interface Speaker {
  readonly t: TFunction
  /** The label of namespaces that names their project. */
  readonly projectLabel: string
}

const verbs: Readonly<Record<string, string>> = {
  Allow: 'allow',
  Accept: 'allow',
  Deny: 'deny',
  Pass: 'pass',
}

export function ruleSentence(rule: PolicyRule, speaker: Speaker): string {
  const { t } = speaker
  const verb = verbs[rule.action]
  if (verb === undefined) return t('policy:sentence.unfinished')
  const values = { peers: peersText(rule, speaker), ports: portsText(rule.ports, speaker) }
  return capital(t(`policy:sentence.${verb}.${rule.direction}`, values))
}

/** What the selectors select, beginning with a small letter. */
export function podSetText(set: PodSet, { t, projectLabel }: Speaker): string {
  const conditions = set.pods === null ? [] : conditionsOf(set.pods.value, t)
  const pods =
    conditions.length === 0
      ? t('policy:sentence.allPods')
      : t('policy:sentence.podsWith', { conditions: joined(conditions, 'and', t) })
  const where =
    set.namespaces === null
      ? t('policy:sentence.thisNamespace')
      : namespacesText(set.namespaces.value, { t, projectLabel })
  return t('policy:sentence.podsIn', { pods, namespaces: where })
}

/** Each thing that a selector asks for, as it follows "with". */
function conditionsOf(value: unknown, t: TFunction): readonly string[] {
  const { matchLabels, matchExpressions } = asFields(value)
  const labels = Object.entries(asFields(matchLabels)).map(([key, each]) => `${key}=${String(each)}`)
  return [...labels, ...asList(matchExpressions).map((each) => requirementText(asFields(each), t))]
}

function requirementText({ key, operator, values }: Fields, t: TFunction): string {
  const words = { key: orBlank(asString(key)), values: asList(values).map(String).join(', ') }
  if (operator === 'In') return t('policy:sentence.in', words)
  if (operator === 'NotIn') return t('policy:sentence.notIn', words)
  return operator === 'DoesNotExist' ? t('policy:sentence.lacks', words) : words.key
}

const nameLabel = 'kubernetes.io/metadata.name'

/** `namespace kube-system`, `namespaces of project shop`, or what their labels are. */
export function namespacesText(value: unknown, { t, projectLabel }: Speaker): string {
  const conditions = conditionsOf(value, t)
  if (conditions.length === 0) return t('policy:sentence.allNamespaces')
  const names = valuesAsked(value, nameLabel)
  if (names !== null)
    return t('policy:sentence.namespacesNamed', { count: names.length, names: joined(names, 'or', t) })
  const projects = valuesAsked(value, projectLabel)
  if (projects !== null)
    return t('policy:sentence.namespacesOf', { count: projects.length, projects: joined(projects, 'or', t) })
  return t('policy:sentence.namespacesWith', { conditions: joined(conditions, 'and', t) })
}

/** The values of a label that is the only thing asked for; `null` where it is not. */
function valuesAsked(value: unknown, label: string): readonly string[] | null {
  const { matchLabels, matchExpressions } = asFields(value)
  const labels = Object.entries(asFields(matchLabels))
  const rules = asList(matchExpressions).map(asFields)
  if (labels.length + rules.length !== 1) return null
  const [[key, text] = []] = labels
  if (key === label) return [asString(text)]
  const [rule] = rules
  const values = asList(rule?.values).map(String)
  return rule?.key === label && rule.operator === 'In' && values.length > 0 ? values : null
}

function peersText(rule: PolicyRule, speaker: Speaker): string {
  if (rule.peers.length === 0) return speaker.t(`policy:sentence.everybody.${rule.direction}`)
  return joined(
    rule.peers.map((peer) => peerText(peer, speaker)),
    'or',
    speaker.t,
  )
}

export function peerText(peer: Peer, speaker: Speaker): string {
  const { t } = speaker
  switch (peer.form) {
    case 'here':
    case 'cluster':
    case 'namespaces':
    case 'pods':
      return podSetText(peer.set, speaker)
    case 'block':
      return blockText(peer.cidr, peer.except.map(String), t)
    case 'networks':
      return t('policy:sentence.addresses', { blocks: joined(peer.values.map(String).map(orBlank), 'or', t) })
    case 'domains':
      return t('policy:sentence.domains', { names: joined(peer.values.map(String), 'or', t) })
    case 'nodes': {
      const conditions = conditionsOf(peer.nodes.value, t)
      return conditions.length === 0
        ? t('policy:sentence.allNodes')
        : t('policy:sentence.nodesWith', { conditions: joined(conditions, 'and', t) })
    }
    default:
      return t(`policy:sentence.peer.${peer.form}`)
  }
}

function blockText(cidr: string, except: readonly string[], t: TFunction): string {
  const block = orBlank(cidr)
  return except.length === 0
    ? t('policy:sentence.addresses', { blocks: block })
    : t('policy:sentence.addressesBut', { block, except: joined(except.map(orBlank), 'and', t) })
}

function portsText(ports: readonly RulePort[], { t }: Speaker): string {
  if (ports.length === 0) return t('policy:sentence.anyPort')
  return joined(
    ports.map(({ port }) => portText(port, t)),
    'or',
    t,
  )
}

function portText(port: Port | null, t: TFunction): string {
  if (port === null) return t('policy:sentence.oddPort')
  const { protocol, port: first, end } = port
  if (end !== undefined)
    return t('policy:sentence.portRange', { protocol, first: blank(first), last: blank(end) })
  if (isNamed(port)) {
    const values = { protocol, name: String(first) }
    return t(protocol === '' ? 'policy:sentence.portNamed' : 'policy:sentence.protocolPortNamed', values)
  }
  if (first === '' || first === undefined) return t('policy:sentence.anyPortOf', { protocol })
  return `${protocol} ${String(first)}`
}

const orBlank = (text: string) => text || '…'
const blank = (value: unknown) =>
  typeof value === 'number' || typeof value === 'string' ? orBlank(String(value)) : '…'

/** `a`, `a or b`, `a, b or c`. */
function joined(items: readonly string[], word: 'and' | 'or', t: TFunction): string {
  const last = items.at(-1) ?? ''
  if (items.length < 2) return last
  return t(`policy:sentence.${word}`, { first: items.slice(0, -1).join(', '), last })
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
