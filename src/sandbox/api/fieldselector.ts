/** Field selectors: equality on the few fields that a kind lets clients select by. */
import type { JsonMap, KindInfo } from '../types.ts'
import { badRequest } from './errors.ts'
import { nameOf, namespaceOf, valueAt } from './values.ts'

export type FieldFilter = (object: JsonMap) => boolean

interface Term {
  readonly field: string
  readonly value: string
  readonly equal: boolean
}

/** Throws `BadRequest` where the text is no selector or names a field the kind does not offer. */
export function parseFieldSelector(kind: KindInfo, text: string): FieldFilter {
  const terms = termsOf(text)
  for (const { field } of terms) {
    if (
      field !== 'metadata.name' &&
      field !== 'metadata.namespace' &&
      !kind.selectableFields.includes(field)
    ) {
      throw badRequest(
        kind.custom || kind.selectableFields.length > 0
          ? `field label not supported: ${field}`
          : `${JSON.stringify(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`,
      )
    }
  }
  return (object) => terms.every(({ field, value, equal }) => (fieldText(object, field) === value) === equal)
}

function termsOf(text: string): Term[] {
  // A backslash keeps the next character from having a meaning.
  const parts = text.match(/(?:\\.|[^,\\])+/gs) ?? []
  return parts.map((part) => {
    const match = /^((?:\\.|[^=!\\])*)(==|!=|=)((?:\\.|[^=,\\])*)$/s.exec(part)
    if (match?.[1] === undefined) throw badRequest(`invalid selector: '${text}'; can't understand '${part}'`)
    return { field: match[1], equal: match[2] !== '!=', value: (match[3] ?? '').replace(/\\(.)/gs, '$1') }
  })
}

/** Fields whose absence means a value, and the ones that are not where their name says. */
const special: Readonly<Record<string, (object: JsonMap) => string>> = {
  'metadata.name': nameOf,
  'metadata.namespace': namespaceOf,
  name: nameOf,
  'spec.hostNetwork': (object) => text(valueAt(object, ['spec', 'hostNetwork']) ?? false),
  'spec.unschedulable': (object) => text(valueAt(object, ['spec', 'unschedulable']) ?? false),
  'status.successful': (object) => text(valueAt(object, ['status', 'succeeded']) ?? 0),
  'status.replicas': (object) => text(valueAt(object, ['status', 'replicas']) ?? 0),
  source: (object) =>
    text(valueAt(object, ['source', 'component']) ?? valueAt(object, ['reportingComponent'])),
}

function fieldText(object: JsonMap, field: string): string {
  const read = Object.hasOwn(special, field) ? special[field] : undefined
  return read === undefined ? text(valueAt(object, field.split('.'))) : read(object)
}

function text(value: unknown): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value)
}
