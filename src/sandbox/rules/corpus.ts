/** Variations of a valid object, most of them wrong somewhere: what the rules are compared over. */
import type { Fields } from '../../k8s/shape.ts'
import { isMap } from './schema/schema.ts'

export interface Variation {
  /** Where and how it differs from the valid object: `spec.ports[0].port = "x"`. */
  readonly name: string
  readonly object: Fields
}

type Step = string | number

/** All variations in a fixed order; the object itself comes first. */
export function variationsOf(object: Fields): readonly Variation[] {
  return [{ name: 'as it is', object }, ...placesOf(object, []).flatMap((path) => at(object, path))]
}

/** Every place below `metadata` and `spec` and their like; what names the object stays. */
function placesOf(value: unknown, path: readonly Step[]): readonly (readonly Step[])[] {
  const fixed = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace', 'status']
  if (fixed.includes(path.join('.'))) return []
  const here = path.length === 0 ? [] : [path]
  if (Array.isArray(value)) {
    return [...here, ...value.slice(0, 2).flatMap((item, index) => placesOf(item, [...path, index]))]
  }
  if (!isMap(value)) return here
  return [...here, ...Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]))]
}

const strings = ['', 'Not Valid!', 'x'.repeat(300), '10.0.0.300', '-1']
const numbers = [-1, 0, 1.5, 70000, 5_000_000_000]

function at(object: Fields, path: readonly Step[]): readonly Variation[] {
  const value = path.reduce<unknown>(
    (inner, step) => (inner as Record<Step, unknown> | undefined)?.[step],
    object,
  )
  const wrong = [7, 'text', true, { a: 1 }, ['a']].filter((each) => kindOf(each) !== kindOf(value))
  const alike = typeof value === 'string' ? strings : typeof value === 'number' ? numbers : []
  const shown = path.join('.')
  return [
    { name: `without ${shown}`, object: changed(object, path, undefined) },
    ...[null, ...wrong, ...alike].map((each) => ({
      name: `${shown} = ${JSON.stringify(each).slice(0, 40)}`,
      object: changed(object, path, each),
    })),
    ...(isMap(value)
      ? [{ name: `${shown}.strange = 1`, object: changed(object, [...path, 'strange'], 1) }]
      : []),
    ...(Array.isArray(value)
      ? [
          { name: `${shown} empty`, object: changed(object, path, []) },
          { name: `${shown} twice`, object: changed(object, path, [...value, ...value]) },
        ]
      : []),
  ]
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}

function changed(root: unknown, path: readonly Step[], value: unknown): Fields {
  const [step, ...rest] = path
  const copy: Record<Step, unknown> | unknown[] = Array.isArray(root) ? [...root] : { ...(root as Fields) }
  if (step === undefined) return copy as Fields
  const holder = copy as Record<Step, unknown>
  if (rest.length > 0) holder[step] = changed(holder[step], rest, value)
  else if (value !== undefined) holder[step] = value
  else if (Array.isArray(copy) && typeof step === 'number') copy.splice(step, 1)
  else delete holder[step]
  return copy as Fields
}
