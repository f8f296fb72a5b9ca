/** The cluster's own words for a field. */
import { describe, expect, it } from 'vitest'
import { kindSchema } from './openapi.ts'
import { descriptionAt, firstSentence } from './openapi-describe.ts'

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const document = {
  components: {
    schemas: {
      'io.example.Gate': {
        type: 'object',
        description: 'A gate.',
        'x-kubernetes-group-version-kind': [{ group: 'example.io', version: 'v1', kind: 'Gate' }],
        properties: {
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          spec: { allOf: [reference('io.example.GateSpec')], default: {} },
        },
      },
      'io.example.GateSpec': {
        type: 'object',
        description: 'What a gate is.',
        properties: {
          allowed_ranges: {
            type: 'array',
            description: 'Ranges such as `10.0.0.0/8_x`, *not* [all].\n\nSecond <paragraph>.',
            items: { type: 'string', description: 'One range.' },
          },
          size: { type: 'integer', default: 3, description: 'How wide.' },
          bare: { type: 'integer' },
          inner: { allOf: [reference('io.example.GateSpec')], description: 'A gate in a gate.' },
          parts: { type: 'object', additionalProperties: reference('io.example.Part') },
        },
      },
      'io.example.Part': {
        type: 'object',
        description: 'A part.',
        properties: { weight: { type: 'string', description: 'In tons.' } },
      },
    },
  },
}

describe('descriptionAt', () => {
  const schema = kindSchema(document, { apiVersion: 'example.io/v1', kind: 'Gate' })?.schema ?? {}
  it.each([
    [['spec'], 'What a gate is.'],
    [['spec', 'allowed_ranges'], 'Ranges such as `10.0.0.0/8_x`, *not* [all].\n\nSecond <paragraph>.'],
    [['spec', 'allowed_ranges', 4], 'One range.'],
    [['spec', 'size'], 'How wide.'],
    [['spec', 'bare'], ''],
    [['spec', 'inner'], 'A gate in a gate.'],
    [['spec', 'inner', 'inner', 'inner', 'size'], 'How wide.'],
    [['spec', 'parts', 'any.name'], 'A part.'],
    [['spec', 'parts', 'any.name', 'weight'], 'In tons.'],
    [['spec', 'unknown', 'field'], ''],
    [['spec', 'size', 0], ''],
  ])('at %j is %j', (path, text) => {
    expect(descriptionAt(schema, path)).toBe(text)
  })

  it('ends for schemas that refer to themselves', () => {
    const circle = {
      $ref: '#/definitions/a',
      definitions: { a: { $ref: '#/definitions/b' }, b: { $ref: '#/definitions/a' } },
    }
    expect(descriptionAt(circle, ['x'])).toBe('')
  })
})

describe('firstSentence', () => {
  it.each([
    ['One. Two.', 'One.'],
    ['No end', 'No end'],
    ['An IP (e.g. 10.0.0.1) is taken. More.', 'An IP (e.g. 10.0.0.1) is taken.'],
    ['Broken\nover lines. More.', 'Broken over lines.'],
    ['A title\n\nThen words.', 'A title'],
    ['Version v1.2 of it. More', 'Version v1.2 of it.'],
    ['', ''],
  ])('of %j is %j', (text, sentence) => {
    expect(firstSentence(text)).toBe(sentence)
  })
})
