/** Many small steps, a few at a time: how far they are, what failed and why. Nothing that was done is done again. */
import { messageOf } from '../../k8s/shape.ts'

export interface JobItem {
  /** What it is about, for people. */
  readonly name: string
  readonly run: () => Promise<void>
}

export interface JobFailure {
  readonly item: JobItem
  /** The server's words. */
  readonly message: string
}

export interface JobView {
  readonly phase: 'running' | 'cancelling' | 'ended'
  readonly total: number
  readonly done: number
  readonly failures: readonly JobFailure[]
  /** What was not begun because somebody cancelled. */
  readonly left: number
}

export interface JobOptions {
  readonly title: string
  readonly items: readonly JobItem[]
  /** After the last step of each run, with what came of all. */
  readonly onEnd?: (view: JobView) => void
  /** What was made so far, for who wants it although not all of it could be had. */
  readonly product?: () => void
}

const concurrency = 4
/** How often the page is told. */
const noticeMilliseconds = 100

export class Job {
  readonly title: string
  readonly product: JobOptions['product']
  readonly #onEnd: JobOptions['onEnd']
  readonly #total: number
  readonly #listeners = new Set<() => void>()
  /** The next one last: taking the first from a long list is slow. */
  #queue: JobItem[]
  #running = 0
  #done = 0
  #left = 0
  #failures: JobFailure[] = []
  #phase: JobView['phase'] = 'running'
  #view: JobView
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor({ title, items, onEnd, product }: JobOptions) {
    this.title = title
    this.product = product
    this.#onEnd = onEnd
    this.#total = items.length
    this.#queue = items.toReversed()
    this.#view = this.#look()
    this.#fill()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly view = (): JobView => this.#view

  /** Begins nothing more. What is under way ends: its outcome would not be known otherwise. */
  cancel(): void {
    if (this.#phase !== 'running') return
    this.#phase = 'cancelling'
    this.#left += this.#queue.length
    this.#queue = []
    this.#publish()
    this.#fill()
  }

  /** What failed, and nothing else. */
  retry(): void {
    if (this.#phase !== 'ended' || this.#failures.length === 0) return
    this.#queue = this.#failures.map(({ item }) => item).toReversed()
    this.#failures = []
    this.#phase = 'running'
    this.#publish()
    this.#fill()
  }

  #fill(): void {
    while (this.#running < concurrency) {
      const item = this.#queue.pop()
      if (item === undefined) break
      this.#running += 1
      void this.#run(item)
    }
    if (this.#running > 0 || this.#phase === 'ended') return
    this.#phase = 'ended'
    this.#publish()
    this.#onEnd?.(this.#view)
  }

  async #run(item: JobItem): Promise<void> {
    try {
      await item.run()
      this.#done += 1
    } catch (error) {
      this.#failures.push({ item, message: messageOf(error) })
    }
    this.#running -= 1
    this.#timer ??= setTimeout(() => this.#publish(), noticeMilliseconds)
    this.#fill()
  }

  #publish(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#view = this.#look()
    for (const listener of this.#listeners) listener()
  }

  #look(): JobView {
    return {
      phase: this.#phase,
      total: this.#total,
      done: this.#done,
      failures: [...this.#failures],
      left: this.#left,
    }
  }
}
