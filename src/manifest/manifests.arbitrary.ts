/** Random manifests for the property tests: a plain value, and a text of it laid out as people lay theirs out. */

import * as fc from 'fast-check'
import { parse } from 'yaml'
import type { Path } from '../k8s/fieldpath.ts'
import { keys, scalars, strings, values } from './values.arbitrary.ts'

export interface LaidOut {
  readonly value: Record<string, unknown>
  readonly text: string
  /** Every comment of the text with the entry it belongs to; `[]` for the document. */
  readonly comments: readonly { readonly text: string; readonly owner: Path }[]
  /** First and last line (counted from 0) of every entry, its comments included, by `JSON.stringify(path)`. */
  readonly lines: ReadonlyMap<string, { readonly first: number; readonly last: number }>
}

const ports = fc.array(
  fc.record(
    {
      name: strings,
      port: fc.nat(65_535),
      targetPort: fc.oneof(fc.nat(65_535), strings),
      protocol: fc.constant('TCP'),
    },
    { requiredKeys: ['port'], noNullPrototype: true },
  ),
  { maxLength: 4 },
)
const labels = fc.dictionary(keys, strings, { maxKeys: 4, noNullPrototype: true })

const objects: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    apiVersion: fc.constantFrom('v1', 'networking.k8s.io/v1'),
    kind: fc.constantFrom('Service', 'NetworkPolicy'),
    metadata: fc.record(
      { name: strings, labels, annotations: labels },
      { requiredKeys: ['name'], noNullPrototype: true },
    ),
    spec: fc.record(
      { type: scalars, selector: labels, ports, extra: values },
      { requiredKeys: [], noNullPrototype: true },
    ),
    data: labels,
    status: fc.constant(null),
  },
  { requiredKeys: ['apiVersion', 'kind'], noNullPrototype: true },
)

/** Choices come from a tape of numbers, so that a failing layout shrinks towards the plainest one. */
const tapes = fc.array(fc.nat(99), { minLength: 1, maxLength: 120 })

export const manifests: fc.Arbitrary<LaidOut> = fc
  .tuple(objects, tapes)
  .map(([value, tape]) => layOut(value, tape))

function layOut(value: Record<string, unknown>, tape: readonly number[]): LaidOut {
  const writer = new Layout(tape)
  const top = writer.pick(['', '# top of all\n', '---\n', '# licence\n---\n', '---\n# top of all\n'])
  for (const line of top.split('\n').slice(0, -1)) writer.line(line)
  writer.map([], value, 0)
  const end = writer.pick(['', '', '---\nkind: Other # second\n', '...\n'])
  let text = [...writer.out, ''].join('\n') + end
  if (writer.chance(20) && end === '' && !/\|[-+\d]*[^|]*$/.test(text)) text = text.replace(/\n$/, '')
  if (writer.chance(15)) text = text.replaceAll('\n', '\r\n')
  if (writer.chance(5)) text = `\ufeff${text}`
  return { value, text, comments: writer.comments, lines: writer.lines }
}

class Layout {
  readonly out: string[] = []
  readonly comments: { text: string; owner: Path }[] = []
  readonly lines = new Map<string, { first: number; last: number }>()
  private readonly tape: readonly number[]
  private position = 0

  constructor(tape: readonly number[]) {
    this.tape = tape
  }

  /** True in about `percent` of the cases; never on a tape of zeros. */
  chance(percent: number): boolean {
    this.position += 1
    return (this.tape[this.position % this.tape.length] ?? 0) >= 100 - percent
  }

  pick<T>(options: readonly [T, ...T[]]): T {
    this.position += 1
    return options[(this.tape[this.position % this.tape.length] ?? 0) % options.length] ?? options[0]
  }

  line(text: string): void {
    this.out.push(text)
  }

  map(path: Path, value: Record<string, unknown>, column: number): void {
    Object.entries(value).forEach(([key, entry], index) => {
      const below = [...path, key]
      const opensDocument = path.length === 0 && index === 0
      const first = opensDocument ? this.out.length : this.lead(below, column, path)
      this.line(`${' '.repeat(column)}${this.scalar(key)}:`)
      this.value(below, entry, column, false)
      this.lines.set(JSON.stringify(below), { first, last: this.out.length - 1 })
    })
  }

  private list(path: Path, value: readonly unknown[], column: number): void {
    value.forEach((item, index) => {
      const below = [...path, index]
      const first = this.lead(below, column, path)
      this.line(`${' '.repeat(column)}-`)
      this.value(below, item, column, true)
      this.lines.set(JSON.stringify(below), { first, last: this.out.length - 1 })
    })
  }

  /** Blank lines and comments above an entry; where the lines of the entry begin. */
  private lead(path: Path, column: number, parent: Path): number {
    if (this.chance(4)) {
      this.line(' '.repeat(column) + this.comment(parent))
      this.line('')
    }
    // Behind a literal block that keeps its last line breaks one more would count as its own.
    if (this.chance(5) && this.out.at(-1) !== '') this.line('')
    const first = this.out.length
    for (const percent of [12, 30]) {
      if (!this.chance(percent)) break
      this.line(' '.repeat(column) + this.comment(path))
    }
    return first
  }

  private comment(owner: Path): string {
    const text = `# c${this.comments.length};`
    this.comments.push({ text, owner })
    return text
  }

