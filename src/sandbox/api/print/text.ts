/** Small readings of objects that several printers share. */

import type { Json, JsonMap } from '../../types.ts'
import { isMap, listOf, mapOf, textOf, valueAt } from '../values.ts'
import { since } from './duration.ts'

/** A cell of a table row. */
export type Cell = string | number | boolean

export interface PrintContext {
  readonly now: Date
}

export type Printer = (object: JsonMap, context: PrintContext) => readonly Cell[]

export function at(object: Json | undefined, path: string): Json | undefined {
  return valueAt(object, path.split('.'))
}

export function text(object: Json | undefined, path: string): string {
  const value = at(object, path)
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value)
}

export function number(object: Json | undefined, path: string): number {
  const value = at(object, path)
  return typeof value === 'number' ? value : 0
}

export function items(object: Json | undefined, path: string): readonly JsonMap[] {
  return listOf(at(object, path)).filter(isMap)
}

export function or(value: string, fallback: string): string {
  return value === '' ? fallback : value
}

/** `a=b,c=d` in key order; `<none>` for no labels. */
export function labels(value: unknown): string {
  const pairs = Object.entries(mapOf(value)).map(([key, item]) => `${key}=${String(item)}`)
  return or(pairs.sort().join(','), '<none>')
}

/** A label selector as kubectl prints it: `app=web,tier in (a,b),!old`. */
export function selectorText(value: unknown, none = '<none>'): string {
  const selector = mapOf(value)
  const pairs = Object.entries(mapOf(selector.matchLabels)).map(([key, item]) => [
    key,
    `${key}=${String(item)}`,
  ])
  const expressions = listOf(selector.matchExpressions)
    .filter(isMap)
    .map((each) => [textOf(each.key), expressionText(each)])
  const parts = [...pairs, ...expressions].sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0))
  return or(parts.map(([, part]) => part).join(','), none)
}

function expressionText(expression: JsonMap): string {
  const key = textOf(expression.key)
  const values = listOf(expression.values).map(String).sort().join(',')
  switch (expression.operator) {
    case 'In':
      return `${key} in (${values})`
    case 'NotIn':
      return `${key} notin (${values})`
    case 'DoesNotExist':
      return `!${key}`
    default:
      return key
  }
}

/** Names and images of a pod template's containers. */
export function containers(object: JsonMap, path: string): readonly [names: string, images: string] {
  const list = items(object, path)
  return [list.map((each) => textOf(each.name)).join(','), list.map((each) => textOf(each.image)).join(',')]
}

/** The first `max` of a list, and how many more there are. */
export function limited(values: readonly string[], max: number): string {
  const shown = values.slice(0, max).join(',')
  return values.length > max ? `${shown} + ${values.length - max} more...` : shown
}

/** Time since the object was made. */
export function age(object: JsonMap, { now }: PrintContext): string {
  return since(at(object, 'metadata.creationTimestamp'), now)
}
