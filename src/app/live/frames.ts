/** When what arrived is shown: all of it in one go, once a frame, and never so often that typing suffers. */

export interface FrameTask {
  /** Takes over what has arrived; says who is to hear of it. */
  publish(): Iterable<() => void>
}

/** A hidden tab paints no frames, and one that is hidden meanwhile none any more; it must not fall behind. */
const unpaintedMilliseconds = 250

/** How long the page rests after it has shown something, for the time that took. */
const rests = {
  /** What somebody looks at an empty page for. */
  first: { perWork: 0, longest: 0 },
  /** At most two fifths of the time go into showing things. */
  more: { perWork: 1.5, longest: 500 },
  /** Next to nothing of it goes into changes, as long as nobody could see that they wait for each other. */
  change: { perWork: 60, longest: 150 },
}

export type News = keyof typeof rests

export class Frames {
  readonly #due = new Set<FrameTask>()
  /** The frame that is asked for, and what sees to it where none is painted. */
  #frame: number | null = null
  #unpainted: ReturnType<typeof setTimeout> | undefined
  #waiting: { readonly until: number; readonly timer: ReturnType<typeof setTimeout> } | null = null
  #ended = Number.NEGATIVE_INFINITY
  #work = 0

  /** `task` publishes in the next frame after the rest, once for however often it was asked for. */
  schedule(task: FrameTask, news: News = 'more'): void {
    this.#due.add(task)
    if (this.#unpainted !== undefined) return
    const until = Math.max(this.#restUntil(rests[news]), news === 'change' ? this.#restUntil(rests.more) : 0)
    if (this.#waiting !== null && this.#waiting.until <= until) return
    clearTimeout(this.#waiting?.timer)
    this.#waiting = null
    const rest = until - performance.now()
    if (rest > 0) this.#waiting = { until, timer: setTimeout(() => this.#request(), rest) }
    else this.#request()
  }

  #restUntil({ perWork, longest }: (typeof rests)[News]): number {
    return this.#ended + Math.min(longest, perWork * this.#work)
  }

  #request(): void {
    this.#waiting = null
    this.#unpainted = setTimeout(() => this.#run(), unpaintedMilliseconds)
    if (!document.hidden) this.#frame = requestAnimationFrame(() => this.#run())
  }

  #run(): void {
    clearTimeout(this.#unpainted)
    this.#unpainted = undefined
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    this.#frame = null
    const began = performance.now()
    const due = [...this.#due]
    this.#due.clear()
    // All is taken over before anybody hears of it, and who reads several hears once.
    const listeners = new Set<() => void>()
    for (const task of due) for (const listener of task.publish()) listeners.add(listener)
    for (const listener of listeners) listener()
    // React renders what its stores told it in a microtask; this one is behind it.
    queueMicrotask(() => {
      this.#ended = performance.now()
      this.#work = this.#ended - began
    })
  }
}
