/** Rules of cluster-wide policies that decide nothing, because others have decided before them. */
import type { BoundPolicy, BoundRule } from './bind.ts'
import type { CompiledPolicies, Endpoint } from './compile.ts'
import { Layers } from './layers.ts'
import type { Action, Direction, PolicyRef, Rule } from './policy.ts'

export interface ShadowingRule {
  readonly policy: PolicyRef
  readonly path: string
  readonly action: Action
}

export interface ShadowedRule {
  readonly path: string
  readonly action: Action
  /** The first rules that decide what it speaks of; none where network policies do. */
  readonly by: readonly ShadowingRule[]
}

const directions = ['ingress', 'egress'] as const

/**
 * Of one policy, the rules that take traffic of pods there are now, all of which is decided before they are asked.
 * Rules that take no traffic now are none of them.
 */
export function shadowedRules(compiled: CompiledPolicies, isAsked: (ref: PolicyRef) => boolean) {
  const fates = new Map<Rule, Fate>()
  for (const direction of directions) {
    const sides = new Map<string, Endpoint>()
    for (const group of compiled.groups) {
      if (group.host || !boundIn(group, direction).some(({ policy }) => isAsked(policy.ref))) continue
      const named = direction === 'ingress' ? group.named : ''
      sides.set(`${group[direction].number} ${group.families} ${named}`, group)
    }
    for (const group of sides.values()) follow(compiled, group, direction, isAsked, fates)
  }
  return [...fates].flatMap(([{ path, action }, { isUsed, isMet, by }]): readonly ShadowedRule[] =>
    isMet && !isUsed ? [{ path, action, by: [...by.values()] }] : [],
  )
}

interface Fate {
  /** Some traffic that it takes is there. */
  isMet: boolean
  /** It decides some of it. */
  isUsed: boolean
  readonly by: Map<Rule, ShadowingRule>
}

function boundIn(group: Endpoint, direction: Direction): readonly BoundPolicy[] {
  const { tiers } = group[direction]
  return [...tiers.admin, ...tiers.baseline]
}

/** Goes through the rules as the evaluation does, and asks before each of the policy what is left for it. */
function follow(
  compiled: CompiledPolicies,
  own: Endpoint,
  direction: Direction,
  isAsked: (ref: PolicyRef) => boolean,
  fates: Map<Rule, Fate>,
): void {
  const { rows, endpoints } = compiled
  const layers = new Layers()
  const states = new Int32Array(endpoints.length).fill(layers.start)
  const deciders = endpoints.map((): { readonly rule: Rule; readonly told: ShadowingRule; ports: number }[] => [])
  const { tiers } = own[direction]
  for (const tier of ['admin', 'network', 'baseline'] as const) {
    for (const { policy, [direction]: rules } of tiers[tier]) {
      for (const bound of rules ?? []) {
        const isOwn = tier !== 'network' && isAsked(policy.ref)
        const fate = isOwn ? fateOf(fates, bound.rule) : null
        for (const { place, ports: set } of rows.taken(own, direction, bound)) {
          const ports = layers.table.numberOf(set)
          const state = states[place] ?? layers.start
          const next = layers.step(state, bound.rule.action, ports)
          if (fate !== null && ports !== 0 && !isSelf(own, endpoints[place])) {
            fate.isMet = true
            if (next !== state) fate.isUsed = true
            for (const decider of next === state ? (deciders[place] ?? []) : []) {
              if (layers.table.intersection(decider.ports, ports) !== 0) fate.by.set(decider.rule, decider.told)
            }
          }
          if (next !== state && tier !== 'network') {
            const told = { policy: policy.ref, path: bound.rule.path, action: bound.rule.action }
            deciders[place]?.push({ rule: bound.rule, told, ports })
          }
          states[place] = next
        }
      }
    }
    const isolates = tier === 'network' && tiers.network.length > 0
    for (const [place, state] of states.entries()) {
      states[place] = isolates ? layers.isolated(state) : layers.nextTier(state)
    }
  }
}

/** A pod always reaches itself: no rule is asked. */
function isSelf(own: Endpoint, other: Endpoint | undefined): boolean {
  return own === other && own.pods.length === 1
}

function fateOf(fates: Map<Rule, Fate>, rule: Rule): Fate {
  const fate = fates.get(rule) ?? { isMet: false, isUsed: false, by: new Map() }
  fates.set(rule, fate)
  return fate
}

export type { BoundRule }
