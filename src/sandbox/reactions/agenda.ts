/** Which reaction has to look at what, in order of arrival and each but once; and what waits for its time. */
import type { Place, Reaction } from './reaction.ts'

export interface Task {
  readonly reaction: Reaction
  readonly subject: Place
}

export class Agenda {
  readonly #due = new Map<string, Task>()
  readonly #waiting = new Map<string, { readonly task: Task; readonly at: number }>()

  add(task: Task): void {
    this.#due.set(idOf(task), task)
  }

  /** Puts a task off until `at`, in milliseconds since the epoch. The earliest time asked for holds. */
  postpone(task: Task, at: number): void {
    const id = idOf(task)
    const known = this.#waiting.get(id)
    if (known === undefined || at < known.at) this.#waiting.set(id, { task, at })
  }

  /** The next task that is due at `now`, taken off the agenda. */
  next(now: number): Task | null {
    for (const [id, { task, at }] of this.#waiting) {
      if (at > now) continue
      this.#waiting.delete(id)
      this.#due.set(id, task)
    }
    const first = this.#due.entries().next()
    if (first.done) return null
    const [id, task] = first.value
    this.#due.delete(id)
    return task
  }

  get hasDue(): boolean {
    return this.#due.size > 0
  }

  /** When the first of the waiting tasks is due; `null` where none waits. */
  get nextTime(): number | null {
    let earliest: number | null = null
    for (const { at } of this.#waiting.values()) if (earliest === null || at < earliest) earliest = at
    return earliest
  }
}

function idOf({ reaction, subject }: Task): string {
  return `${reaction.name} ${subject.namespace}/${subject.name}`
}
