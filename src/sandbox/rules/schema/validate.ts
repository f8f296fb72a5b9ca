/**
 * Validation of a value against a structural schema, with the errors, words and blind spots of the API
 * server: one error a string, `oneOf` with the errors of its best alternative, and unchanged parts of a
 * stored object forgiven.
 */
import type { Schema } from '../../types.ts'
import { isUnchanged, type Old, oldItem, oldKey } from './correlate.ts'
import { hasFormat, isCheckedFormat } from './format.ts'
import {
  type FieldError,
  goNumber,
  goQuote,
  invalid,
  noField,
  notSupported,
  required,
  tooLong,
  tooMany,
  typeInvalid,
} from './messages.ts'
import { compilePattern } from './pattern.ts'
import { type Draft, isMap, jsonEqual, typesOf } from './schema.ts'

/** `matches` counts what went well: of several failing alternatives the one that came furthest is reported. */
interface Outcome {
  readonly errors: FieldError[]
  matches: number
}

/** All errors of `value`. With `old`, what has not changed since is not reported again. */
export function validateSchema(schema: Schema, value: unknown, old?: Old, path = ''): readonly FieldError[] {
  return check(schema, value, path, old).errors
}

function check(schema: Schema, value: unknown, path: string, old: Old): Outcome {
  const outcome: Outcome = { errors: [], matches: 0 }
  if (value === null || value === undefined) {
    checkNull(schema, path, outcome)
  } else {
    outcome.matches += 3
    checkType(schema, value, path, outcome)
    checkAlternatives(schema, value, path, old, outcome)
    if (typeof value === 'string') checkString(schema, value, path, outcome)
    if (typeof value === 'number') checkNumber(schema, value, path, outcome)
    if (Array.isArray(value)) checkList(schema, value, path, old, outcome)
    checkEnum(schema, value, path, outcome)
    if (isMap(value)) checkMap(schema, value, path, old, outcome)
  }
  return outcome.errors.length > 0 && isUnchanged(old, value)
    ? { errors: [], matches: outcome.matches }
    : outcome
}

function add(outcome: Outcome, ...errors: readonly FieldError[]): void {
  for (const error of errors) {
    const known = outcome.errors.some((each) => each.field === error.field && each.message === error.message)
    if (!known) outcome.errors.push(error)
  }
}

function merge(outcome: Outcome, other: Outcome): void {
  add(outcome, ...other.errors)
  outcome.matches += other.matches
}

/** The field of an error; the server has no name for the root. */
function named(path: string): string {
  return path === '' ? noField : path
}

function inBody(path: string): string {
  return `${path} in body`
}

function wrongType(path: string, expected: string, actual: string): FieldError {
  return typeInvalid(named(path), actual, `${inBody(path)} must be of type ${expected}: ${goQuote(actual)}`)
}

function checkNull(schema: Schema, path: string, outcome: Outcome): void {
  const types = typesOf(schema)
  if (types.length > 0 && schema.nullable !== true) add(outcome, wrongType(path, types.join(','), 'null'))
  if (schema.enum !== undefined) checkEnum(schema, null, path, outcome)
}

function jsonType(value: unknown): { type: string; format: string } {
  if (Array.isArray(value)) return { type: 'array', format: '' }
  if (typeof value === 'number') {
    return Number.isInteger(value)
      ? { type: 'integer', format: 'int64' }
      : { type: 'number', format: 'float64' }
  }
  if (typeof value === 'boolean') return { type: 'boolean', format: '' }
  return { type: typeof value, format: '' }
}

function checkType(schema: Schema, value: unknown, path: string, outcome: Outcome): void {
  const types = typesOf(schema)
  const format = schema.format !== undefined && isKnownFormat(schema.format) ? schema.format : ''
  if (types.length === 0 && format === '') return
  const actual = jsonType(value)
  const fits = types.includes(actual.type) || (actual.type === 'integer' && types.includes('number'))
  const textual = typeof value === 'string' || Array.isArray(value)
  if (format !== '' && !textual && !fits && actual.format !== format) {
    add(outcome, wrongType(path, format, actual.format))
    return
  }
  const numeric = types.includes('number') || types.includes('integer')
  if (format !== '' && textual && !numeric) return
  if (!fits) add(outcome, wrongType(path, types.join(','), actual.type))
}

const numberFormats = new Set(['int32', 'int64', 'float', 'double'])

function isKnownFormat(format: string): boolean {
  return numberFormats.has(format) || isCheckedFormat(format)
}

function checkString(schema: Schema, value: string, path: string, outcome: Outcome): void {
  const length = [...value].length
  if (schema.maxLength !== undefined && length > schema.maxLength) {
    add(outcome, tooLong(path, schema.maxLength))
  } else if (schema.minLength !== undefined && length < schema.minLength) {
    const detail = `${inBody(path)} should be at least ${schema.minLength} chars long`
    add(outcome, invalid(path, value, detail))
  } else if (schema.pattern !== undefined && compilePattern(schema.pattern)?.test(value) === false) {
    add(outcome, invalid(path, value, `${inBody(path)} should match '${schema.pattern}'`))
  }
  if (schema.format !== undefined && !hasFormat(value, schema.format)) {
    const detail = `${inBody(path)} must be of type ${schema.format}: ${goQuote(value)}`
    add(outcome, typeInvalid(path, value, detail))
  }
}

