/** When what arrived is shown: all of it in one go, once a frame, and never so often that typing suffers. */

export interface FrameTask {
  /** Takes over what has arrived; says who is to hear of it. */
  publish(): Iterable<() => void>
}

/** A hidden tab paints no frames, and one that is hidden meanwhile none any more; it must not fall behind. */
const unpaintedMilliseconds = 250
/** At most two fifths of the time go into showing changes. */
const restPerWork = 1.5
const longestRest = 500

export class Frames {
  readonly #due = new Set<FrameTask>()
  #isScheduled = false
  #frame: number | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #restUntil = 0

  /** `task` publishes in the next frame, once for however often it was asked for. */
  schedule(task: FrameTask): void {
    this.#due.add(task)
    if (this.#isScheduled) return
    this.#isScheduled = true
    const rest = this.#restUntil - performance.now()
    if (rest > 0) this.#timer = setTimeout(() => this.#request(), rest)
    else this.#request()
  }

  #request(): void {
    this.#timer = setTimeout(() => this.#run(), unpaintedMilliseconds)
    if (!document.hidden) this.#frame = requestAnimationFrame(() => this.#run())
  }

  #run(): void {
    clearTimeout(this.#timer)
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    this.#frame = null
    this.#isScheduled = false
    const began = performance.now()
    const due = [...this.#due]
    this.#due.clear()
    // All is taken over before anybody hears of it, and who reads several hears once.
    const listeners = new Set<() => void>()
    for (const task of due) for (const listener of task.publish()) listeners.add(listener)
    for (const listener of listeners) listener()
    // React renders what its stores told it in a microtask; this one is behind it.
    queueMicrotask(() => {
      const now = performance.now()
      this.#restUntil = now + Math.min(longestRest, restPerWork * (now - began))
    })
  }
}
