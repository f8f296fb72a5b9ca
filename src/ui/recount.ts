/** What is made of a long list, a little at a time, and anew while the list changes, so that no frame is missed. */
import { useEffect, useRef, useState } from 'react'
import { inPieces } from './pieces.ts'

export interface Counting<T, R> {
  readonly add: (item: T) => void
  readonly result: () => R
}

/** How long nothing is counted after a count: so many times as long as it took. */
const restPerWork = 9
const [leastRest, mostRest] = [50, 2_000]

/** Counts the last list that it was given, to its end, however many more come meanwhile. */
export class Recount<T, R> {
  #next: readonly T[] | null = null
  #isBusy = false
  #stop: () => void = () => undefined

  constructor(
    readonly begin: () => Counting<T, R>,
    readonly tell: (result: R) => void,
  ) {}

  offer(items: readonly T[]): void {
    this.#next = items
    if (!this.#isBusy) this.#count()
  }

  stop(): void {
    this.#isBusy = true
    this.#stop()
  }

  #count(): void {
    const items = this.#next
    this.#isBusy = items !== null
    if (items === null) return
    this.#next = null
    const { add, result } = this.begin()
    const began = performance.now()
    const done = () => {
      const rest = restPerWork * (performance.now() - began)
      const timer = setTimeout(() => this.#count(), Math.min(mostRest, Math.max(leastRest, rest)))
      this.#stop = () => clearTimeout(timer)
      this.tell(result())
    }
    this.#stop = inPieces(() => items, add, done, 'soon')
  }
}

export interface Recounted<R> {
  /** The last that was counted; `null` before the first. */
  readonly result: R | null
  /** Whether it answers the present `begin`, and not one before. */
  readonly isCurrent: boolean
}

/**
 * Counts `items` once they are there, and again while they change. Another `begin` asks for something else: it is to
 * stay the same for as long as it does not.
 */
export function useRecount<T, R>(items: readonly T[] | null, begin: () => Counting<T, R>): Recounted<R> {
  const [found, setFound] = useState<{ readonly result: R; readonly begin: unknown } | null>(null)
  const recount = useRef<Recount<T, R> | null>(null)
  useEffect(() => {
    const own = new Recount(begin, (result) => setFound({ result, begin }))
    recount.current = own
    return () => own.stop()
  }, [begin])
  useEffect(() => {
    if (items !== null && recount.current?.begin === begin) recount.current.offer(items)
  }, [items, begin])
  return { result: found?.result ?? null, isCurrent: found?.begin === begin }
}
