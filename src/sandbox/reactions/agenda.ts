/** Which reaction has to look at what, in order of arrival and each but once; and what waits for its time. */
import type { Place, Reaction } from './reaction.ts'

export interface Task {
  readonly reaction: Reaction
  readonly subject: Place
}

export class Agenda {
  readonly #due = new Map<string, Task>()
  readonly #waiting = new Map<string, { readonly task: Task; readonly at: number }>()
  /** Until when a task that costs much is left alone. */
  readonly #resting = new Map<string, number>()
  /** Until then none of the waiting tasks has to be looked at. */
  #earliest = Number.POSITIVE_INFINITY

  /** To be done at once, or when it has rested. */
  add(task: Task, now: number): void {
    const id = idOf(task)
    const until = this.#resting.get(id) ?? now
    if (until > now) {
      this.postpone(task, until)
      return
    }
    this.#resting.delete(id)
    this.#due.set(id, task)
  }

  /** From now on the task is not done before `until`, whatever it hears. */
  rest(task: Task, until: number): void {
    const id = idOf(task)
    this.#resting.set(id, until)
    if (this.#due.delete(id)) this.postpone(task, until)
  }

  /** Puts a task off until `at`, in milliseconds since the epoch. The earliest time asked for holds. */
  postpone(task: Task, at: number): void {
    const id = idOf(task)
    const known = this.#waiting.get(id)
    if (known !== undefined && known.at <= at) return
    this.#waiting.set(id, { task, at })
    this.#earliest = Math.min(this.#earliest, at)
  }

  /** The next task that is due at `now`, taken off the agenda. */
  next(now: number): Task | null {
    if (this.#earliest <= now) this.#wake(now)
    const first = this.#due.entries().next()
    if (first.done) return null
    const [id, task] = first.value
    this.#due.delete(id)
    // Whoever looks again says again what it waits for.
    this.#waiting.delete(id)
    return task
  }

  /** When the first of the waiting tasks is due; `null` where none waits. */
  get nextTime(): number | null {
    this.#earliest = Number.POSITIVE_INFINITY
    for (const { at } of this.#waiting.values()) this.#earliest = Math.min(this.#earliest, at)
    return this.#waiting.size === 0 ? null : this.#earliest
  }

  #wake(now: number): void {
    this.#earliest = Number.POSITIVE_INFINITY
    for (const [id, { task, at }] of this.#waiting) {
      if (at > now) {
        this.#earliest = Math.min(this.#earliest, at)
        continue
      }
      this.#waiting.delete(id)
      this.#due.set(id, task)
    }
  }
}

function idOf({ reaction, subject }: Task): string {
  return `${reaction.name} ${subject.namespace}/${subject.name}`
}
