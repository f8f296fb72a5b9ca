/** The entries of a list of objects to choose from: what a search leaves, how many more there are, and a new one. */

export interface ObjectOption {
  readonly name: string
  /** What helps to choose, for instance its addresses. */
  readonly note?: string | undefined
  readonly disabled?: boolean | undefined
}

export type Entry =
  /** `unknown`: it is chosen, but not among the objects. */
  | ({ readonly type: 'object'; readonly unknown?: true } & ObjectOption)
  | { readonly type: 'more'; readonly count: number }
  /** `lack`: what is missing to make one. */
  | { readonly type: 'create'; readonly label: string; readonly lack?: string | undefined }

/** More than these are searched and not scrolled. */
const shown = 100

/** The objects, and the chosen one where it is not among them: what stands in the YAML is kept. */
export function entriesOf(options: readonly ObjectOption[], value: string): readonly Entry[] {
  const entries = options.map((option): Entry => ({ ...option, type: 'object' }))
  const known = value === '' || options.some(({ name }) => name === value)
  return known ? entries : [{ type: 'object', name: value, unknown: true }, ...entries]
}

export function entryText(entry: Entry): string {
  if (entry.type === 'object') return entry.name
  return entry.type === 'create' ? entry.label : ''
}

/** What a search offers: names that begin with it first, then those that hold all of its words somewhere. */
export function offered(
  entries: readonly Entry[],
  search: string,
  create?: { readonly label: string; readonly lack?: string | undefined },
): Entry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const first = words[0] ?? ''
  const found = entries.filter((entry) => {
    if (entry.type !== 'object') return false
    const text = `${entry.name} ${entry.note ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const begins = (entry: Entry) => entryText(entry).toLowerCase().startsWith(first)
  const sorted = first === '' ? found : [...found.filter(begins), ...found.filter((entry) => !begins(entry))]
  return [
    ...sorted.slice(0, shown),
    ...(sorted.length > shown ? [{ type: 'more' as const, count: sorted.length - shown }] : []),
    ...(create === undefined ? [] : [{ type: 'create' as const, label: create.label, lack: create.lack }]),
  ]
}
