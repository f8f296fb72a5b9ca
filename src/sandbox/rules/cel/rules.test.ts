import { describe, expect, it } from 'vitest'
import type { Schema } from '../../types.ts'
import type { Expressions } from './expressions.ts'
import { unevaluatedRules, validateRules } from './rules.ts'
import { escapeName, toCel } from './values.ts'

/** A library that knows four expressions. */
const expressions: Expressions = {
  compile(expression) {
    const usesOldSelf = expression.includes('oldSelf')
    switch (expression) {
      case 'false':
        return { program: () => ({ ok: true, value: false }), obstacle: '', usesOldSelf }
      case 'self == oldSelf':
        return {
          program: ({ self, oldSelf }) => ({ ok: true, value: self === oldSelf }),
          obstacle: '',
          usesOldSelf,
        }
      case 'words':
        return { program: ({ self }) => ({ ok: true, value: `not ${self}` }), obstacle: '', usesOldSelf }
      default:
        return { program: null, obstacle: 'unknown', usesOldSelf }
    }
  },
}

type Rule = NonNullable<Schema['x-kubernetes-validations']>[number]
const withRule = (rule: Rule, type = 'string'): Schema => ({
  type: 'object',
  properties: { spec: { type: 'object', properties: { x: { type, 'x-kubernetes-validations': [rule] } } } },
})
const said = (schema: Schema, now: unknown, old: unknown = null) =>
  validateRules(schema, now, old, expressions).map((error) => `${error.field}: ${error.message}`)

describe('validateRules', () => {
  it('words a broken rule by its message', () => {
    const schema = withRule({ rule: 'false', message: 'no' })
    expect(said(schema, { spec: { x: 'a' } })).toEqual(['spec.x: Invalid value: "a": no'])
    expect(said(schema, { spec: {} })).toEqual([])
  })

  it('leaves the value of an object out', () => {
    expect(said(withRule({ rule: 'false' }, 'object'), { spec: { x: {} } })).toEqual([
      'spec.x: Invalid value: failed rule: false',
    ])
  })

  it('takes reason, path and a computed message', () => {
    const rule = { rule: 'false', reason: 'FieldValueForbidden', fieldPath: '.y', messageExpression: 'words' }
    expect(said(withRule(rule), { spec: { x: 'a' } })).toEqual(['spec.x.y: Forbidden: not a'])
  })

  it('checks changes only where there is something to compare with', () => {
    const schema = withRule({ rule: 'self == oldSelf', message: 'fixed' })
    expect(said(schema, { spec: { x: 'b' } })).toEqual([])
    expect(said(schema, { spec: { x: 'b' } }, { spec: {} })).toEqual([])
    expect(said(schema, { spec: { x: 'b' } }, { spec: { x: 'a' } })).toEqual([
      'spec.x: Invalid value: "b": fixed',
    ])
  })

  it('forgives an unchanged value that a rule about values refuses', () => {
    const schema = withRule({ rule: 'false' })
    expect(said(schema, { spec: { x: 'a' } }, { spec: { x: 'a' } })).toEqual([])
  })

  it('skips what it cannot evaluate, and can name it', () => {
    const schema = withRule({ rule: 'quantity(self) > 1' })
    expect(said(schema, { spec: { x: 'a' } })).toEqual([])
    expect(unevaluatedRules(schema, expressions)).toEqual([
      { path: 'spec.x', rule: 'quantity(self) > 1', obstacle: 'unknown' },
    ])
  })
})

describe('toCel', () => {
  it('makes whole numbers ints and spells names so that they can be selected', () => {
    const schema: Schema = {
      type: 'object',
      properties: { 'a-b': { type: 'integer' }, namespace: { type: 'string' }, part: { type: 'number' } },
    }
    const value = toCel({ 'a-b': 1, namespace: 'n', part: 1, unknown: 1 }, schema)
    expect(value).toEqual(
      new Map<string, unknown>([
        ['a__dash__b', 1n],
        ['__namespace__', 'n'],
        ['part', 1],
      ]),
    )
    expect(escapeName('a__b')).toBe('a__underscores__b')
  })
})
