/** `x-kubernetes-validations`: the rules of a schema, evaluated over an object and the one it replaces. */
import { readOnce } from '../../../k8s/readonce.ts'
import type { Schema } from '../../types.ts'
import { isUnchanged, type Old, oldItem, oldKey } from '../schema/correlate.ts'
import {
  child,
  duplicate,
  type FieldError,
  forbidden,
  index,
  invalid,
  key,
  noField,
  omitted,
  required,
} from '../schema/messages.ts'
import { isMap, type ValidationRule } from '../schema/schema.ts'
import type { Expressions } from './expressions.ts'
import { type CelInput, toCel, withRootFields } from './values.ts'

/** All broken rules of an object. `old` is the object it replaces; rules over `oldSelf` need one. */
export function validateRules(
  schema: Schema,
  object: unknown,
  old: unknown,
  expressions: Expressions,
): readonly FieldError[] {
  const before: Old = old === null || old === undefined ? undefined : { value: old }
  return visit(withRootFields(schema), object, before, '', expressions)
}

function visit(
  schema: Schema,
  value: unknown,
  old: Old,
  path: string,
  expressions: Expressions,
): readonly FieldError[] {
  if (value === null || value === undefined || !hasRules(schema)) return []
  const errors: FieldError[] = [...ownErrors(schema, value, old, path, expressions)]
  for (const each of schema.allOf ?? []) {
    errors.push(...visit({ ...schema, ...onlyRules(each) }, value, old, path, expressions))
  }
  if (Array.isArray(value) && schema.items !== undefined) {
    for (const [at, item] of value.entries()) {
      errors.push(...visit(schema.items, item, oldItem(old, item, schema), index(path, at), expressions))
    }
  }
  if (isMap(value)) {
    for (const [name, each] of Object.entries(value)) {
      const property = schema.properties?.[name]
      const additional = schema.additionalProperties
      if (property !== undefined) {
        errors.push(...visit(property, each, oldKey(old, name), child(path, name), expressions))
      } else if (typeof additional === 'object') {
        errors.push(...visit(additional, each, oldKey(old, name), key(path, name), expressions))
      }
    }
  }
  return errors
}

/** An alternative brings its rules; the types of the value are those of the schema around it. */
function onlyRules(schema: Schema): Schema {
  const rules = schema['x-kubernetes-validations']
  return { 'x-kubernetes-validations': rules ?? [], allOf: schema.allOf ?? [] }
}

/** Most branches of a schema have no rule at all; they are not walked. */
const hasRules = readOnce((schema: Schema): boolean => {
  const additional = schema.additionalProperties
  return (
    (schema['x-kubernetes-validations']?.length ?? 0) > 0 ||
    Object.values(schema.properties ?? {}).some(hasRules) ||
    (schema.items !== undefined && hasRules(schema.items)) ||
    (typeof additional === 'object' && hasRules(additional)) ||
    (schema.allOf ?? []).some(hasRules)
  )
})

function ownErrors(
  schema: Schema,
  value: unknown,
  old: Old,
  path: string,
  expressions: Expressions,
): readonly FieldError[] {
  const rules = schema['x-kubernetes-validations'] ?? []
  if (rules.length === 0) return []
  const variables: Record<string, CelInput> = { self: toCel(value, schema) }
  if (old !== undefined) variables.oldSelf = toCel(old.value, schema)
  return rules.flatMap((rule) => ruleErrors(rule, schema, value, old, path, variables, expressions))
}

function ruleErrors(
  rule: ValidationRule,
  schema: Schema,
  value: unknown,
  old: Old,
  path: string,
  variables: Readonly<Record<string, CelInput>>,
  expressions: Expressions,
): readonly FieldError[] {
  const { program, usesOldSelf } = expressions.compile(rule.rule)
  if (program === null || (usesOldSelf && old === undefined)) return []
  const result = program(variables)
  if (!result.ok) {
    return [invalid(path || noField, schema.type ?? '', `${result.error} evaluating rule: ${ruleName(rule)}`)]
  }
  if (result.value === true) return []
  // What was wrong before and has not been touched may stay; rules over the change itself may not.
  if (!usesOldSelf && isUnchanged(old, value)) return []
  const shown = schema.type === 'object' || schema.type === 'array' ? omitted : value
  const at = rule.fieldPath === undefined ? path : child(path, rule.fieldPath.replace(/^\./, ''))
  return [errorOf(rule, at || noField, shown, detailOf(rule, variables, expressions))]
}

function detailOf(
  rule: ValidationRule,
  variables: Readonly<Record<string, CelInput>>,
  expressions: Expressions,
): string {
  if (rule.messageExpression !== undefined) {
    const result = expressions.compile(rule.messageExpression).program?.(variables)
    if (result?.ok && typeof result.value === 'string' && result.value.trim() !== '') return result.value
  }
  return rule.message?.trim() || `failed rule: ${rule.rule.trim()}`
}

function ruleName(rule: ValidationRule): string {
  return rule.message?.trim() || rule.rule.trim()
}

function errorOf(rule: ValidationRule, field: string, value: unknown, detail: string): FieldError {
  switch (rule.reason) {
    case 'FieldValueForbidden':
      return forbidden(field, detail)
    case 'FieldValueRequired':
      return required(field, detail)
    case 'FieldValueDuplicate':
      return duplicate(field, value)
    default:
      return invalid(field, value, detail)
  }
}

/** A rule that this runtime cannot evaluate, and why; the documentation lists them. */
export interface Unevaluated {
  readonly path: string
  readonly rule: string
  readonly obstacle: string
}

export function unevaluatedRules(
  schema: Schema,
  expressions: Expressions,
  path = '',
): readonly Unevaluated[] {
  const own = (schema['x-kubernetes-validations'] ?? []).flatMap((rule) => {
    const { program, obstacle } = expressions.compile(rule.rule)
    return program === null ? [{ path, rule: rule.rule, obstacle }] : []
  })
  const additional = typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []
  return [
    ...own,
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      unevaluatedRules(property, expressions, child(path, name)),
    ),
    ...(schema.items === undefined ? [] : unevaluatedRules(schema.items, expressions, `${path}[]`)),
    ...additional.flatMap((each) => unevaluatedRules(each, expressions, `${path}{}`)),
    ...(schema.allOf ?? []).flatMap((each) => unevaluatedRules(each, expressions, path)),
  ]
}
