/** Runs a pattern over a text in one pass: time is at most the size of one by the length of the other. */
import { wordChars } from './charset.ts'
import type { Program, Step } from './program.ts'
import type { Assertion } from './syntax.ts'

/** Starts and ends of the whole and of each group in turn; -1 where a group took no part. */
export type Slots = readonly number[]

interface Thread {
  readonly at: number
  readonly slots: Slots
}

/** Of the leftmost match the one that is preferred, as a backtracking machine would find it first. */
export function run({ steps, groups }: Program, text: string): Slots | null {
  const none = Array<number>(2 * groups + 2).fill(-1)
  const seen = new Int32Array(steps.length).fill(-1)
  let threads: Thread[] = []
  let found: Slots | null = null
  for (let place = 0; place <= text.length; place += 1) {
    if (found === null) follow(steps, text, place, { at: 0, slots: none.with(0, place) }, threads, seen)
    if (threads.length === 0 && found !== null) break
    const next: Thread[] = []
    const code = text.charCodeAt(place)
    for (const thread of threads) {
      const step = steps[thread.at]
      if (step?.type === 'match') {
        found = thread.slots.with(1, place)
        // Those behind are less preferred.
        break
      }
      if (step?.type === 'set' && step.set[code] === 1) {
        follow(steps, text, place + 1, { at: thread.at + 1, slots: thread.slots }, next, seen)
      }
    }
    threads = next
  }
  return found
}

/** Adds the states that are reached without reading; each only once for a place, by its preferred way. */
function follow(
  steps: readonly Step[],
  text: string,
  place: number,
  from: Thread,
  into: Thread[],
  seen: Int32Array,
): void {
  const waiting: Thread[] = [from]
  for (let thread = waiting.pop(); thread !== undefined; thread = waiting.pop()) {
    const { at, slots } = thread
    if (seen[at] === place) continue
    seen[at] = place
    const step = steps[at]
    if (step === undefined) continue
    if (step.type === 'jump') waiting.push({ at: step.to, slots })
    else if (step.type === 'fork') waiting.push({ at: step.second, slots }, { at: step.first, slots })
    else if (step.type === 'save') waiting.push({ at: at + 1, slots: slots.with(step.slot, place) })
    else if (step.type !== 'assert') into.push(thread)
    else if (holds(step.assertion, text, place)) waiting.push({ at: at + 1, slots })
  }
}

function holds(assertion: Assertion, text: string, place: number): boolean {
  if (assertion === 'start') return place === 0
  if (assertion === 'very-end') return place === text.length
  if (assertion === 'end') return place === text.length || (place === text.length - 1 && text.endsWith('\n'))
  const isEdge = isWord(text, place - 1) !== isWord(text, place)
  return isEdge === (assertion === 'word-edge')
}

function isWord(text: string, at: number): boolean {
  return wordChars[text.charCodeAt(at)] === 1
}
