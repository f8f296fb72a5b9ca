/** Changes of headers, as a rule keeps them: JSON in an annotation, a part for each way of changing. */
import { asFields, asList, asString, type Fields, parseJson } from '../../../k8s/shape.ts'

export const requestKey = 'alb.rule.cpaas.io/rewrite-request'
export const responseKey = 'alb.rule.cpaas.io/rewrite-response'

export const requestWays = [
  'headers',
  'headers_var',
  'headers_add',
  'headers_add_var',
  'headers_remove',
] as const
/** Of answers only these are read. */
export const responseWays = ['headers', 'headers_add', 'headers_remove'] as const
export type Way = (typeof requestWays)[number]

export interface HeaderRow {
  readonly way: Way
  readonly name: string
  /** Of variables their name; none where the header is removed. */
  readonly value: string
}

/** `null` where the text holds something that rows cannot say. */
export function headerRowsIn(text: string): readonly HeaderRow[] | null {
  if (text.trim() === '') return []
  const parsed = parseJson(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null
  const rows = requestWays.map((way) => rowsOf(way, asFields(parsed)[way]))
  return rows.includes(null) ? null : rows.flatMap((each) => each ?? [])
}

function rowsOf(way: Way, value: unknown): readonly HeaderRow[] | null {
  if (value === undefined || value === null) return []
  if (way === 'headers_remove') {
    const names = asList(value)
    const isPlain = Array.isArray(value) && names.every((each) => typeof each === 'string')
    return isPlain ? names.map((name) => ({ way, name: asString(name), value: '' })) : null
  }
  if (typeof value !== 'object' || Array.isArray(value)) return null
  const isList = way === 'headers_add' || way === 'headers_add_var'
  const rows = Object.entries(value).map(([name, entry]: [string, unknown]) => {
    const values = isList ? asList(entry) : [entry]
    return values.every((each) => typeof each === 'string')
      ? values.map((each) => ({ way, name, value: asString(each) }))
      : null
  })
  return rows.includes(null) ? null : rows.flatMap((each) => each ?? [])
}

/** The text for rows; what else the one before held stays. `''` where nothing is left. */
export function headerText(rows: readonly HeaderRow[], before: string): string {
  const others: Fields = asFields(parseJson(before))
  const rest = Object.entries(others).filter(([key]) => !requestWays.some((way) => way === key))
  const parts = requestWays.flatMap((way): readonly (readonly [string, unknown])[] => {
    const own = rows.filter((row) => row.way === way)
    if (own.length === 0) return []
    if (way === 'headers_remove') return [[way, own.map(({ name }) => name)]]
    if (way === 'headers' || way === 'headers_var')
      return [[way, Object.fromEntries(own.map(({ name, value }) => [name, value]))]]
    const names = [...new Set(own.map(({ name }) => name))]
    const valuesOf = (name: string) => own.filter((row) => row.name === name).map(({ value }) => value)
    return [[way, Object.fromEntries(names.map((name) => [name, valuesOf(name)]))]]
  })
  const all = [...parts, ...rest]
  return all.length === 0 ? '' : JSON.stringify(Object.fromEntries(all))
}
