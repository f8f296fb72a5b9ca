/** The last lines of a log, a bounded number of them, told to whoever shows them once a frame. */
import type { StampedLine } from '../../k8s/podlog.ts'

export interface LogLine extends StampedLine {
  /** Counts all lines that ever came, so that a line keeps its number when older ones are dropped. */
  readonly number: number
}

export interface LineStoreLimits {
  readonly lines: number
  /** Letters of all lines together. */
  readonly letters: number
}

export const lineLimits: LineStoreLimits = { lines: 10_000, letters: 16 * 1024 * 1024 }

export class LineStore {
  readonly #limits: LineStoreLimits
  readonly #schedule: (tell: () => void) => void
  readonly #listeners = new Set<() => void>()
  #lines: LogLine[] = []
  #letters = 0
  #count = 0
  #view: readonly LogLine[] = []
  #isDue = false

  constructor(limits = lineLimits, schedule: (tell: () => void) => void = soon) {
    this.#limits = limits
    this.#schedule = schedule
  }

  /** How many have come; more than there are where old ones were dropped. */
  get count(): number {
    return this.#count
  }

  /** As they were when listeners were told last. */
  readonly view = (): readonly LogLine[] => this.#view

  /** All that there are, told or not. */
  all(): readonly LogLine[] {
    return this.#lines
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  add(lines: readonly StampedLine[]): void {
    if (lines.length === 0) return
    for (const line of lines) {
      this.#lines.push({ ...line, number: this.#count })
      this.#letters += line.text.length
      this.#count += 1
    }
    // Dropping one by one would move all others each time.
    if (this.#lines.length > this.#limits.lines * 1.1 || this.#letters > this.#limits.letters) this.#drop()
    this.#changed()
  }

  clear(): void {
    this.#lines = []
    this.#letters = 0
    this.#count = 0
    this.#changed()
  }

  #drop(): void {
    let from = Math.max(0, this.#lines.length - this.#limits.lines)
    for (const { text } of this.#lines.slice(0, from)) this.#letters -= text.length
    while (this.#letters > this.#limits.letters && from < this.#lines.length - 1) {
      this.#letters -= this.#lines[from]?.text.length ?? 0
      from += 1
    }
    this.#lines = this.#lines.slice(from)
  }

  #changed(): void {
    if (this.#isDue) return
    this.#isDue = true
    this.#schedule(() => {
      this.#isDue = false
      this.#view = [...this.#lines]
      for (const listener of this.#listeners) listener()
    })
  }
}

/** Not a frame of the browser, which stops in a tab that is hidden. */
function soon(tell: () => void): void {
  setTimeout(tell, 60)
}
