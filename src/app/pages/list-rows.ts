/** Which objects of a list the filter lets through; each is looked at once as long as nothing has changed of it. */
import { useEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { readOnce } from '../../k8s/readonce.ts'
import { inPieces } from '../../ui/pieces.ts'
import { type Condition, parseQuery, type Query } from '../query/conditions.ts'
import { matcher, searchedText } from '../query/matcher.ts'
import type { ListColumn } from './list-columns.tsx'

export interface ListRows {
  readonly rows: readonly KubeObject[]
  /** The filter that these rows are of: in a long list it follows what is typed a moment later. */
  readonly text: string
  readonly query: Query
  /** Where nothing is let through: the terms that would do so alone. */
  readonly blocking: readonly string[]
}

export function useListRows(
  objects: readonly KubeObject[],
  text: string,
  columns: readonly ListColumn[],
): ListRows {
  const [filter] = useState(() => new Filter())
  useTextsAhead(objects, columns)
  const query = useMemo(() => parseQuery(text, columns), [text, columns])
  const moment = useMoment(query.conditions.some(({ type }) => type === 'size'))
  const [, drawAgain] = useReducer((count: number) => count + 1, 0)
  const judged = filter.judged(objects, { text, query, columns, moment })
  const { waiting } = filter
  const latest = useRef(objects)
  latest.current = objects
  useEffect(() => {
    if (waiting === null) return
    const done = () => {
      filter.take(waiting)
      drawAgain()
    }
    return inPieces(() => latest.current, waiting.test, done, filter.isAwaited ? 'soon' : 'gently')
  }, [filter, waiting])
  const { rows } = judged
  const isEmpty = rows.length === 0 && objects.length > 0
  const { conditions } = judged.query
  const blocking = useMemo(() => {
    if (!isEmpty || conditions.length === 1) return isEmpty ? conditions : []
    return conditions.filter((each) => !objects.some(matcher([each], columns)))
  }, [isEmpty, conditions, objects, columns])
  return { rows, text: judged.text, query: judged.query, blocking: blocking.map(({ term }) => term) }
}

interface Question {
  readonly text: string
  readonly query: Query
  readonly columns: readonly ListColumn[]
  /** Another number where the time that passed may have changed what is let through. */
  readonly moment: number
}

/** A question with what answers it; each object is looked at once. */
interface Judge extends Question {
  /** Of the columns when it was made: what it remembers may no longer be so with others. */
  readonly generations: readonly number[]
  readonly test: (object: KubeObject) => boolean
}

/** A list that is shorter is looked through at once. */
const manyObjects = 2000

/** Keeps what it found out: of each object for one filter, and of the list for the same objects. */
class Filter {
  #judge: Judge | null = null
  /** The one that shall take over once it has looked at every object. */
  waiting: Judge | null = null
  #objects: readonly KubeObject[] = []
  /** For each of the objects, whether it is let through. */
  #passed = new Uint8Array()
  #rows: readonly KubeObject[] = []
  #textsFor: readonly unknown[] = []
  #text: (object: KubeObject) => string = () => ''

  /** Whether somebody waits for it: it answers another question. */
  get isAwaited(): boolean {
    return this.waiting !== null && this.#judge !== null && !isSame(this.waiting, this.#judge)
  }

  judged(objects: readonly KubeObject[], asked: Question) {
    if (asked.query.conditions.length === 0) this.take({ ...asked, generations: [], test: () => true })
    const { text, query, test } = this.#judgeOf(asked, objects.length > manyObjects)
    if (query.conditions.length === 0) return { rows: objects, text, query }
    const before = this.#rows
    const rows = this.#passing(objects, test)
    this.#rows = isEqualTo(rows, before) ? before : rows
    return { rows: this.#rows, text, query }
  }

  /** From now on it is this one that says what is let through. */
  take(judge: Judge): void {
    this.waiting = null
    this.#judge = judge
    this.#objects = []
  }

  /** Of a long list the one before goes on until the next one is ready. */
  #judgeOf(asked: Question, isLong: boolean): Judge {
    const known = this.#judge
    const generations = generationsOf(asked)
    if (known !== null && isSame(known, asked) && isEqualTo(known.generations, generations)) {
      this.waiting = null
      return known
    }
    // One that is on its way is not sent back because something has changed meanwhile: the next one sees that.
    if (this.waiting === null || !isSame(this.waiting, asked)) this.waiting = this.#made(asked, generations)
    if (known !== null && isLong) return known
    const made = this.waiting
    this.take(made)
    return made
  }

  #made(asked: Question, generations: readonly number[]): Judge {
    const searched = this.#texts(asked.columns, generations)
    const test = readOnce(matcher(asked.query.conditions, asked.columns, { searched }))
    return { ...asked, generations, test }
  }

  /** Those of the last time that stand where they stood are not looked at again. */
  #passing(objects: readonly KubeObject[], test: Judge['test']): readonly KubeObject[] {
    const [known, passed] = [this.#objects, this.#passed]
    this.#objects = objects
    this.#passed = new Uint8Array(objects.length)
    const rows: KubeObject[] = []
    for (let at = 0; at < objects.length; at += 1) {
      const object = objects[at] as KubeObject
      const passes = object === known[at] ? passed[at] === 1 : test(object)
      if (!passes) continue
      this.#passed[at] = 1
      rows.push(object)
    }
    return rows
  }

  /** What is searched for words is put together once for each object, and not for each letter that is typed. */
  #texts(columns: readonly ListColumn[], generations: readonly number[]): (object: KubeObject) => string {
    const now = [columns, ...generations]
    if (!isEqualTo(now, this.#textsFor)) {
      this.#textsFor = now
      this.#text = readOnce((object) => searchedText(object, columns))
    }
    return this.#text
  }
}

