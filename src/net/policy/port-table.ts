/** Port sets by number, so that millions of pairs of groups are combined without making a set twice. */
import { allPorts, intersection, minus, noPorts, type PortSet, union } from './ports.ts'

/** The numbers of the two sets every table begins with. */
export const NONE = 0
export const ALL = 1

type Operation = (a: PortSet, b: PortSet) => PortSet

/** More sets than this there cannot be: a pair of numbers must fit an exact integer. */
const limit = 2 ** 26

export class PortTable {
  readonly #sets: PortSet[] = []
  readonly #numbers = new Map<string, number>()
  readonly #unions = new Map<number, number>()
  readonly #intersections = new Map<number, number>()
  readonly #differences = new Map<number, number>()

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

  #remembered(results: Map<number, number>, operation: Operation, a: number, b: number): number {
    const key = a * limit + b
    const known = results.get(key)
    if (known !== undefined) return known
    const result = this.numberOf(operation(this.setOf(a), this.setOf(b)))
    results.set(key, result)
    return result
  }
}
