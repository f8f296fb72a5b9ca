/** Valid objects, and what becomes of them with one field changed: created in a dry run. */
import { type Variation, variationsOf } from '../../../src/sandbox/rules/corpus.ts'
import type { Base } from '../bases/base.ts'
import { builtinBases, customBases } from '../bases/index.ts'
import { all, at, place } from '../places.ts'
import { patch, post, type Session, type Step } from '../request.ts'

const perObject = 24

/** Every nth of them, the object as it is among them. */
function spread(base: Base): readonly Variation[] {
  const variations = variationsOf(base.object)
  const step = Math.max(1, variations.length / perObject)
  return Array.from(
    { length: Math.min(perObject, variations.length) },
    (_, index) => variations[Math.floor(index * step)],
  ).filter((each) => each !== undefined)
}

function sessionOf(name: string, bases: readonly Base[]): readonly Session[] {
  const { namespace, create } = place(`vary-${name}`)
  const collection = ({ object, plural, cluster }: Base) =>
    cluster === true ? all(object.apiVersion, plural) : at(namespace, object.apiVersion, plural)
  const created = (base: Base): readonly Step[] =>
    spread(base).map(({ object }) => post(`${collection(base)}?dryRun=All&fieldValidation=Strict`, object))
  const applied = (base: Base): Step =>
    patch(
      'apply',
      `${collection(base)}/${base.object.metadata.name}?dryRun=All&fieldManager=conformance`,
      base.object,
    )
  return [
    { name: `variations of ${name}: a namespace`, steps: create },
    { name: `variations of ${name}`, unordered: true, steps: bases.flatMap(created) },
    { name: `applying ${name}`, unordered: true, steps: bases.map(applied) },
  ]
}

export const variations: readonly Session[] = [
  ...sessionOf('built-in', builtinBases),
  ...sessionOf('custom', customBases),
]