function isSame(these: Question, those: Question): boolean {
  return these.query === those.query && these.columns === those.columns && these.moment === those.moment
}

function generationsOf({ query, columns }: Question): readonly number[] {
  return query.conditions.some(looksAtColumns) ? columns.map((column) => column.generation()) : []
}

function isEqualTo(these: readonly unknown[], those: readonly unknown[]): boolean {
  return these.length === those.length && these.every((each, at) => each === those[at])
}

const ofMetadata = ['namespace', 'name', 'age']

function looksAtColumns(condition: Condition): boolean {
  if (condition.type === 'label' || condition.type === 'annotation') return false
  return !('field' in condition) || !ofMetadata.includes(condition.field)
}

const momentMilliseconds = 10_000

/** Another number every few seconds, where what is shown depends on the time. */
function useMoment(isAsked: boolean): number {
  const [moment, setMoment] = useState(0)
  useEffect(() => {
    if (!isAsked) return
    const timer = setInterval(() => setMoment((before) => before + 1), momentMilliseconds)
    return () => clearInterval(timer)
  }, [isAsked])
  return moment
}

const leastIdleMilliseconds = 3

/**
 * What a long list is searched in is put together while the page has nothing to do, so that the first letter that is
 * typed does not wait for all of it. What has changed since is put together when it is searched.
 */
function useTextsAhead(objects: readonly KubeObject[], columns: readonly ListColumn[]): void {
  const latest = useRef(objects)
  latest.current = objects
  const isLong = objects.length > manyObjects
  useEffect(() => {
    if (!isLong || typeof requestIdleCallback !== 'function') return
    let at = 0
    let waiting = 0
    const go = (idle: IdleDeadline) => {
      const all = latest.current
      for (; at < all.length && idle.timeRemaining() > leastIdleMilliseconds; at += 1) {
        const object = all[at]
        if (object !== undefined) for (const column of columns) column.text(object)
      }
      if (at < all.length) waiting = requestIdleCallback(go)
    }
    waiting = requestIdleCallback(go)
    return () => cancelIdleCallback(waiting)
  }, [isLong, columns])
}
