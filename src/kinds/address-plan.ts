/** The plan of a cluster's addresses: what is held of each family, and what must not meet and does. */
import { type KubeObject, nameAmongAll } from '../k8s/objects.ts'
import type { Finding } from '../manifest/finding.ts'
import type { Address } from '../net/address.ts'
import { compareRanges, meetings, type Ranged } from '../net/plan.ts'
import { type AddressSource, type HeldRange, roles, standing } from './held-range.ts'
import type { RelatedKind, World } from './world.ts'

/** A range with the object that says so. */
export interface PlanRange extends HeldRange {
  readonly source: AddressSource
  readonly object: KubeObject
}

export interface Collision {
  readonly one: PlanRange
  readonly other: PlanRange
  /** What the checks of one of them say. */
  readonly finding: Finding
}

/** What is read of an object; it never changes, the next version of it is another one. */
const known = new WeakMap<KubeObject, readonly PlanRange[]>()

export function rangesOf(source: AddressSource, object: KubeObject): readonly PlanRange[] {
  const found = known.get(object) ?? source.of(object).map((each) => ({ ...each, source, object }))
  known.set(object, found)
  return found
}

/** Of sources that are few enough to be read at once; what is the same of the same holder stands there once. */
export function plannedRanges(sources: readonly AddressSource[], world: World): readonly PlanRange[] {
  const all = sources
    .filter((source) => source.isBig !== true)
    .flatMap((source) => world.list(source.kind).flatMap((object) => rangesOf(source, object)))
  return all.toSorted(
    (a, b) => compareRanges(a.range, b.range) || roles.indexOf(a.role) - roles.indexOf(b.role),
  )
}

export const ofFamily = <T extends Ranged>(ranges: readonly T[], family: Address['family']): readonly T[] =>
  ranges.filter(({ range }) => range.first.family === family)

/** Pairs of different objects of which one's own checks say that they must not meet. */
export function collisionsOf(ranges: readonly PlanRange[], world: World): readonly Collision[] {
  const may = ranges.filter(({ role }) => standing[role] === 'space' || standing[role] === 'point')
  const seen = new Set<string>()
  return meetings(may).flatMap(([one, other]) => {
    const pair = [nameAmongAll(one.holder), nameAmongAll(other.holder)].sort().join(' ')
    if (one.object === other.object || seen.has(pair)) return []
    const finding = judged(one, other, world)
    if (finding === null) return []
    seen.add(pair)
    return [{ one, other, finding }]
  })
}

/** Each is asked about the other, as if there were nothing else. */
function judged(one: PlanRange, other: PlanRange, world: World): Finding | null {
  const found = [
    ...(one.source.meets?.(one.object, worldOfOne(other, world)) ?? []),
    ...(other.source.meets?.(other.object, worldOfOne(one, world)) ?? []),
  ]
  return (
    found.find(({ severity }) => severity === 'error') ??
    found.find(({ severity }) => severity === 'warning') ??
    null
  )
}

const isSameType = (a: RelatedKind, b: RelatedKind) => a.group === b.group && a.kind === b.kind

function worldOfOne({ source, object }: PlanRange, world: World): World {
  const objects = (kind: RelatedKind) => (isSameType(kind, source.kind) ? [object] : [])
  return {
    ...world,
    availability: world.availability,
    list: <T extends KubeObject>(kind: RelatedKind) => objects(kind) as unknown as readonly T[],
    lookup: <T extends KubeObject>(
      kind: RelatedKind,
      index: { keysOf: (each: T) => string | readonly string[] },
      key: string,
    ) =>
      (objects(kind) as unknown as readonly T[]).filter((each) => [index.keysOf(each)].flat().includes(key)),
  }
}
