/** What is read of a match, and what the controller would make of what is wrong with it. */
import { expect, test } from 'vitest'
import { readDsl, readMatch, sentenceOf, writeDsl, writeMatch } from './index.ts'

const faultsOf = (dslx: unknown) => {
  const { fate, problems } = readMatch(dslx)
  return [fate, ...problems.map(({ fault, at }) => `${fault} ${at.join('.')}`.trim())]
}
const term = (type: unknown, ...values: unknown[]) => ({ type, values })

test.each<[string, unknown, readonly string[]]>([
  ['none', undefined, ['skipped', 'missing']],
  ['null', null, ['skipped', 'missing']],
  ['no list', {}, ['skipped', 'no-list']],
  ['an empty list', [], ['never', 'empty']],
  ['a term that is none', ['x'], ['skipped', 'term-shape 0']],
  ['an unknown type', [term('PATH', ['EQ', 'x'])], ['never', 'type-unknown 0.type']],
  ['a host without rows', [term('HOST')], ['breaks', 'values-empty 0.values']],
  ['only empty terms', [term('METHOD')], ['never', 'values-empty 0.values', 'empty']],
  ['a row that is no list', [term('HOST', 'x')], ['skipped', 'row-shape 0.values.0']],
  ['numbers in a row', [term('HOST', ['EQ', 1])], ['skipped', 'row-shape 0.values.0']],
  ['an empty row', [term('HOST', [])], ['breaks', 'row-empty 0.values.0']],
  ['an unknown operator', [term('HOST', ['LIKE', 'x'])], ['breaks', 'operator-unknown 0.values.0']],
  [
    'a path without text',
    [term('URL', ['STARTS_WITH'])],
    ['breaks', 'value-count 0.values.0', 'value-count 0.values'],
  ],
  [
    'one of two rows with too many values',
    [term('HOST', ['EQ', 'a', 'b'], ['EQ', 'c'])],
    ['used', 'value-count 0.values.0'],
  ],
  [
    'a suffix without a star',
    [term('HOST', ['ENDS_WITH', '.a.com'])],
    ['used', 'suffix-without-star 0.values.0.1'],
  ],
  [
    'upper case in a host',
    [term('HOST', ['IN', 'a.com', 'B.com'])],
    ['used', 'host-upper-case 0.values.0.2'],
  ],
  ['a pattern with memory', [term('URL', ['REGEX', '(a)\\1'])], ['used', 'regex-unsupported 0.values.0.1']],
  [
    'a range of words',
    [{ type: 'HEADER', key: 'v', values: [['RANGE', '1', '2']] }],
    ['used', 'range-as-text 0.values.0'],
  ],
  ['a dash in a header', [{ type: 'HEADER', key: 'x-v', values: [['EXIST']] }], ['used', 'key-dash 0.key']],
  [
    'a key that is not wanted',
    [{ type: 'HOST', key: 'k', values: [['EQ', 'a']] }],
    ['never', 'key-unneeded 0.key', 'value-count 0.values'],
  ],
  [
    'no key and no value',
    [term('HEADER', ['EXIST'])],
    ['breaks', 'key-missing 0.key', 'key-missing 0.values.0'],
  ],
])('%s', (_, dslx, expected) => expect(faultsOf(dslx)).toEqual(expected))

test('what cannot be said in a match is told, so that nobody writes it away', () => {
  expect(readMatch([term('HOST', ['LIKE', 'x'])]).isWhole).toBe(false)
  expect(readMatch([term('PATH', ['EQ', 'x'])]).isWhole).toBe(false)
  expect(readMatch([term('HOST', ['EQ', 'x'])]).isWhole).toBe(true)
})

const example = [
  {
    type: 'URL',
    values: [
      ['STARTS_WITH', '/a'],
      ['STARTS_WITH', '/b'],
    ],
  },
  { type: 'HEADER', key: 'location', values: [['IN', 'east-1', 'east-2']] },
]
const text = '(AND (OR (STARTS_WITH URL /a) (STARTS_WITH URL /b)) (IN HEADER location east-1 east-2))'

test('the older text and its lists are read and written', () => {
  const { match } = readMatch(example)
  expect(writeDsl(match)).toBe(text)
  expect(writeMatch(match)).toEqual(example)
  expect(readDsl(text)).toMatchObject({ match, fate: 'used' })
  expect(readDsl('["AND",["EQ","HOST","a.com"],["EXIST","COOKIE","uid"]]')).toMatchObject({
    match: readMatch([term('HOST', ['EQ', 'a.com']), { type: 'COOKIE', key: 'uid', values: [['EXIST']] }])
      .match,
  })
  expect(readDsl('[["STARTS_WITH","URL","/"]]')).toMatchObject({ fate: 'used' })
  expect(readDsl('(EQ HOST a.com)')).toMatchObject({ fate: 'used' })
})

test.each([
  ['', 'empty'],
  ['(EQ HOST a.com', 'brackets'],
  ['(EQ HOST a.com))', 'brackets'],
  ['EQ HOST a.com', 'brackets'],
  ['(EQ HOST a) (EQ HOST b)', 'brackets'],
  ['["EQ",', 'json'],
  ['(AND (AND (EQ HOST a)))', 'nested'],
  ['(AND EQ HOST)', 'nested'],
  ['(OR (EQ HOST a) (EQ URL /a))', 'mixed'],
  ['(OR (EQ COOKIE a 1) (EQ COOKIE b 1))', 'mixed'],
])('%j is %s', (dsl, fault) => expect(readDsl(dsl)).toEqual({ fault }))

test('a match as parts of a sentence', () => {
  expect(sentenceOf(readMatch(example).match)).toEqual([
    { part: 'subject', indicator: 'URL', key: '' },
    { part: 'test', operator: 'STARTS_WITH', values: ['/a'] },
    { part: 'or' },
    { part: 'test', operator: 'STARTS_WITH', values: ['/b'] },
    { part: 'and' },
    { part: 'subject', indicator: 'HEADER', key: 'location' },
    { part: 'test', operator: 'IN', values: ['east-1', 'east-2'] },
  ])
  expect(sentenceOf({ conditions: [] })).toEqual([{ part: 'everything' }])
})
