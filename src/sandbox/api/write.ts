/** Creating and updating: what happens to every object between a decoded request and the store. */
import { apiVersionOf } from '../../k8s/resource.ts'
import type { Json, JsonMap, KindInfo, SandboxObject, Subresource } from '../types.ts'
import { ownedView } from './allocated.ts'
import { objectType } from './apply/fieldtype.ts'
import { asksForReset, type Ownership, readOwnership, writeOwnership } from './apply/managed.ts'
import { recordUpdate } from './apply/ownership.ts'
import { zeroObject } from './apply/zero.ts'
import { fromStored, toStored } from './conversion.ts'
import { type Core, nameSuffix, newUid, ruleContext, type WriteContext } from './core.ts'
import { alreadyExists, conflict, internal, invalid, objectModified } from './errors.ts'
import { admitToNamespace, completedNamespace } from './namespace.ts'
import {
  fieldOf,
  listOf,
  mapOf,
  nameOf,
  namespaceOf,
  sameJson,
  textOf,
  timestamp,
  uidOf,
  valueAt,
  versionOf,
  withMetadata,
  without,
} from './values.ts'

export interface Written {
  readonly object: SandboxObject
  readonly warnings: readonly string[]
}

/** How ownership follows from a write: by comparison (updates), or as apply has already found it. */
export interface Ownerships {
  readonly applied?: Ownership
}

/** Creates an object. Throws NotFound or Forbidden for its namespace, Invalid, AlreadyExists. */
export function createObject(
  core: Core,
  kind: KindInfo,
  input: SandboxObject,
  context: WriteContext,
  { applied }: Ownerships = {},
): Written {
  admitToNamespace(core.store, kind, input)
  const generated = textOf(input.metadata.generateName)
  const now = timestamp(core.now())
  const named = withMetadata(input, {
    ...(nameOf(input) === '' && generated !== '' ? { name: generated + nameSuffix() } : {}),
    uid: newUid(),
    creationTimestamp: now,
    ...(core.kinds.countsGenerations(kind) ? { generation: 1 } : {}),
    resourceVersion: undefined,
    deletionTimestamp: undefined,
    deletionGracePeriodSeconds: undefined,
    selfLink: undefined,
    managedFields: undefined,
  })
  const bare = completedNamespace(kind, kind.subresources.status ? withoutField(named, 'status') : named)
  const prepared = core.rules.prepare(kind, bare, null, 'create', '', ruleContext(core, context))
  context.warn?.(prepared.warnings)
  const zero = zeroObject(kind)
  const view = ownedView(kind, input, prepared.object, zero, !kind.subresources.status)
  const ownership =
    applied ??
    recordUpdate(
      readOwnership(input.metadata.managedFields) ?? new Map(),
      zero,
      view,
      objectType(kind),
      { name: context.manager, operation: 'Update', apiVersion: apiVersionOf(kind), subresource: '' },
      now,
    )
  const object = withOwnership(prepared.object, ownership)
  const name = nameOf(object)
  const other = core.store.collection(kind.storageKey).get(`${namespaceOf(object)}/${name}`)
  if (other !== undefined) throw alreadyExists(kind, name, other.metadata.deletionTimestamp !== undefined)
  if (context.dryRun) return { object, warnings: prepared.warnings }
  const stored = core.store.put(kind.storageKey, toStored(kind, object))
  return { object: fromStored(kind, stored), warnings: prepared.warnings }
}

/**
 * Replaces `old` (in the version of `kind`) by what the request made of it. Throws Conflict where the
 * request names another resourceVersion or uid than the object has, and Invalid.
 */
export function updateObject(
  core: Core,
  kind: KindInfo,
  input: SandboxObject,
  old: SandboxObject,
  subresource: Subresource,
  context: WriteContext,
  { applied }: Ownerships = {},
): Written {
  checkVersion(kind, input, old)
  checkDeletion(kind, input, old)
  const next = composed(kind, input, old, subresource)
  const first = core.rules.prepare(kind, next, old, 'update', subresource, ruleContext(core, context))
  const prepared = counted(core, kind, first.object, old)
  const view = ownedView(kind, next, prepared, old, subresource === 'status' || !kind.subresources.status)
  const object = withOwnership(
    prepared,
    applied ?? updatedOwnership(core, kind, input, view, old, subresource, context),
  )
  const { warnings } = first
  if (sameButForTimes(object, old)) return { object: old, warnings }
  if (context.dryRun) return { object, warnings }
  if (isFinished(object)) {
    core.store.remove(kind.storageKey, namespaceOf(object), nameOf(object))
    return { object, warnings }
  }
  const stored = core.store.put(kind.storageKey, toStored(kind, object))
  return { object: fromStored(kind, stored), warnings }
}

/** Built-in kinds that are never updated without a version. */
const conditional = new Set(['Lease'])

function checkVersion(kind: KindInfo, input: SandboxObject, old: SandboxObject): void {
  const version = versionOf(input) === '0' ? '' : versionOf(input)
  if (version === '' && (kind.custom || conditional.has(kind.kind))) {
    const message = 'Invalid value: 0: must be specified for an update'
    throw invalid(kind.group, kind.plural, nameOf(old), [
      { reason: 'FieldValueInvalid', message, field: 'metadata.resourceVersion' },
    ])
  }
  if (version !== '' && !/^\d+$/.test(version)) {
    throw internal(`strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`)
  }
  if (version !== '' && version !== versionOf(old)) throw conflict(kind, nameOf(old), objectModified)
}

