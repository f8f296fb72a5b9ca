/** Kubernetes lists (`kubectl get -o yaml`) taken apart: each item a YAML document of its own. */

import { type Documents, type ManifestDocument, parseDocuments } from './documents.ts'
import { regionEnd, regionStart, rootSlot, type Slot, slotsOf, stepInto } from './layout.ts'
import { columnOf, skipBlank } from './lines.ts'
import { isEqual, isPlainMap } from './plain.ts'
import { type Manifest, parseManifest, sourceOf } from './source.ts'
import { writeYaml } from './write.ts'

/**
 * The same text with every `kind: List` (or `ServiceList`, where its items name their kinds) replaced by its
 * items as separate documents. Items in block style keep their text and comments, moved to the left; JSON
 * and items that repeat each other's values by aliases are written anew. The same object where there is no list.
 */
export function expandLists(whole: Documents): Documents {
  const lists = whole.documents.filter(({ manifest }) => itemsOf(manifest) !== null)
  if (lists.length === 0) return whole
  const pieces: string[] = []
  let position = 0
  for (const list of lists) {
    pieces.push(whole.text.slice(position, list.offset), expanded(list))
    position = list.offset + list.manifest.text.length
  }
  return parseDocuments(
    pieces.join('') + whole.text.slice(position),
    whole.documents.map(({ manifest }) => manifest),
  )
}

/** The items of a list of objects; null where the manifest is something else. */
export function itemsOf({ value }: Manifest): readonly unknown[] | null {
  if (!isPlainMap(value) || typeof value.kind !== 'string' || !value.kind.endsWith('List')) return null
  const { items } = value
  if (!Array.isArray(items)) return null
  return items.every((item) => isPlainMap(item) && typeof item.kind === 'string') ? items : null
}

function expanded({ manifest }: ManifestDocument): string {
  const { text, eol } = sourceOf(manifest)
  const items = (itemsOf(manifest) ?? []).map((item, index) => `---${eol}${itemText(manifest, index, item)}`)
  // What follows a document end may do without a marker of its own.
  const end = /^\.\.\.(?=[ \t\r\n]).*\r?\n$/m.exec(text)?.[0] ?? ''
  return items.join('') + end
}

function itemText(manifest: Manifest, index: number, item: unknown): string {
  const { eol } = sourceOf(manifest)
  const own = ownText(manifest, index)
  if (own !== null) {
    const read = parseManifest(own)
    if (read.problems.length === 0 && isEqual(read.value, item)) return own
  }
  return writeYaml(item).replaceAll('\n', eol)
}

/** The lines of an item with its comments, moved to the left edge; null where it has no lines of its own. */
function ownText(manifest: Manifest, index: number): string | null {
  const source = sourceOf(manifest)
  const { text, eol } = source
  const list: Slot | undefined = stepInto(source, rootSlot(source), 'items')
  if (list === undefined || list.flow) return null
  const items = slotsOf(source, list)
  const slot = items[index]
  const from = slot?.node?.range?.[0]
  if (slot === undefined || from === undefined || text[slot.start] !== '-') return null
  const above = text.slice(regionStart(source, list, items, index), slot.start)
  const content = skipBlank(text, slot.at)
  const column = columnOf(text, content === from ? from : content)
  const body = text.slice(content, regionEnd(source, slot))
  const lines = [...above.split(/\r?\n/).slice(0, -1), ' '.repeat(column) + body.replace(/\r?\n$/, '')]
    .join(eol)
    .split(eol)
  const indent = new RegExp(`^ {0,${column}}`)
  return lines.map((line) => line.replace(indent, '') + eol).join('')
}
