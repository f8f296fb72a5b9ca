/** Endpoints in classes, which are split by one property after the other. */

export class Partition {
  /** The class of each place. */
  readonly classes: number[]
  #next: number

  /** Places with equal keys begin in one class. */
  constructor(keys: readonly string[]) {
    const numbers = new Map<string, number>()
    this.classes = keys.map((key) => {
      const number = numbers.get(key) ?? numbers.size
      numbers.set(key, number)
      return number
    })
    this.#next = numbers.size
  }

  /** Parts the members of each class from those that are none; each place at most once. */
  split(members: readonly number[]): void {
    const moved = new Map<number, number>()
    for (const place of members) {
      const old = this.classes[place] ?? 0
      let fresh = moved.get(old)
      if (fresh === undefined) {
        fresh = this.#next
        this.#next += 1
        moved.set(old, fresh)
      }
      this.classes[place] = fresh
    }
  }

  /** The classes numbered from 0 in the order of their first places. */
  numbered(): readonly number[] {
    const numbers = new Map<number, number>()
    return this.classes.map((each) => {
      const number = numbers.get(each) ?? numbers.size
      numbers.set(each, number)
      return number
    })
  }
}
