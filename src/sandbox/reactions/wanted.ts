/** What a controller wants objects to be: written only where they are not so already. */
import type { KubeObject, OwnerReference } from '../../k8s/objects.ts'
import { sameJson } from '../api/values.ts'
import type { Json } from '../types.ts'
import type { Change, Collection, Manifest, Place, World, Write } from './reaction.ts'
import { placeOf } from './reaction.ts'

/** Writes the status where it differs. */
export function ensureStatus(
  object: KubeObject & { readonly status?: unknown },
  status: unknown,
): readonly Write[] {
  return same(object.status ?? {}, status) ? [] : [{ verb: 'status', object: { ...object, status } }]
}

/** Writes everything but the status where `wanted` differs from the object as it was read. */
export function ensureUpdate(object: KubeObject, wanted: Manifest): readonly Write[] {
  return same(object, wanted) ? [] : [{ verb: 'update', object: wanted }]
}

/**
 * Creates the object, or changes the fields that it names. What it does not name stays, since the API server
 * and other controllers fill it; a field that is `undefined` in it is taken away.
 */
export function ensure(collection: Collection, wanted: Manifest, world: World): readonly Write[] {
  const found = world.get<Manifest>(collection, placeOf(wanted))
  if (found === null) return [{ verb: 'create', object: wanted }]
  if (found.metadata.deletionTimestamp !== undefined) return []
  const next = overlay(found, wanted) as Manifest
  return same(found, next) ? [] : [{ verb: 'update', object: next }]
}

/** Takes the object away where it is still there. */
export function ensureAbsent(collection: Collection, place: Place, world: World): readonly Write[] {
  const found = world.get(collection, place)
  return found === null || found.metadata.deletionTimestamp !== undefined
    ? []
    : [{ verb: 'delete', object: found }]
}

/** A copy with the labels or annotations set; those that are `undefined` are taken away. */
export function withMarks<T extends KubeObject>(
  object: T,
  field: 'labels' | 'annotations',
  marks: Readonly<Record<string, string | undefined>>,
): T {
  const next = { ...object.metadata[field], ...marks }
  const kept = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined))
  return { ...object, metadata: { ...object.metadata, [field]: kept } }
}

/** The object as its dependents name it. */
export function ownerOf(object: KubeObject): OwnerReference {
  const { apiVersion, kind, metadata } = object
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid ?? '', controller: true }
}

/** Whether anything but the status changed: what controllers write themselves calls for no second look. */
export function isBeyondStatus({ previous, current }: Change): boolean {
  if (previous === null || current === null) return true
  return !same(withoutStatus(previous), withoutStatus(current))
}

/** Whether two values are written as the same JSON. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || sameJson(plain(a), plain(b))
}

function withoutStatus(object: KubeObject & { readonly status?: unknown }): unknown {
  const { labels, annotations, deletionTimestamp } = object.metadata
  return { ...object, status: null, metadata: { labels, annotations, deletionTimestamp } }
}

function plain(value: unknown): Json | undefined {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as Json)
}

/** The fields of `wanted` over those of `found`; lists of one length are taken item by item. */
export function overlay(found: unknown, wanted: unknown): unknown {
  if (Array.isArray(found) && Array.isArray(wanted) && found.length === wanted.length) {
    return wanted.map((item, at) => overlay(found[at], item))
  }
  if (!isFields(found) || !isFields(wanted)) return wanted
  const next: Record<string, unknown> = { ...found }
  for (const [key, value] of Object.entries(wanted)) {
    if (value === undefined) delete next[key]
    else next[key] = overlay(found[key], value)
  }
  return next
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
