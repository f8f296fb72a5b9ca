/** Anchors and aliases: what an edit must not reach. */

import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, visit } from 'yaml'
import type { Path } from '../k8s/fieldpath.ts'
import { AliasEditError, type SharedValue } from './errors.ts'
import { contentEnd, rangeOf, rootSlot, type Slot, slotsOf, stepInto } from './layout.ts'
import { entryAt } from './plain.ts'
import type { Source } from './source.ts'

/** Throws where a change of the node itself, behind its own anchor, would show wherever an alias repeats it. */
export function guardAnchor(source: Source, node: Node | null, path: Path, at: Path = path): void {
  if (source.changesShared) return
  const shared = source.aliases.find(({ target }) => target === node)
  if (shared === undefined) return
  const reason = `the alias *${shared.alias.source} repeats it elsewhere`
  throw new AliasEditError(
    path,
    reason,
    'anchor',
    at,
    sharedValue(source, shared.alias.source, shared.target),
  )
}

/**
 * Throws where removing the node would remove an anchor that an alias outside of it needs. With `inside`,
 * the node's own anchor stays.
 */
export function guardRemoval(source: Source, node: Node | null, path: Path, inside = false): void {
  const { aliases } = source
  if (aliases.length === 0 || node === null) return
  const within = new Set<unknown>()
  visit(node, { Node: (_key, child) => void within.add(child) })
  if (inside) within.delete(node)
  const lost = aliases.find(({ alias, target }) => within.has(target) && !within.has(alias))
  if (lost === undefined) return
  const reason = `the alias *${lost.alias.source} elsewhere repeats a value in it`
  throw new AliasEditError(path, reason, 'removal', path, sharedValue(source, lost.alias.source, lost.target))
}

/** Throws where a step would lead through an alias: what stands there belongs to the anchor. */
export function guardAlias(source: Source, node: Node | null, path: Path, at: Path): void {
  if (!isAlias(node)) return
  const reason = `it comes from the anchor &${node.source} through an alias`
  const target = source.aliases.find(({ alias }) => alias === node)?.target
  const shared = target === undefined ? null : sharedValue(source, node.source, target)
  throw new AliasEditError(path, reason, 'alias', at, shared)
}

/** Why an entry that a merge key of the map at `at` brings cannot be changed or removed by itself. */
export function mergedEntry(source: Source, path: Path, at: Path): AliasEditError {
  const alias = mergedFrom(source, slotAt(source, at), path[at.length])
  const target = source.aliases.find((known) => known.alias === alias)?.target
  const shared =
    alias === undefined || target === undefined ? null : sharedValue(source, alias.source, target)
  return new AliasEditError(path, 'a merge key (<<) brings it', 'merge', at, shared)
}

/** The place at a path that leads through no alias; undefined where the text has none. */
export function slotAt(source: Source, path: Path): Slot | undefined {
  return path.reduce<Slot | undefined>(
    (slot, step) => (slot === undefined ? undefined : stepInto(source, slot, step)),
    rootSlot(source),
  )
}

/** Every place of the text in its order, with its path; what stands inside of a merge key is below `<<`. */
export function* everySlot(
  source: Source,
  slot: Slot = rootSlot(source),
  path: Path = [],
): Generator<{ readonly slot: Slot; readonly path: Path }> {
  yield { slot, path }
  let index = 0
  for (const entry of slotsOf(source, slot)) {
    yield* everySlot(source, entry, [...path, entry.owner === 'item' ? index : entry.key])
    index += 1
  }
}

function sharedValue(source: Source, anchor: string, target: Node): SharedValue | null {
  for (const { slot, path } of everySlot(source)) {
    if (slot.node !== target) continue
    const [offset] = rangeOf(target)
    const content = source.text.slice(offset, contentEnd(source, slot)).replace(/\r?\n$/, '')
    const aliases = source.aliases.filter((known) => known.target === target).length
    return { anchor, path, offset, length: content.length, aliases }
  }
  return null
}

/** Whether a merge key of a map brings an entry, be it overridden or not. */
export function mergeBrings(source: Source, map: Slot, key: string | number): boolean {
  return mergedMaps(map).some((node) => brings(source, node, key))
}

/** The alias behind a merge key that brings an entry; of several the first, which is the one that counts. */
function mergedFrom(
  source: Source,
  map: Slot | undefined,
  key: string | number | undefined,
): Alias | undefined {
  if (map === undefined || key === undefined) return undefined
  return mergedMaps(map)
    .filter(isAlias)
    .find((alias) => brings(source, alias, key))
}

function mergedMaps(map: Slot): readonly unknown[] {
  if (!isMap(map.node)) return []
  const merged = map.node.items.filter(({ key }) => isScalar(key) && typeof key.value === 'symbol')
  return merged.flatMap(({ value }) => (isSeq(value) ? value.items : [value]))
}

function brings({ document }: Source, node: unknown, key: string | number): boolean {
  const target = isAlias(node) ? node.resolve(document) : node
  return isMap(target) && entryAt(target.toJS(document), key) !== undefined
}
