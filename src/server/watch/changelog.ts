/** The keys that changed lately, in order: what readers need in order to go on from where they are. */

/** At least this many changes are known; who is further behind is told the whole content. */
export const keptChanges = 20_000

/** Positions count changes. A key that changed again stands only where it changed last. */
export class ChangeLog {
  readonly #kept: number
  #keys: string[] = []
  /** The position before the first of `#keys`. */
  #base = 0
  readonly #last = new Map<string, number>()

  constructor(kept = keptChanges) {
    this.#kept = kept
  }

  /** The position after everything so far. */
  get position(): number {
    return this.#base + this.#keys.length
  }

  /** Whether all that changed after `position` is known. */
  reaches(position: number): boolean {
    return position >= this.#base && position <= this.position
  }

  append(keys: Iterable<string>): void {
    for (const key of keys) {
      this.#last.set(key, this.position)
      this.#keys.push(key)
    }
    if (this.#keys.length > 2 * this.#kept) this.#forget(this.#keys.length - this.#kept)
  }

  /** Gives each key that changed after `position`, until `take` says that it is enough; gives where that was. */
  read(position: number, take: (key: string) => boolean): number {
    for (let at = position; at < this.position; at++) {
      const key = this.#keys[at - this.#base]
      if (key === undefined || this.#last.get(key) !== at) continue
      if (!take(key)) return at + 1
    }
    return this.position
  }

  /** Nothing of what was before is known any more. */
  clear(): void {
    this.#base = this.position + 1
    this.#keys = []
    this.#last.clear()
  }

  #forget(count: number): void {
    const forgotten = this.#keys.slice(0, count)
    this.#keys = this.#keys.slice(count)
    this.#base += count
    for (const key of forgotten) if ((this.#last.get(key) ?? 0) < this.#base) this.#last.delete(key)
  }
}
