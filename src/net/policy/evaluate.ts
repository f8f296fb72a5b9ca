/** One question, answered with the rules that led to the answer. */
import { parseAddress } from '../address.ts'
import type { BoundPolicy, BoundRule } from './bind.ts'
import type { CompiledPolicies, Endpoint } from './compile.ts'
import { type Family, type SharedFamily, sharedFamily, speaks } from './families.ts'
import { type PodFacts, podKey } from './pods.ts'
import type { Action, Direction, PolicyRef } from './policy.ts'
import { hasPort, type Protocol } from './ports.ts'
import { portsAt } from './rows.ts'

/** A pod by name, or an address outside of the cluster; a pod's own address is judged as if it were outside. */
export type EndpointRef = { readonly namespace: string; readonly pod: string } | { readonly ip: string }

export interface Question {
  readonly from: EndpointRef
  readonly to: EndpointRef
  readonly protocol: Protocol
  /** On the destination, 1 to 65535. */
  readonly port: number
  /** Which family two dual-stack pods speak; the destination's first that the source has too, unless it is told. */
  readonly family?: Family
}

/** `path` stands in the policy, as `spec.ingress[0]`; `isolates` is about the subject, the others about a rule. */
export interface Step {
  readonly effect: 'allows' | 'denies' | 'passes' | 'isolates'
  readonly policy: PolicyRef
  readonly path: string
}

/**
 * What decided one side: a rule, that no rule of the policies that isolate allows it, that no policy says anything,
 * that it is no pod of the pod network (`exempt`), or that the source is the destination's own node.
 */
export type SideReason = 'rule' | 'isolation' | 'default' | 'exempt' | 'own-node'

export interface SideVerdict {
  readonly allowed: boolean
  readonly reason: SideReason
  /** In order of evaluation; of NetworkPolicies first all that isolate, then all rules that allow. */
  readonly steps: readonly Step[]
  /** Policies of equal priority disagree, which upstream leaves undefined; here the first by name decides. */
  readonly ambiguous: boolean
}

export type Verdict =
  | {
      readonly reason: 'policies'
      readonly allowed: boolean
      readonly ambiguous: boolean
      readonly family: Family | 'unknown'
      readonly egress: SideVerdict
      readonly ingress: SideVerdict
    }
  | { readonly reason: 'same-pod'; readonly allowed: true }
  /** Nothing can come through, whatever policies say; or what was asked for is not there. */
  | { readonly reason: 'no-common-family' | 'no-such-endpoint' | 'finished'; readonly allowed: false }

interface Found {
  readonly endpoint: Endpoint
  readonly pod: PodFacts | null
  readonly ip: string
}

/**
 * Never throws. Both sides are judged, also where one denies already.
 *
 * By the API references of `networking.k8s.io/v1` and `policy.networking.k8s.io`: the cluster-wide policies before the
 * namespaced ones before the baseline, both sides must allow, a pod always reaches itself. Where they leave it to the
 * implementation, or a text is malformed, this is what counts here:
 * - Pods on the host network are their node: no policy has them as subject, labels do not choose them, blocks and
 *   `nodes` take them by their addresses. As destinations they have no named ports.
 * - A pod's own node, and pods on its host network, always reach it (the v1 reference of `ingress`, for probes); what the
 *   pod sends to its node is judged like anything else.
 * - Blocks take pods by their addresses, without any translation of addresses on the way.
 * - Two dual-stack pods speak the destination's first family that the source has; without one in common nothing passes.
 * - Named ports are looked up on the destination, whichever way a peer chose it; an address outside has none.
 * - AdminNetworkPolicies and the Admin tier share one order of priorities. Equal ones go by name; where they disagree
 *   the verdict is ambiguous. A BaselineAdminNetworkPolicy stands behind every policy of the Baseline tier.
 * - What the API server would refuse in a peer, selector or port takes no traffic; a policy with a refused subject,
 *   priority or tier does nothing. Peers of an unknown form fail closed, as `policy.networking.k8s.io` wants it.
 * - `domainNames` take nothing, as nobody here knows which addresses a name has.
 */
export function evaluate(compiled: CompiledPolicies, question: Question): Verdict {
  const from = find(compiled, question.from)
  const to = find(compiled, question.to)
  if (typeof from === 'string') return { reason: from, allowed: false }
  if (typeof to === 'string') return { reason: to, allowed: false }
  if (from.pod !== null && from.pod === to.pod) return { reason: 'same-pod', allowed: true }
  const family = familyOf(from.endpoint, to.endpoint, question.family)
  if (family === 'none') return { reason: 'no-common-family', allowed: false }
  const egress = judge(compiled, from, to, 'egress', family, question)
  const ingress = isOwnNode(compiled, from, to)
    ? { allowed: true, reason: 'own-node' as const, steps: [], ambiguous: false }
    : judge(compiled, from, to, 'ingress', family, question)
  const allowed = egress.allowed && ingress.allowed
  return {
    reason: 'policies',
    allowed,
    ambiguous: egress.ambiguous || ingress.ambiguous,
    family,
    egress,
    ingress,
  }
}

