/** The filter box of lists: words that must all occur, and conditions on labels. */
import type { KubeObject } from '../../k8s/objects.ts'

export interface LabelCondition {
  readonly key: string
  /** `null`, or `''` as in a term half typed, asks only that the label is there. `sh*` is the beginning of a value. */
  readonly value: string | null
  readonly negated: boolean
}

export interface Filter {
  readonly words: readonly string[]
  readonly labels: readonly LabelCondition[]
}

/**
 * `web app=shop tier!=back label:team` asks for the word `web` and three things of the labels. `==` is `=`;
 * a lone `=` is a word.
 */
export function parseFilter(text: string): Filter {
  const words: string[] = []
  const labels: LabelCondition[] = []
  for (const term of text.trim().split(/\s+/).filter(Boolean)) {
    const condition = parseLabel(term)
    if (condition === null) words.push(term.toLowerCase())
    else labels.push(condition)
  }
  return { words, labels }
}

function parseLabel(term: string): LabelCondition | null {
  const comparison = /^(?:label:)?([^=!]+)(!=|==?)(.*)$/.exec(term)
  if (comparison?.[1] !== undefined) {
    return { key: comparison[1], value: comparison[3] ?? '', negated: comparison[2] === '!=' }
  }
  const presence = /^label:(!?)([^=!]+)$/.exec(term)
  return presence?.[2] === undefined ? null : { key: presence[2], value: null, negated: presence[1] === '!' }
}

/** Whether an object meets the conditions on labels and one of its texts holds each word. */
export function matchesFilter(filter: Filter, object: KubeObject, texts: () => readonly string[]): boolean {
  const { labels } = object.metadata
  if (!filter.labels.every((condition) => meets(condition, labels?.[condition.key]))) return false
  if (filter.words.length === 0) return true
  const all = texts().join('\n').toLowerCase()
  return filter.words.every((word) => all.includes(word))
}

function meets({ value, negated }: LabelCondition, actual: string | undefined): boolean {
  const wanted =
    actual !== undefined &&
    (value === null ||
      value === '' ||
      (value.endsWith('*') ? actual.startsWith(value.slice(0, -1)) : actual === value))
  return wanted !== negated
}
