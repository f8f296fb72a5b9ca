/** Several lists as one. */

const known = new WeakMap<
  readonly unknown[],
  { lists: readonly (readonly unknown[])[]; all: readonly unknown[] }
>()
const none: readonly never[] = []

/** The lists behind each other: the same array for as long as they are the same, that of the only one with items. */
export function joined<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const filled = lists.length === 1 ? lists : lists.filter(({ length }) => length > 0)
  const [first] = filled
  if (first === undefined) return lists[0] ?? none
  if (filled.length === 1) return first
  const last = known.get(first)
  if (last?.lists.length === filled.length && filled.every((list, at) => list === last.lists[at]))
    return last.all as readonly T[]
  const all = first.concat(...filled.slice(1))
  known.set(first, { lists: filled, all })
  return all
}
