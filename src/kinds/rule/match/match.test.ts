import { describe, expect, test } from 'vitest'
import { withFix } from '../../../manifest/fix.ts'
import { parseManifest, readAt } from '../../../manifest/manifest.ts'
import { readMatch } from '../../../net/route/index.ts'
import { dslxPath, viewOf } from '../spec.ts'
import { matchFindings } from './check-match.ts'
import { matchText } from './sentence.tsx'
import { offeredOperators, rowOf, withOperator, withType } from './terms.ts'

const manifestOf = (dslx: string) => parseManifest(`spec:\n  dslx:\n${dslx}`)
const found = (dslx: unknown) => matchFindings(viewOf({ spec: { dslx } }))
const idsOf = (dslx: unknown) => found(dslx).map(({ id, severity }) => `${severity} ${id}`)

describe('what the load balancer makes of a match', () => {
  test.each([
    [undefined, ['error rule/match-missing']],
    [[], ['error rule/match-empty']],
    [[{ type: 'URL', values: [['STARTS_WITH', '/']] }], []],
    [[{ type: 'URL', values: [['STARTS_WITH', '/app']] }], ['info rule/match-plain-prefix']],
    [[{ type: 'HOST', values: [['ENDS_WITH', '.app.com']] }], ['warning rule/match-suffix-without-star']],
    [[{ type: 'HOST', values: [['EQ', 'Shop.com']] }], ['warning rule/match-host-upper-case']],
    [[{ type: 'COOKIE', key: 'uid', values: [['EXIST'], ['EQ', '1']] }], ['error rule/match-row-short']],
    [[{ type: 'COOKIE', key: 'uid', values: [['EXIST']] }], []],
    [[{ type: 'SRC_IP', values: [['RANGE', '1.1.1.1', '1.1.1.9']] }], ['info rule/match-source']],
    [[{ type: 'BODY', values: [['EQ', 'a']] }], ['error rule/match-type-unknown']],
    [[{ type: 'METHOD', values: [['IS', 'GET']] }], ['error rule/match-operator-unknown']],
    [
      [{ type: 'METHOD', values: [['EQ', 'GET', 'POST']] }],
      ['warning rule/match-value-count', 'error rule/match-value-count-all'],
    ],
  ])('%j', (dslx, ids) => expect(idsOf(dslx)).toEqual(ids))

  test('is mended by what it offers', () => {
    const mended = (dslx: string, id: string) => {
      const manifest = manifestOf(dslx)
      const { fix } = matchFindings(viewOf(manifest.value)).find((each) => each.id === `rule/${id}`) ?? {}
      if (fix === undefined) return null
      return readAt(withFix(manifest, fix), dslxPath)
    }
    expect(
      mended('    - {type: HOST, values: [[ENDS_WITH, .app.com]]}', 'match-suffix-without-star'),
    ).toEqual([{ type: 'HOST', values: [['ENDS_WITH', '*.app.com']] }])
    expect(mended('    - {type: COOKIE, key: a, values: [[EXIST], [EQ, b]]}', 'match-row-short')).toEqual([
      { type: 'COOKIE', key: 'a', values: [['EXIST']] },
    ])
    expect(mended('    - {type: URL, values: [[STARTS_WITH, /app]]}', 'match-plain-prefix')).toEqual([
      {
        type: 'URL',
        values: [
          ['STARTS_WITH', '/app/'],
          ['EQ', '/app'],
        ],
      },
    ])
    expect(mended('    - {type: METHOD, values: [[EQ, GET, PUT]]}', 'match-value-count')).toEqual([
      { type: 'METHOD', values: [['IN', 'GET', 'PUT']] },
    ])
  })
})

describe('changing an indicator', () => {
  const text =
    '    - type: HEADER # where from\n      key: location\n      values: [[IN, east-1, east-2]] # both\n'

  test('to another type takes away a key that is not wanted, and keeps the rest as it was', () => {
    const retyped = withType(manifestOf(text), [...dslxPath, 0], 'METHOD')
    expect(retyped.text).toBe(
      'spec:\n  dslx:\n    - type: METHOD # where from\n      values: [[IN, east-1, east-2]] # both\n',
    )
    expect(readAt(withType(retyped, [...dslxPath, 0], 'COOKIE'), [...dslxPath, 0, 'key'])).toBe('')
  })

  test('gives a row as many values as its operator takes', () => {
    const row = [...dslxPath, 0, 'values', 0]
    const changed = (operator: 'EQ' | 'RANGE' | 'EXIST' | 'REGEX') =>
      readAt(withOperator(manifestOf(text), row, operator), row)
    expect(changed('EQ')).toEqual(['EQ', 'east-1'])
    expect(changed('RANGE')).toEqual(['RANGE', 'east-1', 'east-2'])
    expect(changed('EXIST')).toEqual(['EXIST'])
  })

  test('leaves alone what is not known', () => {
    expect(rowOf(['NEAR', 'here'])).toBeNull()
    expect(rowOf(['EQ', 1])).toBeNull()
    expect(rowOf('EQ')).toBeNull()
    expect(rowOf(['EQ', 'a'])).toEqual({ operator: 'EQ', values: ['a'] })
  })

  test('offers Exists only for a row that stands alone', () => {
    expect(offeredOperators('COOKIE', 'EQ', false)).not.toContain('EXIST')
    expect(offeredOperators('COOKIE', 'EQ', true)).toContain('EXIST')
    expect(offeredOperators('METHOD', 'REGEX', true)).toEqual(['EQ', 'IN', 'REGEX'])
  })
})

test('the short text has the domain first', () => {
  const { match } = readMatch([
    { type: 'METHOD', values: [['EQ', 'POST']] },
    {
      type: 'URL',
      values: [
        ['STARTS_WITH', '/a'],
        ['EQ', '/b'],
      ],
    },
    { type: 'HOST', values: [['IN', 'a.com', 'b.com']] },
    { type: 'COOKIE', key: 'uid', values: [['EXIST']] },
  ])
  expect(matchText(match)).toBe('a.com, b.com /a* | =/b method=POST cookie:uid=*')
})
