/** Finding a type by any of the names people know it by. */
import type { ServedType } from '../../k8s/resource.ts'
import { naturalOrder } from '../../ui/table/sort.ts'

export interface TypeRow {
  readonly type: ServedType
  /** Where its list is. */
  readonly path: string
  /** What the console calls it, where that is something else than its kind. */
  readonly called: string
  readonly alsoCalled: readonly string[]
}

/** In the order of their groups, the core group first, and of their kinds. */
export function orderTypes(rows: readonly TypeRow[]): readonly TypeRow[] {
  return rows.toSorted(
    ({ type: a }, { type: b }) => naturalOrder(a.group, b.group) || naturalOrder(a.kind, b.kind),
  )
}

/**
 * The rows that hold every word of the text, the best first: what is called exactly so (`cm`, `configmaps`),
 * then what begins so. Rows that are as good as each other keep their order.
 */
export function searchTypes(rows: readonly TypeRow[], text: string): readonly TypeRow[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return rows
  const words = wanted.split(/\s+/)
  return rows
    .map((row) => ({ row, names: namesOf(row), group: row.type.group }))
    .filter(({ names, group }) =>
      words.every((word) => [...names, group].some((name) => name.includes(word))),
    )
    .map(({ row, names }) => ({ row, rank: rankOf(names, wanted) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ row }) => row)
}

function namesOf({ type, called, alsoCalled }: TypeRow): readonly string[] {
  // As kubectl takes it, too: `deployments.apps`.
  const full = `${type.plural}.${type.group}`
  return [type.kind, type.plural, full, ...type.shortNames, called, ...alsoCalled].map((name) =>
    name.toLowerCase(),
  )
}

function rankOf(names: readonly string[], wanted: string): number {
  if (names.includes(wanted)) return 0
  return names.some((name) => name.startsWith(wanted)) ? 1 : 2
}
