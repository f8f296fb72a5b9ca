/** Giving a place that repeats a shared value its own copy, so that it can be edited by itself. */

import { isAlias } from 'yaml'
import type { Path } from '../k8s/fieldpath.ts'
import { insertSlots, removeSlots, replaceWhole } from './change.ts'
import { applyEdits, type TextEdit } from './edit.ts'
import { type AliasEditError, ManifestEditError, UnknownLayout } from './errors.ts'
import { slotsOf } from './layout.ts'
import { isEqual, isPlainMap, plainAt } from './plain.ts'
import { everySlot, slotAt } from './sharing.ts'
import { type Manifest, parseManifest, type Source, sourceOf } from './source.ts'

/**
 * The same values with one alias less that stood in the way of an edit. Throws a `ManifestEditError` where
 * that cannot be written.
 */
export function detached(manifest: Manifest, { kind, at, shared, path }: AliasEditError): Manifest {
  const place = kind === 'alias' || kind === 'merge' ? at : aliasOf(manifest, shared?.path ?? at)
  const edits = place === null ? null : copyEdits(manifest, place, path)
  const result = edits === null ? manifest : parseManifest(applyEdits(manifest.text, edits))
  if (edits === null || edits.length === 0 || !isEqual(result.value, manifest.value)) {
    throw new ManifestEditError(path)
  }
  return result
}

/** The first place that repeats the value at a path: an alias, or the map with a merge key. */
function aliasOf(manifest: Manifest, anchorPath: Path): Path | null {
  const source = sourceOf(manifest)
  const target = slotAt(source, anchorPath)?.node
  for (const { slot, path } of everySlot(source)) {
    const known = source.aliases.find(({ alias }) => alias === slot.node)
    if (known === undefined || known.target !== target) continue
    const merge = path.indexOf('<<')
    return merge < 0 ? path : path.slice(0, merge)
  }
  return null
}

function copyEdits(manifest: Manifest, place: Path, path: Path): readonly TextEdit[] | null {
  const source = sourceOf(manifest)
  const slot = slotAt(source, place)
  if (slot === undefined) return null
  const value = plainAt(manifest.value, place)
  try {
    return isAlias(slot.node)
      ? replaceWhole(source, slot, value, path)
      : expandedMerge(source, slot, value, place)
  } catch (error) {
    if (error instanceof UnknownLayout) return null
    throw error
  }
}

/** A map without its merge keys, what they brought being its own. */
function expandedMerge(
  source: Source,
  slot: NonNullable<ReturnType<typeof slotAt>>,
  value: unknown,
  path: Path,
): readonly TextEdit[] {
  const entries = slotsOf(source, slot)
  const own = new Set(entries.filter((entry) => !entry.merge).map((entry) => entry.key))
  if (own.size === 0 || !isPlainMap(value)) return replaceWhole(source, slot, value, path)
  const brought = Object.fromEntries(Object.entries(value).filter(([key]) => !own.has(key)))
  const staying = entries.slice(entries.findIndex((entry) => !entry.merge))
  return [
    ...insertSlots(source, { slot, entries: staying }, 0, brought),
    ...removeSlots(source, { slot, entries }, (index) => entries[index]?.merge === true, path),
  ]
}
