/** The list that a page is about is read before the lists that it only looks things up in. */
import { systemClock } from '../../k8s/clock.ts'
import type { Transport } from '../../k8s/listwatch.ts'
import type { WatchUrgency } from '../../wire.ts'

/** Something that is being read, and how urgently. */
export interface Reading {
  readonly identity: string
  urgency: WatchUrgency
  /** Resolves when it is read and told, or will not be for now. */
  readonly settled: Promise<void>
}

/** What a page asks for comes in one burst, in no particular order. */
const burstMs = 10
/** However long the page's own list takes, the others begin after this. */
const patienceMs = 2_000

export class Precedence {
  readonly #underWay = new Set<Reading>()

  /** The transport for what is read: its lists wait, page by page, as long as more urgent ones are under way. */
  enter(reading: Reading, transport: Transport): Transport {
    let until: Promise<void> | null = null
    return async (path, query, signal) => {
      if (reading.urgency === 'related' && !query.has('watch')) {
        until ??= systemClock.sleep(patienceMs, signal)
        await systemClock.sleep(burstMs, signal)
        await Promise.race([until, this.#beside(reading)])
      }
      return transport(path, query, signal)
    }
  }

  /** To be called when a reading begins, and when it becomes urgent. */
  begin(reading: Reading): void {
    if (reading.urgency !== 'page' || this.#underWay.has(reading)) return
    this.#underWay.add(reading)
    void reading.settled.then(() => this.#underWay.delete(reading))
  }

  async #beside(reading: Reading): Promise<void> {
    const others = [...this.#underWay].filter(
      (each) => each !== reading && each.identity === reading.identity,
    )
    await Promise.all(others.map(({ settled }) => settled))
  }
}
