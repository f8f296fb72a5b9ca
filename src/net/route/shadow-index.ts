/** Finds the rules that have to do with one, by host and path, so that not every pair is compared. */
import { isAlwaysTrue } from './cover.ts'
import type { Condition, Indicator, Match, Test } from './match.ts'

/** One way in which a condition holds. Texts that are neither whole nor a beginning are looked at one by one. */
interface Shape {
  readonly type: 'any' | 'whole' | 'beginning' | 'ending' | 'other'
  readonly text: string
}

const any: readonly Shape[] = [{ type: 'any', text: '' }]

export class ShadowIndex {
  /** Hosts by their shape and text. */
  readonly #buckets = new Map<string, Bucket>()
  readonly #all = new Bucket()

  constructor(matches: readonly (Match | null)[]) {
    for (const [place, match] of matches.entries()) {
      if (match === null) continue
      const urls = shapesOf(match, 'URL')
      for (const bucket of new Set(shapesOf(match, 'HOST').map((shape) => this.#bucketFor(shape)))) {
        bucket.add(place, urls)
      }
      this.#all.add(place, urls)
    }
  }

  /** The places of all rules that might be proved to cover the match. */
  *mayCover(match: Match): Iterable<number> {
    const [host = any[0]] = shapesOf(match, 'HOST')
    const [url] = shapesOf(match, 'URL')
    if (host === undefined || url === undefined) return
    for (const bucket of this.#around(host)) yield* bucket.atOrAbove(url)
  }

  /** The places of all rules that might have a request in common with the match; some come twice. */
  *mayOverlap(match: Match): Iterable<number> {
    const hosts = shapesOf(match, 'HOST')
    const urls = shapesOf(match, 'URL')
    const areWhole = hosts.every(({ type }) => type === 'whole')
    const buckets = areWhole ? new Set(hosts.flatMap((host) => this.#around(host))) : [this.#all]
    for (const bucket of buckets) {
      for (const url of urls) yield* bucket.near(url)
    }
  }

  /** Where rules stand that hold for the host, or might. */
  #around(host: Shape): readonly Bucket[] {
    const keys = ['any ', 'other ', keyOf(host)]
    if (host.type === 'whole') {
      for (let at = 0; at <= host.text.length; at += 1) keys.push(`ending ${host.text.slice(at)}`)
    }
    return [...new Set(keys)].flatMap((key) => this.#buckets.get(key) ?? [])
  }

  #bucketFor(shape: Shape): Bucket {
    const key = keyOf(shape)
    const known = this.#buckets.get(key)
    if (known !== undefined) return known
    const bucket = new Bucket()
    this.#buckets.set(key, bucket)
    return bucket
  }
}

/** All patterns of hosts are in one place. */
const keyOf = ({ type, text }: Shape) => (type === 'other' ? 'other ' : `${type} ${text}`)

/** The rules of a host by their paths. */
class Bucket {
  readonly #loose: number[] = []
  readonly #wholes = new Map<string, number[]>()
  readonly #beginnings = new Map<string, number[]>()
  readonly #lengths = new Set<number>()
  #sorted: readonly (readonly [string, number])[] | null = null
  readonly #texts: [string, number][] = []

  add(place: number, shapes: readonly Shape[]): void {
    for (const { type, text } of shapes) {
      if (type === 'whole' || type === 'beginning') {
        push(type === 'whole' ? this.#wholes : this.#beginnings, text, place)
        if (type === 'beginning') this.#lengths.add(text.length)
        this.#texts.push([text, place])
      } else if (this.#loose.at(-1) !== place) this.#loose.push(place)
    }
    this.#sorted = null
  }

  /** Those of the path itself, of its beginnings, and those without a path or with a pattern. */
  *atOrAbove({ type, text }: Shape): Iterable<number> {
    if (type === 'whole') yield* this.#wholes.get(text) ?? []
    if (type === 'whole' || type === 'beginning') {
      for (const length of this.#lengths) {
        if (length <= text.length) yield* this.#beginnings.get(text.slice(0, length)) ?? []
      }
    }
    yield* this.#loose
  }

  *near(shape: Shape): Iterable<number> {
    const { type, text } = shape
    yield* this.atOrAbove(shape)
    if (type === 'whole') return
    const from = type === 'beginning' ? text : ''
    const sorted = this.#inOrder()
    for (let at = firstFrom(sorted, from); at < sorted.length; at += 1) {
      const [other, place] = sorted[at] ?? ['', 0]
      if (!other.startsWith(from)) return
      yield place
    }
  }

  #inOrder(): readonly (readonly [string, number])[] {
    this.#sorted ??= this.#texts.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return this.#sorted
  }
}

function push(into: Map<string, number[]>, key: string, place: number): void {
  const known = into.get(key)
  if (known === undefined) into.set(key, [place])
  else known.push(place)
}

/** By halving. */
function firstFrom(sorted: readonly (readonly [string, number])[], text: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.[0] ?? '') < text) low = middle + 1
    else high = middle
  }
  return low
}

/** Of the first condition about it that says something; a rule may have more, which only narrow it. */
function shapesOf({ conditions }: Match, indicator: Indicator): readonly Shape[] {
  const condition = conditions.find((each) => each.indicator === indicator && !isAlwaysTrue(each))
  if (condition === undefined) return any
  const shapes = condition.tests.flatMap((test) => shapesOfTest(condition, test))
  return shapes.length === 0 ? [{ type: 'other', text: '' }] : shapes
}

function shapesOfTest({ indicator, key }: Condition, { operator, values }: Test): readonly Shape[] {
  const [first = ''] = values
  if (key !== '') return [{ type: 'other', text: '' }]
  if (operator === 'IN' || operator === 'EQ') return values.map((text) => ({ type: 'whole', text }))
  if (indicator === 'HOST' && (operator === 'ENDS_WITH' || operator === 'WILDCARD')) {
    return [{ type: 'ending', text: first.slice(1) }]
  }
  if (indicator === 'URL' && operator === 'STARTS_WITH') return [{ type: 'beginning', text: first }]
  if (indicator === 'URL' && operator === 'PREFIX')
    return [{ type: 'beginning', text: first.replace(/\/$/, '') }]
  return [{ type: 'other', text: `${operator} ${first}` }]
}
