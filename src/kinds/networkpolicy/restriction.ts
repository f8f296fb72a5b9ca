/**
 * What a NetworkPolicy does to a direction, read from `policyTypes` and the rules together, and the smallest change
 * of the spec that makes it something else.
 */
import { asFields, asList, type Fields } from '../../k8s/shape.ts'
import type { Direction } from '../policy/dialects.ts'

/**
 * - `open`: it says nothing of the direction.
 * - `blocked`: nothing passes but what other policies allow.
 * - `rules`: what the rules allow passes.
 * - `ignored`: there are rules, but `policyTypes` leaves the direction out.
 */
export type Restriction = 'open' | 'blocked' | 'rules' | 'ignored'

const typeOf = { ingress: 'Ingress', egress: 'Egress' } as const

const hasRules = (spec: Fields, direction: Direction) => asList(spec[direction]).length > 0

/** As the API server completes them: without any, Ingress always, and Egress where there are rules for it. */
function typesOf(spec: Fields): readonly unknown[] {
  const given = asList(spec.policyTypes)
  if (given.length > 0) return given
  return hasRules(spec, 'egress') ? ['Ingress', 'Egress'] : ['Ingress']
}

export function restrictionOf(value: unknown, direction: Direction): Restriction {
  const spec = asFields(value)
  const isNamed = typesOf(spec).includes(typeOf[direction])
  if (hasRules(spec, direction)) return isNamed ? 'rules' : 'ignored'
  return isNamed ? 'blocked' : 'open'
}

/** `stash` holds the rules that come back when one thinks better of blocking everything. */
export interface Change {
  readonly spec: Fields
  readonly stash: readonly unknown[]
}

/** *Block all traffic* ticked: the rules go, the direction is named. */
export function blocked(value: unknown, direction: Direction): Change {
  const spec = asFields(value)
  const { [direction]: rules, ...rest } = spec
  const without = asList(rules).length > 0 ? rest : spec
  return { spec: named(without, direction), stash: asList(rules) }
}

/**
 * Unticked: the rules come back or, where there were none, the direction is left out. Where that would leave no
 * direction at all, which means Ingress to the API server, a rule that allows everything says the same.
 */
export function unblocked(value: unknown, direction: Direction, stash: readonly unknown[]): Fields {
  const spec = asFields(value)
  if (stash.length > 0) return named({ ...spec, [direction]: stash }, direction)
  const others = typesOf(spec).filter((type) => type !== typeOf[direction])
  if (others.length === 0) return named({ ...spec, [direction]: [{}] }, direction)
  return { ...spec, policyTypes: others }
}

/** With a rule more. */
export function withRule(value: unknown, direction: Direction, rule: unknown): Fields {
  const spec = asFields(value)
  return named({ ...spec, [direction]: [...asList(spec[direction]), rule] }, direction)
}

/** With the direction among those that it is about, said only where it does not go without saying. */
export function named(spec: Fields, direction: Direction): Fields {
  const types = typesOf(spec)
  if (types.includes(typeOf[direction])) return spec
  return { ...spec, policyTypes: [...types, typeOf[direction]] }
}
