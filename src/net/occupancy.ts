/** Single addresses in a range, counted in the cells of a drawing: each costs the same, however many there are. */
import type { Address } from './address.ts'
import { type AddressRange, holds, sizeOf } from './range.ts'

export class Occupancy {
  /** How many addresses are taken in each cell. */
  readonly counts: Float64Array
  readonly #first: bigint
  readonly #size: bigint
  readonly #whole: AddressRange
  readonly #seen = new Set<bigint>()

  /** Of at most `cells` cells; there are never more than addresses. */
  constructor(whole: AddressRange, cells: number) {
    this.#whole = whole
    this.#first = whole.first.value
    this.#size = sizeOf(whole)
    this.counts = new Float64Array(this.#size < BigInt(cells) ? Number(this.#size) : cells)
  }

  /** Addresses outside of the range, and those that are in already, change nothing. Says whether it did. */
  add(address: Address): boolean {
    const { value } = address
    if (!holds(this.#whole, address) || this.#seen.has(value)) return false
    this.#seen.add(value)
    const count = BigInt(this.counts.length)
    // The last cell whose start is not behind the address, as `sharesOf` has it.
    const cell = Number(((value - this.#first + 1n) * count - 1n) / this.#size)
    this.counts[cell] = (this.counts[cell] ?? 0) + 1
    return true
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
