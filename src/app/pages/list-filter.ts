/** The filter box of lists: words that must all occur, and labels as `key=value`. */
import type { KubeObject } from '../../k8s/objects.ts'

export interface Filter {
  readonly words: readonly string[]
  readonly labels: readonly { readonly key: string; readonly value: string }[]
}

/** `web app=shop label:tier=front` asks for the word `web` and two labels. A lone `=` is a word. */
export function parseFilter(text: string): Filter {
  const terms = text.trim().split(/\s+/).filter(Boolean)
  const labels = terms.flatMap((term) => {
    const match = /^(?:label:)?([^=]+)=(.*)$/.exec(term)
    return match?.[1] === undefined ? [] : [{ term, key: match[1], value: match[2] ?? '' }]
  })
  const taken = new Set(labels.map(({ term }) => term))
  return { words: terms.filter((term) => !taken.has(term)).map((word) => word.toLowerCase()), labels }
}

/** Whether an object carries the labels and one of its texts holds each word. A label may leave its value's end open. */
export function matchesFilter(filter: Filter, object: KubeObject, texts: () => readonly string[]): boolean {
  const { labels } = object.metadata
  if (!filter.labels.every(({ key, value }) => labels?.[key]?.startsWith(value) === true)) return false
  if (filter.words.length === 0) return true
  const all = texts().join('\n').toLowerCase()
  return filter.words.every((word) => all.includes(word))
}
