/** Labels and selectors of labels. */
import { child, type FieldError, forbidden, index, invalid, required } from '../schema/messages.ts'
import { labelKey, labelValue } from './text.ts'

/** Errors name the whole map, and the key or value that is wrong. */
export function labelErrors(
  field: string,
  labels: Readonly<Record<string, string>> | undefined,
): readonly FieldError[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...labelKey(key).map((each) => invalid(field, key, each)),
    ...labelValue(value).map((each) => invalid(field, value, each)),
  ])
}

export interface SelectorFields {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly {
    readonly key?: string
    readonly operator?: string
    readonly values?: readonly string[]
  }[]
}

export function selectorErrors(field: string, selector: SelectorFields | undefined): readonly FieldError[] {
  const expressions = selector?.matchExpressions ?? []
  return [
    ...labelErrors(child(field, 'matchLabels'), selector?.matchLabels),
    ...expressions.flatMap((each, at) =>
      requirementErrors(
        index(child(field, 'matchExpressions'), at),
        each.key ?? '',
        each.operator ?? '',
        each.values ?? [],
      ),
    ),
  ]
}

function requirementErrors(
  field: string,
  key: string,
  operator: string,
  values: readonly string[],
): readonly FieldError[] {
  const errors: FieldError[] = []
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) {
      errors.push(required(child(field, 'values'), "must be specified when `operator` is 'In' or 'NotIn'"))
    }
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) {
      errors.push(
        forbidden(
          child(field, 'values'),
          "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        ),
      )
    }
  } else errors.push(invalid(child(field, 'operator'), operator, 'not a valid selector operator'))
  errors.push(...labelKey(key).map((each) => invalid(child(field, 'key'), key, each)))
  for (const [at, value] of values.entries()) {
    errors.push(...labelValue(value).map((each) => invalid(index(child(field, 'values'), at), value, each)))
  }
  return errors
}
