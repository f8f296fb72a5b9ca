/** Which objects of a list the filter lets through; each is looked at once as long as nothing has changed of it. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { type Condition, parseQuery, type Query } from '../query/conditions.ts'
import { matcher, searchedText } from '../query/matcher.ts'
import type { ListColumn } from './list-columns.tsx'

export interface ListRows {
  readonly rows: readonly KubeObject[]
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
  const rows = filter.rows(objects, query, columns, moment)
  const isEmpty = rows.length === 0 && objects.length > 0
  const blocking = useMemo(
    () => (isEmpty ? query.conditions.filter((each) => !letsAny(each, objects, columns)) : []),
    [isEmpty, query, objects, columns],
  )
  return { rows, query, blocking: blocking.map(({ term }) => term) }
}

/** Keeps what it found out: of each object for one filter, and of the list for the same objects. */
class Filter {
  #test: (object: KubeObject) => boolean = () => true
  #for: readonly unknown[] = []
  #objects: readonly KubeObject[] = []
  /** For each of the objects, whether it is let through. */
  #passed = new Uint8Array()
  #rows: readonly KubeObject[] = []
  #textsFor: readonly unknown[] = []
  #text: (object: KubeObject) => string = () => ''

  rows(
    objects: readonly KubeObject[],
    query: Query,
    columns: readonly ListColumn[],
    moment: number,
  ): readonly KubeObject[] {
    if (query.conditions.length === 0) return objects
    const generations = query.conditions.some(looksAtColumns)
      ? columns.map((column) => column.generation())
      : []
    const now = [query, columns, moment, ...generations]
    const isSame = isEqualTo(now, this.#for)
    if (isSame && objects === this.#objects) return this.#rows
    if (!isSame) {
      const searched = this.#texts(columns, generations)
      this.#test = remembered(matcher(query.conditions, columns, { searched }))
      this.#objects = []
    }
    this.#for = now
    const before = this.#rows
    const rows = this.#passing(objects)
    this.#rows = isEqualTo(rows, before) ? before : rows
    return this.#rows
  }

  /** Those of the last time that stand where they stood are not looked at again. */
  #passing(objects: readonly KubeObject[]): readonly KubeObject[] {
    const [known, passed] = [this.#objects, this.#passed]
    this.#objects = objects
    this.#passed = new Uint8Array(objects.length)
    const rows: KubeObject[] = []
    for (let at = 0; at < objects.length; at += 1) {
      const object = objects[at] as KubeObject
      const passes = object === known[at] ? passed[at] === 1 : this.#test(object)
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
      const known = new WeakMap<KubeObject, string>()
      this.#textsFor = now
      this.#text = (object) => {
        const before = known.get(object)
        if (before !== undefined) return before
        const text = searchedText(object, columns)
        known.set(object, text)
        return text
      }
    }
    return this.#text
  }
}

function isEqualTo(these: readonly unknown[], those: readonly unknown[]): boolean {
  return these.length === those.length && these.every((each, at) => each === those[at])
}

const ofMetadata = ['namespace', 'name', 'age']

function looksAtColumns(condition: Condition): boolean {
  if (condition.type === 'label' || condition.type === 'annotation') return false
  return !('field' in condition) || !ofMetadata.includes(condition.field)
}

function remembered(test: (object: KubeObject) => boolean): (object: KubeObject) => boolean {
  const known = new WeakMap<KubeObject, boolean>()
  return (object) => {
    const before = known.get(object)
    if (before !== undefined) return before
    const result = test(object)
    known.set(object, result)
    return result
  }
}

function letsAny(
  condition: Condition,
  objects: readonly KubeObject[],
  columns: readonly ListColumn[],
): boolean {
  return objects.some(matcher([condition], columns))
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

/** A list that is shorter is looked through at once. */
const manyObjects = 2000
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
