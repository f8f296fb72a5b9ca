/** Groups of a list by a key, computed once for each list: live lists are new arrays only when they change. */

const groupings = new WeakMap<readonly unknown[], Map<unknown, ReadonlyMap<string, readonly unknown[]>>>()

/**
 * The items of `list` by `key`. Remembered by the identity of both, so `key` should be a function
 * that lives as long as its module. Items whose key is `null` are in no group.
 */
export function groupBy<T>(
  list: readonly T[],
  key: (item: T) => string | null,
): ReadonlyMap<string, readonly T[]> {
  const known = groupings.get(list) ?? new Map<unknown, ReadonlyMap<string, readonly unknown[]>>()
  groupings.set(list, known)
  const cached = known.get(key)
  if (cached !== undefined) return cached as ReadonlyMap<string, readonly T[]>
  const groups = new Map<string, T[]>()
  for (const item of list) {
    const name = key(item)
    if (name === null) continue
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [item])
    else group.push(item)
  }
  known.set(key, groups)
  return groups
}
