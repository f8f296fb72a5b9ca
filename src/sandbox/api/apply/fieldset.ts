/**
 * Sets of field paths, as `managedFields` records them (FieldsV1). A step is `f:<name>` for a map key,
 * `k:<keys as JSON>` for an item of a keyed list, `v:<value as JSON>` for an item of a set. A path may be a
 * member, hold children, or both. Sets are never changed once they are shared.
 */
import type { Json, JsonMap } from '../../types.ts'
import { canonicalJson, isMap, mapFrom } from '../values.ts'

interface Entry {
  readonly member: boolean
  readonly children: FieldSet
}

export class FieldSet {
  static readonly empty = new FieldSet(new Map())

  private constructor(readonly entries: ReadonlyMap<string, Entry>) {}

  /** A set from its entries; those that say nothing are left out. */
  static of(entries: Iterable<readonly [string, Entry]>): FieldSet {
    const kept = new Map<string, Entry>()
    for (const [step, entry] of entries) if (entry.member || !entry.children.isEmpty) kept.set(step, entry)
    return kept.size === 0 ? FieldSet.empty : new FieldSet(kept)
  }

  /** The set of one path. */
  static path(...steps: readonly string[]): FieldSet {
    const [step, ...rest] = steps
    if (step === undefined) return FieldSet.empty
    return FieldSet.of([[step, { member: rest.length === 0, children: FieldSet.path(...rest) }]])
  }

  get isEmpty(): boolean {
    return this.entries.size === 0
  }

  has(step: string): boolean {
    return this.entries.get(step)?.member ?? false
  }

  /** What lies below a step. */
  below(step: string): FieldSet {
    return this.entries.get(step)?.children ?? FieldSet.empty
  }

  union(other: FieldSet): FieldSet {
    if (this.isEmpty) return other
    if (other.isEmpty) return this
    const merged = new Map(this.entries)
    for (const [step, entry] of other.entries) {
      const own = merged.get(step)
      merged.set(
        step,
        own === undefined
          ? entry
          : { member: own.member || entry.member, children: own.children.union(entry.children) },
      )
    }
    return new FieldSet(merged)
  }

  intersection(other: FieldSet): FieldSet {
    return this.#combine(
      other,
      (own, theirs) => own && theirs,
      (own, theirs) => own.intersection(theirs),
    )
  }

  /** Members of this set that are not members of the other; what lies below a removed member stays. */
  difference(other: FieldSet): FieldSet {
    return this.#combine(
      other,
      (own, theirs) => own && !theirs,
      (own, theirs) => own.difference(theirs),
    )
  }

  /** As `difference`, and everything below a member of the other goes too. */
  withoutTrees(other: FieldSet): FieldSet {
    return FieldSet.of(
      [...this.entries].flatMap(([step, entry]) => {
        if (other.has(step)) return []
        return [
          [step, { member: entry.member, children: entry.children.withoutTrees(other.below(step)) }] as const,
        ]
      }),
    )
  }

  equals(other: FieldSet): boolean {
    return this.difference(other).isEmpty && other.difference(this).isEmpty
  }

  /** Every member path as Kubernetes prints it: `.spec.ports[port=80,protocol="TCP"].name`. */
  paths(prefix = ''): readonly string[] {
    const found: string[] = []
    const steps = [...this.entries.keys()].sort()
    for (const step of steps) if (this.has(step)) found.push(prefix + printStep(step))
    for (const step of steps) found.push(...this.below(step).paths(prefix + printStep(step)))
    return found
  }

  /** FieldsV1. A member with children carries `.`. */
  toJson(): JsonMap {
    return mapFrom(
      [...this.entries.keys()].sort().map((step) => {
        const { member, children } = this.entries.get(step) ?? { member: false, children: FieldSet.empty }
        const below = children.toJson()
        return [step, member && !children.isEmpty ? { '.': {}, ...below } : below] as const
      }),
    )
  }

  /** Reads FieldsV1; what is no map counts as empty. */
  static fromJson(json: Json): FieldSet {
    if (!isMap(json)) return FieldSet.empty
    return FieldSet.of(
      Object.entries(json)
        .filter(([step]) => step !== '.')
        .map(([step, below]) => {
          const children = FieldSet.fromJson(below)
          return [
            normalStep(step),
            { member: children.isEmpty || (isMap(below) && Object.hasOwn(below, '.')), children },
          ]
        }),
    )
  }

  #combine(
    other: FieldSet,
    member: (own: boolean, theirs: boolean) => boolean,
    children: (own: FieldSet, theirs: FieldSet) => FieldSet,
  ): FieldSet {
    return FieldSet.of(
      [...this.entries].map(([step, entry]) => [
        step,
        {
          member: member(entry.member, other.has(step)),
          children: children(entry.children, other.below(step)),
        },
      ]),
    )
  }
}

export function fieldStep(name: string): string {
  return `f:${name}`
}

export function keyStep(keys: JsonMap): string {
  return `k:${canonicalJson(keys)}`
}

export function valueStep(value: Json): string {
  return `v:${canonicalJson(value)}`
}

/** Keys and values as this module writes them, whatever order or spacing a client sent. */
function normalStep(step: string): string {
  if (!step.startsWith('k:') && !step.startsWith('v:')) return step
  try {
    return step.slice(0, 2) + canonicalJson(JSON.parse(step.slice(2)))
  } catch {
    return step
  }
}

function printStep(step: string): string {
  if (step.startsWith('f:')) return `.${step.slice(2)}`
  const value: Json = JSON.parse(step.slice(2))
  if (!step.startsWith('k:') || !isMap(value)) return `[=${canonicalJson(value)}]`
  return `[${Object.keys(value)
    .sort()
    .map((key) => `${key}=${canonicalJson(value[key] ?? null)}`)
    .join(',')}]`
}
