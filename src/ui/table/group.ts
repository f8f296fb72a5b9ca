/** Rows under the headings of their groups. */

export class Heading {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** Each group behind its heading, in the order in which they first come; in a group rows keep their order. */
export function withHeadings<Row>(
  rows: readonly Row[],
  groupOf: (row: Row) => string,
): readonly (Row | Heading)[] {
  const groups = new Map<string, (Row | Heading)[]>()
  for (const row of rows) {
    const text = groupOf(row)
    const group = groups.get(text) ?? [new Heading(text)]
    group.push(row)
    groups.set(text, group)
  }
  return [...groups.values()].flat()
}
