/** Rules of cluster-wide policies that decide nothing, because others have decided before them. */
import type { BoundPolicy, BoundRule } from './bind.ts'
import type { CompiledPolicies, Endpoint } from './compile.ts'
import { haveCommonFamily } from './families.ts'
import type { Action, Direction, PolicyRef, Rule } from './policy.ts'
import { NONE } from './port-table.ts'

export interface DecidingRule {
  readonly policy: PolicyRef
  readonly path: string
  readonly action: Action
}

export interface ShadowedRule {
  readonly path: string
  readonly action: Action
  /** Rules of cluster-wide policies that take of its traffic before; none where only network policies do. */
  readonly by: readonly DecidingRule[]
}

/** What becomes of a rule, with all the pods it is for. */
interface Fate {
  /** There is traffic that it takes. */
  isMet: boolean
  /** It decides some of it. */
  isUsed: boolean
  readonly by: Map<Rule, DecidingRule>
}

/**
 * Of the policies asked for, the rules that take traffic of the pods there are now, all of which is decided before
 * they are asked. Rules that take no traffic now are none of them.
 */
export function shadowedRules(
  compiled: CompiledPolicies,
  isAsked: (ref: PolicyRef) => boolean,
): readonly ShadowedRule[] {
  const fates = new Map<Rule, Fate>()
  for (const direction of ['ingress', 'egress'] as const) {
    for (const group of differentGroups(compiled, direction, isAsked)) {
      follow(compiled, group, direction, (policy, rule) => (isAsked(policy.ref) ? fateOf(fates, rule) : null))
    }
  }
  return [...fates].flatMap(([{ path, action }, { isUsed, isMet, by }]) =>
    isMet && !isUsed ? [{ path, action, by: [...by.values()] }] : [],
  )
}

/** One group for all that are judged alike and have the policy among their judges. */
function differentGroups(
  { groups }: CompiledPolicies,
  direction: Direction,
  isAsked: (ref: PolicyRef) => boolean,
): Iterable<Endpoint> {
  const different = new Map<string, Endpoint>()
  for (const group of groups) {
    const { tiers } = group[direction]
    if (![...tiers.admin, ...tiers.baseline].some(({ policy }) => isAsked(policy.ref))) continue
    // A single pod is told apart from others, because it has no neighbour of its own kind.
    const alone = group.pods.length === 1 ? group.place : ''
    // Network policies leave nothing for those behind them, whatever they allow.
    const judges = [tiers.admin, tiers.baseline].map((each) => each.map(({ number }) => number).join())
    const key = `${judges.join(' / ')} ${tiers.network.length > 0} ${group.families} ${direction === 'ingress' ? group.named : ''} ${alone}`
    different.set(key, group)
  }
  return different.values()
}

/** Goes through the rules as the evaluation does, and notes of those asked for what was left for them. */
function follow(
  compiled: CompiledPolicies,
  own: Endpoint,
  direction: Direction,
  fateFor: (policy: BoundPolicy['policy'], rule: Rule) => Fate | null,
): void {
  const { rows, endpoints } = compiled
  const { layers } = rows
  const states = new Int32Array(endpoints.length).fill(layers.start)
  const decided: { readonly rule: Rule; readonly told: DecidingRule; readonly ports: number }[][] = []
  const silent = endpoints.map((other) => isSilent(own, other, direction))
  const apply = (policy: BoundPolicy['policy'], bound: BoundRule) => {
    const { rule } = bound
    const fate = fateFor(policy, rule)
    const told = { policy: policy.ref, path: rule.path, action: rule.action }
    rows.eachTaken(own, direction, bound, (place, ports) => {
      const state = states[place] ?? layers.start
      if (ports === NONE || silent[place] === true) return
      const next = layers.step(state, rule.action, ports)
      states[place] = next
      if (fate !== null) fate.isMet = true
      if (next !== state) {
        if (fate !== null) fate.isUsed = true
        decided[place] ??= []
        decided[place].push({ rule, told, ports })
        return
      }
      for (const each of fate === null ? [] : (decided[place] ?? [])) {
        if (layers.table.intersection(each.ports, ports) !== NONE) fate?.by.set(each.rule, each.told)
      }
    })
  }
  const { tiers } = own[direction]
  for (const tier of ['admin', 'network', 'baseline'] as const) {
    for (const { policy, [direction]: rules } of tier === 'network' ? [] : tiers[tier]) {
      for (const rule of rules ?? []) apply(policy, rule)
    }
    if (tiers[tier].length === 0) continue
    for (const [place, state] of states.entries()) {
      states[place] = tier === 'network' ? layers.isolated(state) : layers.nextTier(state)
    }
  }
}

/** Between these no policy is ever asked: there is no family in common, or it is the same pod. */
function isSilent(own: Endpoint, other: Endpoint, direction: Direction): boolean {
  if (own === other && own.pods.length === 1) return true
  const [from, to] = direction === 'egress' ? [own, other] : [other, own]
  return !haveCommonFamily(from.families, to.families)
}

function fateOf(fates: Map<Rule, Fate>, rule: Rule): Fate {
  const fate = fates.get(rule) ?? { isMet: false, isUsed: false, by: new Map() }
  fates.set(rule, fate)
  return fate
}
