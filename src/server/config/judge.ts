/** Whether a value is one that its setting takes, and what is wrong with it otherwise. */
import type * as z from 'zod/mini'
import { type Given, type Problem, shown } from './given.ts'
import { nearest } from './nearest.ts'
import type { NamedSetting } from './setting.ts'

type Issue = z.core.$ZodIssue

export function judge({ key, setting }: NamedSetting, given: Given): readonly Problem[] {
  const result = setting.type.schema.safeParse(given.value)
  if (result.success) return []
  return result.error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((name) => ({
        key: keyAt(key, issue.path),
        origin: given.at([...issue.path, name]),
        message: `There is no field ${name}.${meant(name, setting.type.fields)}`,
      }))
    }
    const message = setting.isSecret
      ? `The value is not ${issue.message}.`
      : messageOf(issue, given.value, setting.type.choices)
    return [{ key: keyAt(key, issue.path), origin: given.at(issue.path), message }]
  })
}

function messageOf(issue: Issue, whole: unknown, choices: readonly string[] | undefined): string {
  // What concerns several fields together says it itself.
  if (issue.code === 'custom') return issue.message
  const value = valueAt(whole, issue.path)
  if (value === undefined) return `It is missing; it must be ${issue.message}.`
  const hint = issue.code === 'invalid_value' && typeof value === 'string' ? meant(value, choices) : ''
  return `${shown(value)} is not ${issue.message}.${hint}`
}

function meant(written: string, known: readonly string[] | undefined): string {
  const near = nearest(written, known ?? [])
  return near === null ? '' : ` Did you mean ${near}?`
}

/** `clusters[1].server` */
function keyAt(key: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`),
    key,
  )
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, part) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, part) : undefined),
    value,
  )
}
