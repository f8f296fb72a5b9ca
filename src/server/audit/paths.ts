/** Paths of fields, collected up to a bound and without any value. */
import { isDeepStrictEqual } from 'node:util'
import { formatFieldPath, type Path } from '../../k8s/fieldpath.ts'
import { shortened } from './entry.ts'

/** What a line of the audit log says of a change. */
export interface ChangedPaths {
  readonly paths: readonly string[]
  /** How many more there are. */
  readonly morePaths: number
}

const most = 100
/** Where an object nests deeper than any real one, the place itself is named. */
const deepest = 100

/** Collects paths, each once. */
export class PathList {
  readonly #paths = new Set<string>()
  #more = 0

  add(path: Path): void {
    const text = shortened(formatFieldPath(path))
    if (this.#paths.has(text)) return
    if (this.#paths.size < most) this.#paths.add(text)
    else this.#more += 1
  }

  /** Every leaf of a value at a path; an empty map or list is one. */
  addLeaves(value: unknown, path: Path): void {
    const entries = entriesOf(value)
    if (entries.length === 0 || path.length >= deepest) {
      if (path.length > 0) this.add(path)
      return
    }
    for (const [step, below] of entries) this.addLeaves(below, [...path, step])
  }

  /** Where two values differ: the deepest places that hold all of the difference. */
  addDifferences(before: unknown, after: unknown, path: Path): void {
    if (before === after) return
    if (!areAlike(before, after)) {
      this.addLeaves(after === undefined ? before : after, path)
      return
    }
    if (path.length >= deepest) {
      if (!isDeepStrictEqual(before, after)) this.add(path)
      return
    }
    const [old, now] = [new Map(entriesOf(before)), new Map(entriesOf(after))]
    for (const step of new Set([...old.keys(), ...now.keys()])) {
      this.addDifferences(old.get(step), now.get(step), [...path, step])
    }
  }

  take(): ChangedPaths {
    return { paths: [...this.#paths], morePaths: this.#more }
  }
}

/** The entries of a map or a list; none of anything else. */
export function entriesOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return value.map((item, index) => [index, item])
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

/** Whether both are maps, or both are lists. */
function areAlike(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  return Array.isArray(one) === Array.isArray(other)
}
