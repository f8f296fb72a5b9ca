import { describe, expect, test } from 'vitest'
import { type Diagnostic, readDiagnostic } from './diagnostics.ts'

const nowhere = { line: 0, character: 0 }
const said = (message: string, rest: Partial<Diagnostic> = {}): Diagnostic => ({
  range: { start: nowhere, end: nowhere },
  message,
  source: 'yaml-schema: file:///schema.json',
  ...rest,
})
const replacements = (message: string, marked: string, data: Diagnostic['data'] = {}) =>
  readDiagnostic(said(message, { data }), marked)?.replacements

describe('a field that the schema does not have', () => {
  const properties = ['sessionAffinity', 'sessionAffinityConfig', 'selector', 'type']
  const meant = (field: string) => replacements(`Property ${field} is not allowed.`, field, { properties })

  test('is a warning, with the field that was meant', () => {
    const problem = readDiagnostic(
      said('Property sessionAfinity is not allowed.', { data: { properties } }),
      'sessionAfinity',
    )
    expect(problem).toMatchObject({
      about: 'schema',
      severity: 'warning',
      text: {
        key: 'ui:problem.misspelledField',
        values: { field: 'sessionAfinity', meant: 'sessionAffinity' },
      },
    })
  })

  test.each([
    ['sessionAfinity', ['sessionAffinity']],
    ['sesionAfinity', ['sessionAffinity']],
    ['SessionAffinity', ['sessionAffinity']],
    ['tpye', ['type']],
    ['selectr', ['selector']],
    ['colour', []],
    ['xy', []],
  ])('%s', (field, expected) => expect(meant(field)).toEqual(expected))
})

describe('a value of a wrong type', () => {
  test('is an error that names the type', () => {
    expect(readDiagnostic(said('Incorrect type. Expected "integer".'), 'eighty')).toMatchObject({
      severity: 'error',
      text: { key: 'ui:problem.wrongType', values: { type: 'integer' } },
      replacements: [],
    })
    expect(
      readDiagnostic(said('Incorrect type. Expected one of string, integer, null.'), '[]')?.text,
    ).toMatchObject({
      values: { type: 'string, integer' },
    })
  })

  test.each([
    ['integer', '"80"', ['80']],
    ['integer', "'80'", ['80']],
    ['integer', '"http"', []],
    ['integer', '80.5', []],
    ['boolean', '"True"', ['true']],
    ['string', '80', ['"80"']],
    ['string', '{a: 1}', []],
    ['array', '"80"', []],
  ])('%s instead of %s can be mended', (type, marked, expected) => {
    expect(replacements(`Incorrect type. Expected "${type}".`, marked)).toEqual(expected)
  })

  test.each(['', '~', 'null'])('is none where nothing is set: "%s"', (marked) => {
    expect(readDiagnostic(said('Incorrect type. Expected "object".'), marked)).toBeNull()
    expect(readDiagnostic(said('Value is not accepted. Valid values: "A".'), marked)).toBeNull()
  })
})

test('a value that is not allowed offers those that are, the nearest first', () => {
  const message = 'Value is not accepted. Valid values: "SCTP", "TCP", "UDP".'
  expect(replacements(message, 'udp', { values: ['SCTP', 'TCP', 'UDP'] })).toEqual(['UDP', 'SCTP', 'TCP'])
  expect(readDiagnostic(said('Value must be "v1".'), 'v2')?.text).toMatchObject({
    values: { values: '"v1"' },
  })
})

test('a missing field is a warning that names it', () => {
  expect(readDiagnostic(said('Missing property "port".'), 'x')).toMatchObject({
    severity: 'warning',
    missing: 'port',
  })
})

test('what has no words of ours is shown as it was said', () => {
  expect(readDiagnostic(said('Array has too few items. Expected 1 or more.'), '')?.text).toBe(
    'Array has too few items. Expected 1 or more.',
  )
})

test('syntax errors are told apart; unused anchors and schemas that could not be had are left out', () => {
  expect(readDiagnostic(said('Unexpected flow-map-end', { source: 'YAML' }), '}')?.about).toBe('syntax')
  expect(readDiagnostic(said('Unused anchor "&a"', { source: 'YAML' }), '&a')).toBeNull()
  expect(readDiagnostic(said('Unable to load schema', { code: 768 }), '')).toBeNull()
})
