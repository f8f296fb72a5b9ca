/** Port sets by number, so that millions of pairs of groups are combined without making a set twice. */
import { allPorts, intersection, minus, noPorts, type PortSet, union } from './ports.ts'

/** The numbers of the two sets every table begins with. */
export const NONE = 0
export const ALL = 1

type Operation = (a: PortSet, b: PortSet) => PortSet

/** By the numbers of both sets; a key put together of the two would be no small integer, and slow to find. */
type Results = number[][]

export class PortTable {
  readonly #sets: PortSet[] = []
  readonly #numbers = new Map<string, number>()
  readonly #unions: Results = []
  readonly #intersections: Results = []
  readonly #differences: Results = []

  constructor() {
    this.numberOf(noPorts)
    this.numberOf(allPorts())
  }

  numberOf(set: PortSet): number {
    const key = set.edges.join()
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.#sets.length)
    return this.#sets.push(set) - 1
  }

  setOf(number: number): PortSet {
    return this.#sets[number] ?? noPorts
  }

  union(a: number, b: number): number {
    if (a === b || b === NONE || a === ALL) return a
    if (a === NONE || b === ALL) return b
    return this.#remembered(this.#unions, union, a, b)
  }

  intersection(a: number, b: number): number {
    if (a === b || a === NONE || b === ALL) return a
    if (b === NONE || a === ALL) return b
    return this.#remembered(this.#intersections, intersection, a, b)
  }

  minus(a: number, b: number): number {
    if (b === NONE || a === NONE) return a
    if (a === b || b === ALL) return NONE
    return this.#remembered(this.#differences, minus, a, b)
  }

  #remembered(results: Results, operation: Operation, a: number, b: number): number {
    results[a] ??= []
    const known = results[a][b]
    if (known !== undefined) return known
    const result = this.numberOf(operation(this.setOf(a), this.setOf(b)))
    results[a][b] = result
    return result
  }
}
