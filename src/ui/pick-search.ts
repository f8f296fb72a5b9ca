/** Which entries of a long list to choose from fit what was typed. */

export interface PickOption {
  readonly value: string
  readonly label: string
  /** What it is searched by besides. */
  readonly words?: string
}

export interface PickGroup<O extends PickOption = PickOption> {
  readonly title: string
  readonly options: readonly O[]
}

export interface Picks<O extends PickOption = PickOption> {
  readonly groups: readonly PickGroup<O>[]
  /** How many more there would be. */
  readonly more: number
}

/**
 * At most `most` options in all that hold every word of `text`. What is searched for comes once, in one group: first
 * those whose label or value begins with the text.
 */
export function picksFor<O extends PickOption>(
  groups: readonly PickGroup<O>[],
  text: string,
  most: number,
): Picks<O> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const [first] = words
  if (first === undefined) return limited(groups, most)
  const all = new Map(groups.flatMap(({ options }) => options).map((option) => [option.value, option]))
  const fitting = [...all.values()].filter((option) => words.every((word) => searched(option).includes(word)))
  const begins = ({ label, value }: O) =>
    label.toLowerCase().startsWith(first) || value.toLowerCase().startsWith(first) ? 0 : 1
  return limited([{ title: '', options: fitting.toSorted((a, b) => begins(a) - begins(b)) }], most)
}

const searched = ({ label, value, words = '' }: PickOption) => `${label} ${value} ${words}`.toLowerCase()

function limited<O extends PickOption>(groups: readonly PickGroup<O>[], most: number): Picks<O> {
  let room = most
  let more = 0
  const shown = groups.flatMap(({ title, options }) => {
    const taken = options.slice(0, room)
    room -= taken.length
    more += options.length - taken.length
    return taken.length === 0 ? [] : [{ title, options: taken }]
  })
  return { groups: shown, more }
}
