/** Everything that was started is ended, however a run ends. */
import type { Stop } from './processes.ts'

export class Ending {
  readonly #stops: Stop[] = []
  #isOver = false

  /** Gives back the same way to end it, which from then on works once. */
  add(stop: Stop): Stop {
    let stopped: Promise<void> | null = null
    const once = () => {
      stopped ??= stop()
      return stopped
    }
    this.#stops.push(once)
    if (this.#isOver) {
      void once()
      throw new Error('The benchmark was interrupted.')
    }
    return once
  }

  /** The last that was started ends first. */
  async all(): Promise<void> {
    this.#isOver = true
    for (const stop of this.#stops.toReversed()) await stop().catch(() => undefined)
  }
}
