/** Field paths as the API server writes them in `StatusCause.field`. */

/** Steps into an object: a key of a map or an index of a list. */
export type Path = readonly (string | number)[]

/**
 * `spec.ports[0].nodePort` gives `['spec', 'ports', 0, 'nodePort']`. A bracket that is no number is a
 * map key and may hold dots (`metadata.annotations[example.com/x]`). Text that is no path gives `[]`; so
 * does `<nil>`, which stands for the object as a whole.
 */
export function parseFieldPath(field: string): Path {
  const path: (string | number)[] = []
  let rest = field.trim()
  while (rest !== '') {
    const bracket = /^\[([^\]]*)\]/.exec(rest)
    const name = /^\.?([^.[\]<>\s]+)/.exec(rest)
    if (bracket?.[1] !== undefined) {
      path.push(/^\d+$/.test(bracket[1]) ? Number(bracket[1]) : bracket[1].replace(/^"(.*)"$/, '$1'))
      rest = rest.slice(bracket[0].length)
    } else if (name?.[1] !== undefined) {
      path.push(name[1])
      rest = rest.slice(name[0].length)
    } else {
      return []
    }
  }
  return path
}

/** A path in words; the inverse of `parseFieldPath` but for empty keys and keys with spaces or `]`. */
export function formatFieldPath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number' || /[.[\]/]/.test(step)) return `[${step}]`
      return index === 0 ? step : `.${step}`
    })
    .join('')
}

/** Whether `path` is `prefix` or lies below it. */
export function startsWith(path: Path, prefix: Path): boolean {
  return prefix.length <= path.length && prefix.every((step, index) => path[index] === step)
}

/** The value at a path of a plain object, or `undefined` where any step is missing. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}
