/** What is wrong with the ports of a policy's rules. */
import { type Pod, runningContainers } from '../../k8s/core.ts'
import { isPortName } from '../../k8s/names.ts'
import type { Finding } from '../../manifest/finding.ts'
import type { World } from '../world.ts'
import { everyRule, finding, missing, type Rule } from './finding.ts'
import { isNamed, protocols } from './ports.ts'
import { selectedPods } from './selected.ts'
import type { Policy, PolicyRule, RulePort } from './view.ts'

export const ports: Rule = (policy, world) =>
  everyRule(policy).flatMap((rule) => rule.ports.flatMap((port) => portFindings(port, rule, policy, world)))

function portFindings(
  { port, at, portAt, endAt }: RulePort,
  rule: PolicyRule,
  policy: Policy,
  world: World,
): readonly Finding[] {
  if (port === null) return [finding('error', 'port-odd', at)]
  const { port: first, end, protocol } = port
  if (protocol !== '' && !protocols.some((each) => each === protocol))
    return [finding('error', 'protocol-unknown', at, { protocol })]
  if (first === '' || first === undefined || first === null) {
    if (policy.dialect.ports !== 'plain') return [missing('port-missing', portAt)]
    return end === undefined ? [] : [finding('error', 'end-alone', endAt)]
  }
  if (end !== undefined) return rangeFindings(port, portAt, endAt, policy)
  if (!isNamed(port)) return isNumber(first) ? [] : [finding('error', 'port-invalid', portAt)]
  const name = String(first)
  if (!isPortName(name)) return [finding('error', 'port-invalid', portAt)]
  const hasAddresses = rule.peers.some(({ form }) => ['nodes', 'networks', 'domains'].includes(form))
  if (hasAddresses) return [finding('error', 'port-without-pods', portAt, { name })]
  return isUnknown(name, protocol, rule, policy, world)
    ? [finding('warning', 'port-unknown', portAt, { name })]
    : []
}

function rangeFindings(
  { port: first, end }: { port: unknown; end: unknown },
  portAt: RulePort['at'],
  endAt: RulePort['at'],
  { dialect }: Policy,
): readonly Finding[] {
  if (end === '') return [missing('port-missing', endAt)]
  if (!isNumber(first)) return [finding('error', 'range-number', portAt)]
  if (!isNumber(end)) return [finding('error', 'range-number', endAt)]
  if (end < first) return [finding('error', 'range-reversed', endAt, { first, last: end })]
  return dialect.ports === 'protocols' && end === first ? [finding('error', 'range-single', endAt)] : []
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535
}

/** Whether none of the pods that would be connected to gives a port that name. */
function isUnknown(name: string, protocol: string, rule: PolicyRule, policy: Policy, world: World): boolean {
  const pods = reached(rule, policy, world)
  return pods !== null && pods.length > 0 && !pods.some((pod) => hasPort(pod, name, protocol))
}

function hasPort(pod: Pod, name: string, protocol: string): boolean {
  return runningContainers(pod)
    .flatMap((container) => container.ports ?? [])
    .some((port) => port.name === name && (protocol === '' || (port.protocol ?? 'TCP') === protocol))
}

/** The pods that a rule is about connecting to; `null` where not all of them are known. */
function reached(rule: PolicyRule, { subject, namespace }: Policy, world: World): readonly Pod[] | null {
  if (rule.direction === 'ingress') return subject && selectedPods(subject, namespace, world)
  const sets = rule.peers.map((peer) => ('set' in peer ? selectedPods(peer.set, namespace, world) : null))
  return sets.length === 0 || sets.some((each) => each === null) ? null : sets.flatMap((each) => each ?? [])
}