  /** Finish the last line, which ends in a colon or dash, with a value. */
  private value(path: Path, value: unknown, column: number, item: boolean): void {
    const filled = typeof value === 'object' && value !== null && Object.keys(value).length > 0
    if (typeof value === 'string' && value.includes('\n') && this.literal(path, value, column)) return
    if (typeof value === 'string' && this.chance(8) && this.folded(path, value, column)) return
    if (!filled || this.chance(10)) {
      if (!filled || !this.chance(30)) this.inline(path, value)
      else this.flowLines(path, value, column)
      return
    }
    const step = this.pick([2, 2, 2, 4])
    if (!item && this.chance(10)) this.append(` ${this.comment(path)}`)
    const from = this.out.length
    if (Array.isArray(value)) this.list(path, value, column + (item ? 2 : this.pick([step, 0])))
    else this.map(path, value as Record<string, unknown>, column + (item ? 2 : step))
    const compact = item && !this.out[from]?.trim().startsWith('#') && this.out[from]?.trim() !== ''
    if (compact && !this.chance(5)) this.joinWithDash(from, path)
    const openEnd = Array.isArray(value) || item || this.endsInBlock(value)
    if (!openEnd && this.chance(5)) this.line(' '.repeat(column + step) + this.comment(path))
  }

  /** `-` and the first line of its map become one line, and every line noted below moves up by one. */
  private joinWithDash(from: number, path: Path): void {
    const first = this.out.splice(from, 1)[0] ?? ''
    this.out[from - 1] += ` ${first.trimStart()}`
    const prefix = JSON.stringify(path).slice(0, -1)
    for (const [key, span] of this.lines) {
      if (!key.startsWith(`${prefix},`)) continue
      this.lines.set(key, { first: Math.max(from, span.first) - 1, last: Math.max(from, span.last) - 1 })
    }
  }

  private endsInBlock(value: unknown): boolean {
    if (typeof value === 'string') return true
    if (typeof value !== 'object' || value === null) return false
    return this.endsInBlock(Object.values(value).at(-1))
  }

  private append(text: string): void {
    this.out.push((this.out.pop() ?? '') + text)
  }

  private inline(path: Path, value: unknown): void {
    if (value === null) this.append(this.pick(['', ' null', ' ~', '']))
    else if (this.chance(4)) this.append(` &anchor${this.comments.length} ${this.flow(value)}`)
    else this.append(` ${this.flow(value)}`)
    if (this.chance(12)) this.append(`${this.pick([' ', '  '])}${this.comment(path)}`)
    else if (this.chance(4)) this.append(this.pick([' ', '  ']))
  }

  /** A map or list in brackets over several lines. */
  private flowLines(path: Path, value: object, column: number): void {
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
    const parts = Array.isArray(value)
      ? value.map((item) => this.flow(item))
      : Object.entries(value).map(([key, entry]) => `${this.scalar(key)}: ${this.flow(entry)}`)
    this.append(` ${open}${this.chance(20) ? ` ${this.comment(path)}` : ''}`)
    parts.forEach((part, index) => {
      const comma = index < parts.length - 1 || this.chance(30) ? ',' : ''
      this.line(`${' '.repeat(column + 4)}${part}${comma}`)
    })
    this.line(`${' '.repeat(column + 2)}${close}`)
  }

  /** A string of words in a folded block of one or two lines. */
  private folded(path: Path, text: string, column: number): boolean {
    if (!/^[\w./]+(?: [\w./]+)*$/.test(text)) return false
    const indent = ' '.repeat(column + this.pick([2, 2, 4]))
    this.append(` >-${this.chance(10) ? ` ${this.comment(path)}` : ''}`)
    const lines = this.chance(50) ? text.split(/ (?=[^ ]*$)/) : [text]
    for (const line of lines) this.line(indent + line)
    return true
  }

  private literal(path: Path, text: string, column: number): boolean {
    if (/^\n* |\t|[^\n -~]|^\n+$/.test(text) || this.chance(20)) return false
    const indent = ' '.repeat(column + this.pick([2, 2, 4]))
    const ending = text.endsWith('\n\n') ? '+' : text.endsWith('\n') ? '' : '-'
    this.append(` |${ending}${this.chance(10) ? ` ${this.comment(path)}` : ''}`)
    for (const line of text.replace(/\n$/, '').split('\n')) this.line(line === '' ? '' : indent + line)
    return true
  }

  private flow(value: unknown): string {
    if (Array.isArray(value))
      return `[${value.map((item) => this.flow(item)).join(this.pick([', ', ',  ']))}]`
    if (typeof value !== 'object' || value === null) return this.scalar(value)
    const pad = this.pick(['', ' '])
    return `{${pad}${Object.entries(value)
      .map(([key, entry]) => `${this.scalar(key)}: ${this.flow(entry)}`)
      .join(', ')}${pad}}`
  }

  private scalar(value: unknown): string {
    if (typeof value !== 'string') return String(value)
    const style = this.pick(['plain', 'plain', 'single', 'double'])
    const plain = /^[\w/.][\w/.-]*$/.test(value) && parse(value) === value
    if (style === 'plain' && plain) return value
    if (style === 'single' && !/[\n\t]|[^ -~\u00a1-\ud7ff]/.test(value))
      return `'${value.replaceAll("'", "''")}'`
    return JSON.stringify(value).replace(
      /[\u007f-\u009f\u2028\u2029\ufeff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
  }
}