/** Nobody but the server deletes: a stated time of deletion is the object's own. */
function checkDeletion(kind: KindInfo, input: SandboxObject, old: SandboxObject): void {
  const { deletionTimestamp } = input.metadata
  if (deletionTimestamp === undefined || deletionTimestamp === old.metadata.deletionTimestamp) return
  throw immutableMetadata(kind, old, 'deletionTimestamp', deletionTimestamp)
}

/** The server finds a changed field of the metadata twice. */
export function immutableMetadata(kind: KindInfo, old: SandboxObject, field: string, value: Json): Error {
  const message = `Invalid value: ${JSON.stringify(value)}: field is immutable`
  const cause = { reason: 'FieldValueInvalid', message, field: `metadata.${field}` }
  return invalid(kind.group, kind.kind, nameOf(old), [cause, cause])
}

/** The object a write leads to: what it may change from the request, everything else from the old one. */
function composed(
  kind: KindInfo,
  input: SandboxObject,
  old: SandboxObject,
  subresource: Subresource,
): SandboxObject {
  if (subresource === 'status') return withField(old, 'status', fieldOf(input, 'status'))
  const system: Record<string, Json | undefined> = {}
  for (const field of [
    'uid',
    'creationTimestamp',
    'generation',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'resourceVersion',
    'generateName',
    'selfLink',
  ]) {
    const client = field === 'generateName' ? fieldOf(input.metadata, field) : undefined
    system[field] = client ?? fieldOf(old.metadata, field)
  }
  const next = withMetadata(input, { ...system, managedFields: fieldOf(old.metadata, 'managedFields') })
  return kind.subresources.status ? withField(next, 'status', fieldOf(old, 'status')) : next
}

/** The generation counts changes of everything but metadata and status. */
function counted(core: Core, kind: KindInfo, object: SandboxObject, old: SandboxObject): SandboxObject {
  if (!core.kinds.countsGenerations(kind)) return object
  // The labels of an EndpointSlice say what it belongs to, and count.
  const relabelled =
    kind.kind === 'EndpointSlice' && !sameJson(mapOf(object.metadata.labels), mapOf(old.metadata.labels))
  const hidden = kind.subresources.status ? ['metadata', 'status'] : ['metadata']
  const same = !relabelled && sameJson(without(object, ...hidden), without(old, ...hidden))
  const generation = Number(old.metadata.generation ?? 0) + (same ? 0 : 1)
  return withMetadata(object, { generation: generation === 0 ? undefined : generation })
}

function updatedOwnership(
  core: Core,
  kind: KindInfo,
  input: SandboxObject,
  view: JsonMap,
  old: SandboxObject,
  subresource: Subresource,
  context: WriteContext,
): Ownership {
  const asked = fieldOf(input.metadata, 'managedFields')
  const live = readOwnership(old.metadata.managedFields) ?? new Map()
  // What began without owners gets none until somebody applies it.
  if (live.size === 0) return live
  const sent = listOf(asked).length === 0 ? null : readOwnership(asked)
  const reset = asked !== undefined && asksForReset(asked)
  const owned = recordUpdate(
    reset ? new Map() : sent === null || sent.size === 0 ? live : sent,
    old,
    view,
    objectType(kind),
    { name: context.manager, operation: 'Update', apiVersion: apiVersionOf(kind), subresource },
    // The scale endpoint records no time.
    subresource === 'scale' ? '' : timestamp(core.now()),
  )
  // Who scales a custom object is not recorded.
  return kind.custom
    ? new Map([...owned].filter(([, { manager }]) => manager.subresource !== 'scale'))
    : owned
}

function withOwnership(object: SandboxObject, ownership: Ownership): SandboxObject {
  const entries = writeOwnership(ownership)
  return withMetadata(object, { managedFields: entries.length === 0 ? undefined : entries })
}

/** A write that changes nothing is none; when a field was last written is no change. */
function sameButForTimes(object: SandboxObject, old: SandboxObject): boolean {
  const timeless = (each: SandboxObject) =>
    withMetadata(each, {
      managedFields: listOf(each.metadata.managedFields).map((entry) => without(mapOf(entry), 'time')),
    })
  return sameJson(timeless(object), timeless(old))
}

/** Whether a deleted object has nothing left that holds it back. */
export function isFinished(object: SandboxObject): boolean {
  return (
    object.metadata.deletionTimestamp !== undefined &&
    listOf(object.metadata.finalizers).length === 0 &&
    Number(object.metadata.deletionGracePeriodSeconds ?? 0) === 0 &&
    !(object.kind === 'Namespace' && listOf(valueAt(object, ['spec', 'finalizers'])).length > 0)
  )
}

function withField(object: SandboxObject, field: string, value: Json | undefined): SandboxObject {
  return value === undefined ? withoutField(object, field) : { ...object, [field]: value }
}

function withoutField(object: SandboxObject, field: string): SandboxObject {
  const { [field]: _, ...rest } = object
  return { ...rest, apiVersion: object.apiVersion, kind: object.kind, metadata: object.metadata }
}

/** Whether the request names another uid than the object has. */
export function namesOtherUid(input: JsonMap, old: SandboxObject): boolean {
  return uidOf(input) !== '' && uidOf(input) !== uidOf(old)
}
