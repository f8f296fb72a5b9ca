/**
 * Reads the cluster-wide policies of `policy.networking.k8s.io`, of any shape: AdminNetworkPolicy and
 * BaselineAdminNetworkPolicy (v1alpha1, early and late form), ClusterNetworkPolicy (v1alpha2).
 */
import { asFields, asList, type Fields } from '../../k8s/shape.ts'
import type { Action, Direction, Policy, Rule, Tier } from './policy.ts'
import { allPorts } from './ports.ts'
import { readAdminPeers } from './read-admin-peers.ts'
import { readAdminPorts, readProtocols } from './read-admin-ports.ts'
import { refOf } from './reference.ts'
import { isMap } from './selectors.ts'
import { readSubject } from './subjects.ts'

/** What differs between the kinds. */
interface Form {
  readonly tier: Tier
  readonly priority: number
  readonly actions: Readonly<Record<string, Action>>
  readonly late: boolean
}

/** A BaselineAdminNetworkPolicy has no priority; it stands behind every baseline that has one. */
const lastPriority = 1001

/** The policy, or `null` where the API server would refuse its name, tier, priority or subject. */
export function readAdminPolicy(object: unknown): Policy | null {
  const fields = asFields(object)
  const spec = asFields(fields.spec)
  const ref = refOf(fields, null)
  const form = formOf(fields.kind, spec)
  if (ref === null || form === null) return null
  if (fields.kind === 'BaselineAdminNetworkPolicy' && ref.name !== 'default') return null
  const subject = readSubject(spec.subject, form.late)
  if (subject === null) return null
  const read = (direction: Direction) => {
    const rules = asList(spec[direction]).flatMap((rule, at) => readRule(rule, direction, at, form))
    return rules.length === 0 ? null : rules
  }
  return {
    ref,
    tier: form.tier,
    priority: form.priority,
    subject,
    subjectPath: 'spec.subject',
    egress: read('egress'),
    ingress: read('ingress'),
  }
}

function formOf(kind: unknown, { priority, tier }: Fields): Form | null {
  if (kind === 'BaselineAdminNetworkPolicy') {
    const actions = { Allow: 'allow', Deny: 'deny' } as const
    return { tier: 'baseline', priority: lastPriority, actions, late: false }
  }
  if (!isPriority(priority)) return null
  if (kind === 'AdminNetworkPolicy') {
    const actions = { Allow: 'allow', Deny: 'deny', Pass: 'pass' } as const
    return { tier: 'admin', priority, actions, late: false }
  }
  if (kind !== 'ClusterNetworkPolicy' || (tier !== 'Admin' && tier !== 'Baseline')) return null
  const actions = { Accept: 'allow', Deny: 'deny', Pass: 'pass' } as const
  return { tier: tier === 'Admin' ? 'admin' : 'baseline', priority, actions, late: true }
}

function isPriority(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1000
}

/**
 * A peer of a form that is not known makes the rule fail closed, as the API reference of these kinds wants it: one
 * that allows then matches nothing, any other denies everything.
 */
function readRule(value: unknown, direction: Direction, at: number, form: Form): readonly Rule[] {
  const fields = asFields(value)
  const name = fields.action
  const action =
    typeof name === 'string' && Object.hasOwn(form.actions, name) ? form.actions[name] : undefined
  if (action === undefined || !isMap(value)) return []
  const path = `spec.${direction}[${at}]`
  const peers = readAdminPeers(asList(direction === 'egress' ? fields.to : fields.from), direction, form.late)
  if (peers === 'unknown') {
    const everything = { fixed: allPorts(), named: [] }
    return action === 'allow' ? [] : [{ path, action: 'deny', peers: 'everything', ports: everything }]
  }
  const ports = form.late ? readProtocols(fields.protocols) : readAdminPorts(fields.ports)
  return [{ path, action, peers, ports }]
}
