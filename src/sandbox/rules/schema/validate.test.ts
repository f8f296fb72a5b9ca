import { describe, expect, it } from 'vitest'
import type { Schema } from '../../types.ts'
import { validateSchema } from './validate.ts'

const said = (schema: Schema, value: unknown, old?: unknown) =>
  validateSchema(schema, value, old === undefined ? undefined : { value: old }).map(
    (error) => `${error.field}: ${error.message}`,
  )
const field = (schema: Schema): Schema => ({ type: 'object', properties: { x: schema } })

describe('validateSchema', () => {
  const words: readonly (readonly [Schema, unknown, readonly string[]])[] = [
    [{ type: 'string' }, 7, ['x: Invalid value: "integer": x in body must be of type string: "integer"']],
    [{ type: 'integer' }, '7', ['x: Invalid value: "string": x in body must be of type integer: "string"']],
    [{ type: 'integer' }, null, ['x: Invalid value: "null": x in body must be of type integer: "null"']],
    [{ type: 'integer', nullable: true }, null, []],
    [{ type: 'string', maxLength: 3 }, 'four', ['x: Too long: may not be more than 3 bytes']],
    [
      { type: 'string', minLength: 1 },
      '',
      ['x: Invalid value: "": x in body should be at least 1 chars long'],
    ],
    [{ type: 'string', pattern: '^a$' }, 'b', [`x: Invalid value: "b": x in body should match '^a$'`]],
    [{ type: 'string', enum: ['b', 'c'] }, 'a', ['x: Unsupported value: "a": supported values: "b", "c"']],
    [{ type: 'string', format: 'ipv4' }, 'a', ['x: Invalid value: "a": x in body must be of type ipv4: "a"']],
    [
      { type: 'integer', maximum: 5 },
      6,
      ['x: Invalid value: 6: x in body should be less than or equal to 5'],
    ],
    [{ type: 'array', maxItems: 1 }, [1, 2], ['x: Too many: 2: must have at most 1 item']],
    [{ type: 'array', minItems: 1 }, [], ['x: Invalid value: 0: x in body should have at least 1 items']],
    [{ type: 'object', required: ['y'] }, {}, ['x.y: Required value']],
    [{ 'x-kubernetes-int-or-string': true }, 'http', []],
    [
      { 'x-kubernetes-int-or-string': true },
      true,
      ['x: Invalid value: "boolean": x in body must be of type integer,string: "boolean"'],
    ],
    [
      { type: 'integer', format: 'int32' },
      3e9,
      ['<nil>: Invalid value: "": Checked value must be of type integer with format int32 in x'],
    ],
  ]
  it.each(words)('%j with %j', (schema, value, expected) => {
    expect(said(field(schema), { x: value })).toEqual(expected)
  })

  it('names items and keys', () => {
    const schema: Schema = {
      type: 'object',
      properties: {
        list: { type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } },
        map: { type: 'object', additionalProperties: { type: 'string' } },
      },
    }
    expect(said(schema, { list: [{ n: 1 }, { n: true }], map: { 'a.b': 1 } })).toEqual([
      'list[1].n: Invalid value: "boolean": list[1].n in body must be of type integer: "boolean"',
      'map.a.b: Invalid value: "integer": map.a.b in body must be of type string: "integer"',
    ])
  })

  it('reports the alternative that came furthest', () => {
    const schema = field({
      type: 'object',
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
      properties: { a: { type: 'string' }, b: { type: 'string' } },
    })
    expect(said(schema, { x: {} })[0]).toBe(
      '<nil>: Invalid value: "": "x" must validate one and only one schema (oneOf). Found none valid',
    )
    expect(said(schema, { x: { a: '', b: '' } })[0]).toContain('Found 2 valid alternatives')
    expect(said(schema, { x: { a: '' } })).toEqual([])
  })

  it('forgives what has not changed, and nothing around it', () => {
    const schema = field({ type: 'object', properties: { y: { type: 'string' }, z: { type: 'string' } } })
    expect(said(schema, { x: { y: 1 } }, { x: { y: 1 } })).toEqual([])
    expect(said(schema, { x: { y: 1, z: 2 } }, { x: { y: 1 } })).toHaveLength(1)
  })
})