function checkNumber(schema: Schema, value: number, path: string, outcome: Outcome): void {
  const types = typesOf(schema)
  const fits = Number.isInteger(value) && (schema.format !== 'int32' || value === (value | 0))
  if (types.length === 1 && types[0] === 'integer' && !fits) {
    const sized = schema.format === 'int32' || schema.format === 'int64'
    const format = sized ? `with format ${schema.format}` : '(default format)'
    add(outcome, invalid(noField, '', `Checked value must be of type integer ${format} in ${path}`))
  }
  const { minimum, maximum, multipleOf } = schema
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) {
    add(outcome, invalid(path, value, `${inBody(path)} should be a multiple of ${goNumber(multipleOf)}`))
  }
  if (minimum !== undefined && (schema.exclusiveMinimum ? value <= minimum : value < minimum)) {
    const than = schema.exclusiveMinimum ? 'greater than' : 'greater than or equal to'
    add(outcome, invalid(path, value, `${inBody(path)} should be ${than} ${goNumber(minimum)}`))
  }
  if (maximum !== undefined && (schema.exclusiveMaximum ? value >= maximum : value > maximum)) {
    const than = schema.exclusiveMaximum ? 'less than' : 'less than or equal to'
    add(outcome, invalid(path, value, `${inBody(path)} should be ${than} ${goNumber(maximum)}`))
  }
}

function checkEnum(schema: Schema, value: unknown, path: string, outcome: Outcome): void {
  if (schema.enum === undefined || schema.enum.length === 0) return
  if (value !== null && schema.enum.some((each) => jsonEqual(each, value))) return
  const supported = schema.enum.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
  add(outcome, notSupported(path, value, supported))
}

function checkList(schema: Schema, list: readonly unknown[], path: string, old: Old, outcome: Outcome): void {
  for (const [at, item] of list.entries()) {
    if (schema.items === undefined) break
    merge(outcome, check(schema.items, item, `${path}[${at}]`, oldItem(old, item, schema)))
  }
  if (schema.minItems !== undefined && list.length < schema.minItems) {
    add(outcome, invalid(path, list.length, `${inBody(path)} should have at least ${schema.minItems} items`))
  }
  if (schema.maxItems !== undefined && list.length > schema.maxItems) {
    add(outcome, tooMany(path, list.length, schema.maxItems))
  }
  if (
    schema.uniqueItems &&
    list.some((item, at) => list.slice(0, at).some((each) => jsonEqual(each, item)))
  ) {
    add(outcome, invalid(path, '', `${inBody(path)} shouldn't contain duplicates`))
  }
}

function checkMap(schema: Schema, map: Draft, path: string, old: Old, outcome: Outcome): void {
  const size = Object.keys(map).length
  if (schema.minProperties !== undefined && size < schema.minProperties) {
    const detail = `${inBody(path)} should have at least ${schema.minProperties} properties`
    add(outcome, invalid(named(path), size, detail))
  }
  if (schema.maxProperties !== undefined && size > schema.maxProperties) {
    add(outcome, tooMany(named(path), size, schema.maxProperties))
  }
  for (const [name, value] of Object.entries(map)) {
    const property = schema.properties?.[name]
    const additional = schema.additionalProperties
    const below = path === '' ? name : `${path}.${name}`
    if (property !== undefined) merge(outcome, check(property, value, below, oldKey(old, name)))
    else if (typeof additional === 'object') {
      merge(outcome, check(additional, value, `${path}.${name}`, oldKey(old, name)))
    }
  }
  for (const name of schema.required ?? []) {
    if (!Object.hasOwn(map, name)) add(outcome, required(path === '' ? name : `${path}.${name}`))
  }
}

function checkAlternatives(schema: Schema, value: unknown, path: string, old: Old, outcome: Outcome): void {
  const { anyOf, oneOf, allOf, not } = schema
  const quoted = goQuote(path)
  if (anyOf !== undefined && anyOf.length > 0) {
    const results = anyOf.map((each) => check(each, value, path, old))
    const success = results.find((each) => each.errors.length === 0)
    if (success === undefined) {
      add(outcome, invalid(noField, '', `${quoted} must validate at least one schema (anyOf)`))
    }
    merge(outcome, success ?? furthest(results))
  }
  if (oneOf !== undefined && oneOf.length > 0) {
    const results = oneOf.map((each) => check(each, value, path, old))
    const valid = results.filter((each) => each.errors.length === 0)
    const [only] = valid
    if (only !== undefined && valid.length === 1) merge(outcome, only)
    else {
      const found = valid.length === 0 ? 'Found none valid' : `Found ${valid.length} valid alternatives`
      add(outcome, invalid(noField, '', `${quoted} must validate one and only one schema (oneOf). ${found}`))
      if (valid.length === 0) merge(outcome, furthest(results))
    }
  }
  if (allOf !== undefined && allOf.length > 0) {
    const results = allOf.map((each) => check(each, value, path, old))
    for (const each of results) merge(outcome, each)
    const valid = results.filter((each) => each.errors.length === 0).length
    if (valid !== results.length) {
      const none = valid === 0 ? '. None validated' : ''
      add(outcome, invalid(noField, '', `${quoted} must validate all the schemas (allOf)${none}`))
    }
  }
  if (not !== undefined && check(not, value, path, old).errors.length === 0) {
    add(outcome, invalid(noField, '', `${quoted} must not validate the schema (not)`))
  }
  outcome.matches += 1
}

function furthest(results: readonly Outcome[]): Outcome {
  return results.reduce((best, each) => (each.matches > best.matches ? each : best))
}
