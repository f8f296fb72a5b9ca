/** Anchors and aliases: what an edit must not reach. */

import { isAlias, type Node, visit } from 'yaml'
import type { Path } from '../k8s/fieldpath.ts'
import { AliasEditError } from './errors.ts'
import type { Source } from './source.ts'

/** Throws where a change of the node itself, behind its own anchor, would show wherever an alias repeats it. */
export function guardAnchor({ aliases }: Source, node: Node | null, path: Path): void {
  const shared = aliases.find(({ target }) => target === node)
  if (shared !== undefined)
    throw new AliasEditError(path, `the alias *${shared.alias.source} repeats it elsewhere`)
}

/** Throws where removing the node would remove an anchor that an alias outside of it needs. */
export function guardRemoval({ aliases }: Source, node: Node | null, path: Path): void {
  if (aliases.length === 0 || node === null) return
  const within = new Set<unknown>()
  visit(node, { Node: (_key, child) => void within.add(child) })
  const lost = aliases.find(({ alias, target }) => within.has(target) && !within.has(alias))
  if (lost !== undefined)
    throw new AliasEditError(path, `the alias *${lost.alias.source} elsewhere repeats a value in it`)
}

/** Throws where a step would lead through an alias: what stands there belongs to the anchor. */
export function guardAlias(node: Node | null, path: Path): void {
  if (!isAlias(node)) return
  throw new AliasEditError(path, `it comes from the anchor &${node.source} through an alias`)
}

/** Why an entry that a merge key brings cannot be changed or removed by itself. */
export function mergedEntry(path: Path): AliasEditError {
  return new AliasEditError(path, 'a merge key (<<) brings it')
}
