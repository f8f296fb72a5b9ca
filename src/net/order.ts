/** Many addresses put in order, by numbers where they are near enough to each other for that. */
import type { Address } from './address.ts'

/** So many bits of a number, which is exact up to 53, hold the place in the list. */
const places = 2 ** 18
const mostDistance = 2n ** 34n

/** IPv4 comes first; what has the same address stays as it came, and what has none comes last. */
export class AddressOrder<T> {
  readonly #items: T[] = []
  readonly #addresses: (Address | undefined)[] = []
  /** How far each lies from the first, and its place behind that; `null` once that is no longer exact. */
  #keys: number[] | null = []

  add(item: T, address: Address | undefined): void {
    const place = this.#items.length
    this.#items.push(item)
    this.#addresses.push(address)
    if (this.#keys === null) return
    const distance = distanceOf(this.#addresses[0], address)
    if (distance === null || place >= places) this.#keys = null
    else this.#keys.push(distance * places + place)
  }

  items(): readonly T[] {
    const ordered: T[] = []
    for (const place of this.#order()) {
      const item = this.#items[place]
      if (item !== undefined) ordered.push(item)
    }
    return ordered
  }

  #order(): Iterable<number> {
    if (this.#keys !== null) {
      const keys = Float64Array.from(this.#keys).sort()
      return keys.map((key) => ((key % places) + places) % places)
    }
    const all = this.#addresses
    return Array.from(all.keys()).sort((a, b) => compare(all[a], all[b]))
  }
}

/** `null` where they are of two families, or too far from each other. */
function distanceOf(from: Address | undefined, to: Address | undefined): number | null {
  if (from === undefined || to === undefined || from.family !== to.family) return null
  const distance = to.value - from.value
  return distance < mostDistance && distance > -mostDistance ? Number(distance) : null
}

function compare(a: Address | undefined, b: Address | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  if (a.family !== b.family) return a.family === 'IPv4' ? -1 : 1
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0
}