function find(compiled: CompiledPolicies, ref: EndpointRef): Found | 'no-such-endpoint' | 'finished' {
  if ('ip' in ref) {
    const address = parseAddress(ref.ip)
    const zone = address === null ? undefined : compiled.zones[compiled.space.classOf(address)]
    return zone === undefined ? 'no-such-endpoint' : { endpoint: zone, pod: null, ip: ref.ip }
  }
  const pod = compiled.pods.get(podKey(ref.namespace, ref.pod))
  if (pod === undefined) return 'no-such-endpoint'
  const endpoint = compiled.groupOf.get(pod)
  return endpoint === undefined ? 'finished' : { endpoint, pod, ip: '' }
}

function familyOf(from: Endpoint, to: Endpoint, asked: Family | undefined): SharedFamily {
  if (asked === undefined) return sharedFamily(from.families, to.families)
  return speaks(from.families, to.families, asked) ? asked : 'none'
}

/** Whether the source is the node the destination runs on, as which a pod on its host network counts. */
export function isOwnNode(
  { nodes }: CompiledPolicies,
  from: Omit<Found, 'endpoint'>,
  to: { pod: PodFacts | null },
) {
  const node = to.pod?.node ?? ''
  if (to.pod === null || to.pod.host || node === '') return false
  if (from.pod !== null) return from.pod.host && from.pod.node === node
  const address = parseAddress(from.ip)
  const own = nodes.get(node)?.addresses ?? []
  return own.some((each) => each.family === address?.family && each.value === address.value)
}

const effects = { allow: 'allows', deny: 'denies', pass: 'passes' } as const

function judge(
  compiled: CompiledPolicies,
  from: Found,
  to: Found,
  direction: Direction,
  family: Family | 'unknown',
  { protocol, port }: Question,
): SideVerdict {
  const [own, other] = direction === 'egress' ? [from, to] : [to, from]
  if (own.pod === null || own.pod.host) {
    return { allowed: true, reason: 'exempt', steps: [], ambiguous: false }
  }
  const named = compiled.rows.namedPortsOf(to.endpoint)
  const matches = ({ rule, peers }: BoundRule) =>
    hasPort(portsAt(rule.ports, named), protocol, port) &&
    (peers === 'everything' || peers.some((number) => holds(compiled, number, other.endpoint, family)))
  const { tiers } = own.endpoint[direction]
  const admin = decide(tiers.admin, direction, matches)
  if (admin.action === 'allow' || admin.action === 'deny') return sideOf(admin, [])
  if (tiers.network.length > 0) return judgeNetwork(tiers.network, direction, matches, admin)
  return sideOf(decide(tiers.baseline, direction, matches), admin.steps, admin.ambiguous)
}

function holds({ peers }: CompiledPolicies, number: number, { place }: Endpoint, family: string): boolean {
  const members = peers.members[number]
  if (members === undefined || (members.family !== null && members.family !== family)) return false
  let low = 0
  let high = members.places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((members.places[middle] ?? 0) < place) low = middle + 1
    else high = middle
  }
  return members.places[low] === place
}

interface Decision {
  /** `null` where no rule of the tier matches. */
  readonly action: Action | null
  readonly steps: readonly Step[]
  readonly ambiguous: boolean
}

/** The first rule that matches, policy by policy; the other policies of its priority are asked whether they agree. */
function decide(
  policies: readonly BoundPolicy[],
  direction: Direction,
  matches: (rule: BoundRule) => boolean,
): Decision {
  let first: { readonly rule: BoundRule; readonly policy: BoundPolicy['policy'] } | null = null
  let ambiguous = false
  for (const { policy, [direction]: rules } of policies) {
    if (first !== null && policy.priority !== first.policy.priority) break
    const rule = rules?.find(matches)
    if (rule === undefined) continue
    if (first === null) first = { rule, policy }
    else ambiguous ||= rule.rule.action !== first.rule.rule.action
  }
  if (first === null) return { action: null, steps: [], ambiguous }
  const { action, path } = first.rule.rule
  return { action, steps: [{ effect: effects[action], policy: first.policy.ref, path }], ambiguous }
}

function judgeNetwork(
  policies: readonly BoundPolicy[],
  direction: Direction,
  matches: (rule: BoundRule) => boolean,
  admin: Decision,
): SideVerdict {
  const isolating = policies.map(
    ({ policy }): Step => ({ effect: 'isolates', policy: policy.ref, path: policy.subjectPath }),
  )
  const allowing = policies.flatMap(({ policy, [direction]: rules }) =>
    (rules ?? [])
      .filter(matches)
      .map(({ rule }): Step => ({ effect: 'allows', policy: policy.ref, path: rule.path })),
  )
  const allowed = allowing.length > 0
  const steps = [...admin.steps, ...isolating, ...allowing]
  return { allowed, reason: allowed ? 'rule' : 'isolation', steps, ambiguous: admin.ambiguous }
}

function sideOf(
  { action, steps, ambiguous }: Decision,
  before: readonly Step[],
  wasAmbiguous = false,
): SideVerdict {
  const reason = action === 'allow' || action === 'deny' ? 'rule' : 'default'
  return {
    allowed: action !== 'deny',
    reason,
    steps: [...before, ...steps],
    ambiguous: ambiguous || wasAmbiguous,
  }
}
