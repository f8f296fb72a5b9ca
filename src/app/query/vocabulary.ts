/** What occurs in a list of objects, for suggestions. */
import type { KubeObject } from '../../k8s/objects.ts'
import { naturalOrder } from '../../ui/table/sort.ts'
import type { QueryColumn } from './matcher.ts'
import type { Vocabulary } from './suggestions.ts'

/** More are not looked at: what is typed must not wait for what might be typed. */
const lookedAt = 3000
/** A value longer than this is nothing anybody would choose. */
const longest = 63

/** `objects` gives those of now; what was found in others is looked for anew. */
export function vocabularyOf(
  objects: () => readonly KubeObject[],
  columns: readonly QueryColumn[],
): Vocabulary {
  let of: readonly KubeObject[] = []
  const found = new Map<string, readonly string[]>()
  const distinct = (what: string, texts: (object: KubeObject) => readonly (string | undefined)[]) => {
    if (of !== objects()) found.clear()
    of = objects()
    const known = found.get(what)
    if (known !== undefined) return known
    const all = new Set<string>()
    for (const object of of.slice(0, lookedAt))
      for (const text of texts(object))
        if (text !== undefined && text !== '' && text.length <= longest) all.add(text)
    const sorted = [...all].sort(naturalOrder)
    found.set(what, sorted)
    return sorted
  }
  const mapOf = (of: 'label' | 'annotation', { metadata }: KubeObject) =>
    (of === 'label' ? metadata.labels : metadata.annotations) ?? {}
  return {
    fields: columns,
    namespaces: () => distinct('namespace', ({ metadata }) => [metadata.namespace]),
    keys: (of) => distinct(of, (object) => Object.keys(mapOf(of, object))),
    valuesOf: (of, key) => distinct(`${of} ${key}`, (object) => [mapOf(of, object)[key]]),
    texts: (field) => {
      const column = columns.find(({ id }) => id === field)
      return column === undefined ? [] : distinct(`texts ${field}`, (object) => [column.text(object)])
    },
  }
}
