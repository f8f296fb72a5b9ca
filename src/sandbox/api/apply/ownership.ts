/** Who owns what after a write: the algorithm of structured-merge-diff, for updates and for apply. */
import type { StatusCause } from '../../../k8s/status.ts'
import type { JsonMap } from '../../types.ts'
import { applyConflict } from '../errors.ts'
import { isMap, mapOf } from '../values.ts'
import { FieldSet, fieldStep } from './fieldset.ts'
import type { FieldType } from './fieldtype.ts'
import { type Manager, managerKey, type Owned, type Ownership } from './managed.ts'
import { mergeApplied, removeFields } from './merge.ts'
import { type Comparison, compare, fieldsOf, withNamedFields } from './walk.ts'

/** What only the server writes has no owner. */
const unowned = [
  ['apiVersion'],
  ['kind'],
  ['metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map((field) => ['metadata', field]),
]
  .map((path) => FieldSet.path(...path.map(fieldStep)))
  .reduce((all, path) => all.union(path), FieldSet.empty)

/** Ownership after `manager` changed `before` into `after` by create, update or patch. */
export function recordUpdate(
  ownership: Ownership,
  before: JsonMap,
  after: JsonMap,
  type: FieldType,
  manager: Manager,
  time: string,
): Ownership {
  const changes = compare(before, after, type)
  const next = new Map(released(ownership, changes).entries())
  const taken = changes.modified.union(changes.added).difference(unowned)
  if (taken.isEmpty) return next
  const key = managerKey(manager)
  next.set(key, { manager, time, fields: taken.union(next.get(key)?.fields ?? FieldSet.empty) })
  return next
}

/** Every manager loses what was changed, added or removed under it. */
function released(ownership: Ownership, changes: Comparison): Ownership {
  const lost = changes.modified.union(changes.added).union(changes.removed)
  return kept(ownership, (owned) => owned.fields.difference(lost))
}

function kept(ownership: Ownership, fields: (owned: Owned, key: string) => FieldSet): Ownership {
  const next = new Map<string, Owned>()
  for (const [key, owned] of ownership) {
    const rest = fields(owned, key)
    if (!rest.isEmpty) next.set(key, rest === owned.fields ? owned : { ...owned, fields: rest })
  }
  return next
}

export interface Applied {
  readonly object: JsonMap
  readonly ownership: Ownership
}

export interface ApplyOptions {
  readonly manager: Manager
  /** Takes conflicting fields from their owners instead of refusing. */
  readonly force: boolean
  readonly time: string
  /** Fields this endpoint does not write, the status for instance. */
  readonly ignored: FieldSet
}

/**
 * Applies `config` to `live`. Fields that the manager applied before and no longer states are removed, unless
 * another applier owns them. Throws a conflict (409) when `config` changes fields of other managers.
 */
export function applyConfig(
  live: JsonMap,
  config: JsonMap,
  type: FieldType,
  ownership: Ownership,
  { manager, force, time, ignored }: ApplyOptions,
): Applied {
  const key = managerKey(manager)
  const last = ownership.get(key)
  const stated = fieldsOf(config, type).withoutTrees(ignored)
  const claims = new Map(ownership)
  claims.set(key, { manager, time: last?.time ?? '', fields: stated })
  const object = prune(mergeApplied(live, config, type), claims, last?.fields, type)

  const changes = compare(live, object, type)
  const touched = changes.modified.union(changes.added)
  const conflicts = [...claims].flatMap(([other, owned]): Owned[] => {
    const fields = other === key ? FieldSet.empty : owned.fields.intersection(touched)
    return fields.isEmpty ? [] : [{ ...owned, fields }]
  })
  const refused = force ? [] : refusedConflicts(conflicts, live, type, manager)
  if (refused.length > 0) throw conflictError(refused)
  const next = new Map(
    kept(claims, (owned, other) =>
      other === key
        ? owned.fields.difference(unowned)
        : owned.fields.difference(touched).difference(changes.removed),
    ),
  )
  const same = touched.isEmpty && changes.removed.isEmpty
  const own = next.get(key)
  if (own !== undefined && !same) next.set(key, { ...own, time })
  return { object, ownership: next }
}

/** Where `kubectl apply` keeps what it applied before it applied on the server. */
export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * kubectl may take over what it applied from its own side before: fields that its annotation states as they
 * still are.
 */
function refusedConflicts(
  conflicts: readonly Owned[],
  live: JsonMap,
  type: FieldType,
  manager: Manager,
): readonly Owned[] {
  if (manager.name !== 'kubectl') return conflicts
  const own = stillAsLastApplied(live, type)
  return conflicts.flatMap((owned): Owned[] => {
    const fields = owned.fields.difference(own)
    return fields.isEmpty ? [] : [{ ...owned, fields }]
  })
}

function stillAsLastApplied(live: JsonMap, type: FieldType): FieldSet {
  const annotation = mapOf(mapOf(live.metadata).annotations)[lastAppliedAnnotation]
  if (typeof annotation !== 'string') return FieldSet.empty
  try {
    const applied: unknown = JSON.parse(annotation)
    if (!isMap(applied)) return FieldSet.empty
    const { added, modified, removed } = compare(live, applied, type)
    return fieldsOf(applied, type).difference(added).difference(modified).difference(removed)
  } catch {
    // Anybody may write the annotation; one that is no JSON gives no right.
    return FieldSet.empty
  }
}

/** Removes what the manager applied last time, except what any manager's present claim keeps. */
function prune(merged: JsonMap, claims: Ownership, last: FieldSet | undefined, type: FieldType): JsonMap {
  if (last === undefined || last.isEmpty) return merged
  const lastNamed = withNamedFields(last, type)
  const bare = removeFields(merged, lastNamed, type)
  const all = withNamedFields(fieldsOf(merged, type), type)
  const claimed = [...claims.values()].reduce((sum, owned) => sum.union(owned.fields), FieldSet.empty)
  const keep = withNamedFields(fieldsOf(bare, type), type).union(withNamedFields(claimed, type))
  const owned = removeFields(merged, all.difference(keep), type)
  const remaining = withNamedFields(fieldsOf(owned, type), type)
  // What this manager never applied (defaults below a removed field, for instance) is not its to remove.
  return removeFields(merged, all.difference(remaining).intersection(lastNamed), type)
}

function conflictError(conflicts: readonly Owned[]): Error {
  const causes = conflicts
    .flatMap((owned) => owned.fields.paths().map((field) => ({ field, by: describe(owned) })))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
  const byManager = groupedBy(causes)
  const told = [...byManager].map(([by, fields]) =>
    causes.length === 1
      ? `conflict with ${by}: ${fields[0]?.field}`
      : `conflicts with ${by}:\n${fields.map(({ field }) => `- ${field}`).join('\n')}`,
  )
  const count = causes.length === 1 ? '1 conflict' : `${causes.length} conflicts`
  return applyConflict(
    `Apply failed with ${count}: ${told.join('\n')}`,
    causes.map(
      ({ field, by }): StatusCause => ({
        reason: 'FieldManagerConflict',
        message: `conflict with ${by}`,
        field,
      }),
    ),
  )
}

function groupedBy<T extends { readonly by: string }>(
  causes: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const cause of causes) groups.set(cause.by, [...(groups.get(cause.by) ?? []), cause])
  return groups
}

/** As the server names a manager: updaters with their version. */
function describe({ manager }: Owned): string {
  if (manager.operation === 'Apply') return JSON.stringify(manager.name)
  const subresource =
    manager.subresource === '' ? '' : ` with subresource ${JSON.stringify(manager.subresource)}`
  return `${JSON.stringify(manager.name)}${subresource} using ${manager.apiVersion}`
}

/** The fields that an endpoint does not write: the object's leaves the status alone, and the reverse. */
export function ignoredFields(object: JsonMap, hasStatus: boolean, subresource: string): FieldSet {
  const tops = Object.keys(object).map((name) => [name])
  const metadata = Object.keys(mapOf(object.metadata)).map((name) => ['metadata', name])
  const ignored =
    subresource === 'status'
      ? [...tops.filter(([name]) => name !== 'status' && name !== 'metadata'), ...metadata]
      : hasStatus
        ? [['status']]
        : []
  return ignored
    .map((path) => FieldSet.path(...path.map(fieldStep)))
    .reduce((all, path) => all.union(path), FieldSet.empty)
}
