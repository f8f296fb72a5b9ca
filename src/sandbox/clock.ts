/** The sandbox's time: while it is being filled, the time of what is written; then the real one. */
export class Clock {
  #time: number | null = null

  readonly now = (): Date => new Date(this.#time ?? Date.now())

  /** Time stands at `time`, in milliseconds since the epoch; it never goes back. */
  set(time: number): void {
    this.#time = Math.max(this.#time ?? 0, time)
  }

  /** From now on it is the real time. */
  run(): void {
    this.#time = null
  }
}
