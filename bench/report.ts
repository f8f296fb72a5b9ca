/** The figures of a run as tables, beside what they should be. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Goal, Measure, Section } from './measure.ts'

/** A cluster at a size; what has to do with no cluster has an empty one. */
export interface Column {
  readonly cluster: string
  readonly size: string
}

export class Figures {
  readonly #columns: Column[] = []
  readonly #values = new Map<string, number>()

  get columns(): readonly Column[] {
    return this.#columns
  }

  set(column: Column, values: Readonly<Record<string, number>>): void {
    if (!this.#columns.some((each) => nameOf(each) === nameOf(column))) this.#columns.push(column)
    for (const [id, value] of Object.entries(values)) this.#values.set(`${nameOf(column)} ${id}`, value)
  }

  /** What `load` reads. */
  save(file: string): void {
    writeFileSync(file, JSON.stringify({ columns: this.#columns, values: [...this.#values] }))
  }

  /** Adds what an earlier run saved, if any did. */
  load(file: string): void {
    if (!existsSync(file)) return
    const kept = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly columns: readonly Column[]
      readonly values: readonly (readonly [string, number])[]
    }
    this.#columns.push(...kept.columns)
    for (const [key, value] of kept.values) this.#values.set(key, value)
  }

  value(column: Column, id: string): number | undefined {
    return this.#values.get(`${nameOf(column)} ${id}`)
  }
}

export const nameOf = ({ cluster, size }: Column) => (cluster === '' ? size : `${cluster}, ${size}`)

function written(value: number | undefined, { digits = 1, unit }: Measure): string {
  if (value === undefined) return ''
  if (Number.isNaN(value)) return 'none'
  const number = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return unit === '' ? number : `${number} ${unit}`
}

const aimed = ({ most, least }: Goal, measure: Measure) =>
  most !== undefined ? `at most ${written(most, measure)}` : `at least ${written(least, measure)}`

const isMet = (value: number, { most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY }: Goal) =>
  value <= most && value >= least

interface Row {
  readonly measure: Measure
  readonly values: readonly string[]
}

interface Table {
  readonly title: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

/** A table a section, with only the columns and rows that something was measured for. */
function tablesOf(figures: Figures, sections: readonly Section[]): readonly Table[] {
  return sections.flatMap(({ title, measures }) => {
    const has = (column: Column) => measures.some(({ id }) => figures.value(column, id) !== undefined)
    const columns = figures.columns.filter(has)
    const rows = measures
      .map((measure) => ({
        measure,
        values: columns.map((column) => written(figures.value(column, measure.id), measure)),
      }))
      .filter(({ values }) => values.some((text) => text !== ''))
    return rows.length === 0 ? [] : [{ title, columns, rows }]
  })
}

export interface Verdict {
  readonly title: string
  readonly where: string
  readonly goal: string
  readonly value: string
  readonly verdict: string
}

/** Less than this share of the writes that were asked for is another measurement. */
const enough = 0.9

function judged(figures: Figures, column: Column, { rate }: Measure, met: boolean): string {
  const answered = rate === undefined ? undefined : figures.value(column, `rate${rate}`)
  if (!met) return 'not met'
  return rate === undefined || answered === undefined || answered >= rate * enough
    ? 'met'
    : `met, but with ${Math.round(answered)} changes a second`
}

/** Each goal at each column that it speaks of and that was measured. */
export function verdictsOf(figures: Figures, sections: readonly Section[]): readonly Verdict[] {
  return sections.flatMap(({ title, measures }) =>
    measures.flatMap((measure) =>
      (measure.goals ?? []).flatMap((goal) =>
        figures.columns
          .filter(({ size }) => goal.column === '' || goal.column === size)
          .flatMap((column) => {
            const value = figures.value(column, measure.id)
            if (value === undefined) return []
            return {
              title: `${title}: ${measure.title}`,
              where: nameOf(column),
              goal: aimed(goal, measure),
              value: written(value, measure),
              verdict: judged(figures, column, measure, isMet(value, goal)),
            }
          }),
      ),
    ),
  )
}

export function asText(figures: Figures, sections: readonly Section[]): string {
  const tables = tablesOf(figures, sections).map(({ title, columns, rows }) =>
    aligned([
      [title, ...columns.map(nameOf)],
      ...rows.map(({ measure, values }) => [`  ${measure.title}`, ...values]),
    ]),
  )
  const verdicts = verdictsOf(figures, sections).map(({ title, where, goal, value, verdict }) => [
    `  ${title}`,
    where,
    goal,
    value,
    verdict,
  ])
  return [...tables, aligned([['Goals'], ...verdicts])].join('\n\n')
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows.find(({ length }) => length > 1) ?? []).map((_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? '').length)),
  )
  const pad = (text: string, at: number) =>
    at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart((widths[at] ?? 0) + 2)
  return rows.map((row) => row.map(pad).join('').trimEnd()).join('\n')
}

export function asMarkdown(figures: Figures, sections: readonly Section[]): string {
  const tables = tablesOf(figures, sections).map(({ title, columns, rows }) =>
    [
      `### ${title}`,
      '',
      tableRow(['', ...columns.map(nameOf), 'what it means']),
      tableRow(['---', ...columns.map(() => '---:'), '---']),
      ...rows.map(({ measure, values }) => tableRow([measure.title, ...values, measure.meaning])),
    ].join('\n'),
  )
  const verdicts = verdictsOf(figures, sections).map(({ title, where, goal, value, verdict }) =>
    tableRow([title, where, goal, value, verdict === 'met' ? verdict : `**${verdict}**`]),
  )
  const goals = [
    '### Goals',
    '',
    tableRow(['', 'where', 'goal', 'measured', '']),
    '| --- | --- | --- | ---: | --- |',
  ]
  return [[...goals, ...verdicts].join('\n'), ...tables].join('\n\n')
}

const tableRow = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

const [begin, end] = ['<!-- figures -->', '<!-- end of figures -->']

/** Puts a text between the two marks of a page. */
export function replaceFigures(file: string, text: string): void {
  const page = readFileSync(file, 'utf8')
  const [before = '', rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`${file} has no place for figures.`)
  writeFileSync(file, `${before}${begin}\n\n${text}\n\n${end}${after}`)
}
