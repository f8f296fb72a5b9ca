/** Single addresses in a range, counted in the cells of a drawing: each costs the same, however many there are. */
import type { Address } from './address.ts'
import { type AddressRange, holds, sizeOf } from './range.ts'

/** Below this, what is reckoned of an address and up to a thousand cells is exact in numbers. */
const mostNumeric = 1n << 42n

export class Occupancy {
  /** How many addresses are taken in each cell. */
  readonly counts: Float64Array
  readonly #first: bigint
  readonly #size: bigint
  readonly #whole: AddressRange
  /** How far each lies from the start; where that is small, as a number, which is found much faster. */
  readonly #seen = new Set<bigint | number>()
  readonly #numericSize: number | null

  /** Of at most `cells` cells; there are never more than addresses. */
  constructor(whole: AddressRange, cells: number) {
    this.#whole = whole
    this.#first = whole.first.value
    this.#size = sizeOf(whole)
    this.#numericSize = this.#size <= mostNumeric && cells <= 1024 ? Number(this.#size) : null
    this.counts = new Float64Array(this.#size < BigInt(cells) ? Number(this.#size) : cells)
  }

  /** Addresses outside of the range, and those that are in already, change nothing. Says whether it did. */
  add(address: Address): boolean {
    if (!holds(this.#whole, address)) return false
    const offset = address.value - this.#first
    const key = this.#numericSize === null ? offset : Number(offset)
    if (this.#seen.has(key)) return false
    this.#seen.add(key)
    const cell = this.#cellOf(key)
    this.counts[cell] = (this.counts[cell] ?? 0) + 1
    return true
  }

  /** The last cell whose start is not behind the address, as `sharesOf` has it. */
  #cellOf(offset: bigint | number): number {
    const count = this.counts.length
    if (typeof offset === 'bigint') return Number(((offset + 1n) * BigInt(count) - 1n) / this.#size)
    return Math.floor(((offset + 1) * count - 1) / (this.#numericSize ?? 1))
  }

  get used(): bigint {
    return BigInt(this.#seen.size)
  }

  /** Of each cell, from 0 to 1. */
  shares(): readonly number[] {
    const cells = BigInt(this.counts.length)
    const start = (cell: number) => (this.#size * BigInt(cell)) / cells
    return Array.from(this.counts, (count, cell) => count / Number(start(cell + 1) - start(cell)))
  }
}
