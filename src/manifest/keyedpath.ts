/**
 * Paths that name list items by their key: `spec.ports[name=http].port`. Unlike an index, such a step still
 * means the same item after the list has changed around it.
 */

import type { Path } from '../k8s/fieldpath.ts'
import { listKeyOf, nameIn } from './listkeys.ts'
import { entryAt } from './plain.ts'
import type { Manifest } from './source.ts'

/** What an item must hold to be meant: fields and their values as text; undefined for a field it must not have. */
export type Selector = Readonly<Record<string, string | undefined>>

export type KeyedPath = readonly (string | number | Selector)[]

/**
 * `spec.ports[name=http].port` gives `['spec', 'ports', { name: 'http' }, 'port']`. Several fields are
 * separated by commas (`[port=53,protocol=UDP]`); one that must be absent has no value (`[port=53,protocol]`).
 * Values and map keys that hold `[`, `]`, `,`, `=` or `"` are JSON strings: `[name="a,b"]`, `data["a=b"]`.
 * Otherwise as `parseFieldPath`; text that is no path gives null.
 */
export function parseKeyedPath(text: string): KeyedPath | null {
  const path: (string | number | Selector)[] = []
  let rest = text.trim()
  while (rest !== '') {
    const bracket = /^\[((?:"(?:[^"\\]|\\.)*"|[^"\]])*)\]/.exec(rest)
    const name = /^\.?([^.[\]<>\s"]+)/.exec(rest)
    if (bracket?.[1] !== undefined) {
      const step = bracketStep(bracket[1])
      if (step === null) return null
      path.push(step)
      rest = rest.slice(bracket[0].length)
    } else if (name?.[1] !== undefined && (path.length === 0 || rest.startsWith('.'))) {
      path.push(name[1])
      rest = rest.slice(name[0].length)
    } else return null
  }
  return path
}

/** A path in words, which `parseKeyedPath` reads back; without selectors it is written as `formatFieldPath` does. */
export function formatKeyedPath(path: KeyedPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`
      if (typeof step === 'object') return `[${Object.entries(step).map(condition).join(',')}]`
      if (step === '' || /["\s<>=,[\]]/.test(step)) return `[${JSON.stringify(step)}]`
      if (/[./]/.test(step)) return `[${step}]`
      return index === 0 ? step : `.${step}`
    })
    .join('')
}

/** The path with indices to where a keyed path leads now; null where a selector fits no item, or several. */
export function resolvePath({ value }: Pick<Manifest, 'value'>, keyed: KeyedPath): Path | null {
  const path: (string | number)[] = []
  let below = value
  for (const step of keyed) {
    const index = typeof step === 'object' ? selected(below, step) : step
    if (index === null) return null
    path.push(index)
    below = entryAt(below, index)
  }
  return path
}

/** The same path with every item that has a key named by it; unkeyed items keep their index. */
export function keyedPathOf(value: unknown, path: Path): KeyedPath {
  let below = value
  return path.map((step, depth) => {
    const list = below
    below = entryAt(below, step)
    if (!Array.isArray(list) || typeof step !== 'number') return step
    const key = listKeyOf(path[depth - 1], list)
    return key === null || below === undefined ? step : selectorOf(below, key)
  })
}

/** What tells an item apart from the others of its list. */
export function selectorOf(item: unknown, key: readonly string[]): Selector {
  return Object.fromEntries(key.map((field) => [field, nameIn(item, field)]))
}

/** Whether an item is the one, or one of those, that a selector means. */
export function matches(item: unknown, selector: Selector): boolean {
  return Object.entries(selector).every(([field, value]) => nameIn(item, field) === value)
}

function selected(list: unknown, selector: Selector): number | null {
  if (!Array.isArray(list)) return null
  const fits = (item: unknown) => matches(item, selector)
  const index = list.findIndex(fits)
  return index < 0 || list.findLastIndex(fits) !== index ? null : index
}

function condition([field, value]: [string, string | undefined]): string {
  if (value === undefined) return field
  return `${field}=${value === '' || /["\s,=[\]\\]/.test(value) ? JSON.stringify(value) : value}`
}

function bracketStep(inside: string): string | number | Selector | null {
  if (/^\d+$/.test(inside)) return Number(inside)
  if (inside.startsWith('"')) return unquoted(inside)
  if (!/[=,]/.test(inside)) return inside
  const parts = [...inside.matchAll(/([^=,"]+)(?:=("(?:[^"\\]|\\.)*"|[^,"]*))?(?:,|$)/g)]
  if (parts.map(([whole]) => whole).join('') !== inside) return null
  const entries = parts.map(([, field = '', value]) => [
    field,
    value === undefined ? undefined : unquoted(value),
  ])
  return entries.some(([, value]) => value === null) ? null : Object.fromEntries(entries)
}

function unquoted(text: string): string | null {
  if (!text.startsWith('"')) return text
  try {
    return String(JSON.parse(text))
  } catch {
    return null
  }
}
