import { describe, expect, it } from 'vitest'
import { parseLabelSelector } from './labelselector.ts'

describe('label selectors as text', () => {
  it.each([
    ['', {}, true],
    ['a', { a: '' }, true],
    ['!a', { a: '1' }, false],
    ['a=b', { a: 'b' }, true],
    ['a==b', { a: 'c' }, false],
    ['a!=b', {}, true],
    ['a in (b,c)', { a: 'c' }, true],
    ['a in (b, c)', {}, false],
    ['a notin (b,c)', {}, true],
    ['a notin (b,c)', { a: 'b' }, false],
    ['n>4', { n: '5' }, true],
    ['n<4', { n: '5' }, false],
    ['n>4', { n: 'x' }, false],
    ['example.com/a=b,!c', { 'example.com/a': 'b' }, true],
    ['a=', { a: '' }, true],
  ])('%s on %o is %s', (text, labels, expected) => {
    expect(parseLabelSelector(text)(labels as Record<string, string>)).toBe(expected)
  })

  it.each([
    ['/a', 'unable to parse requirement: <nil>: Invalid value: "/a": prefix part must be non-empty'],
    [
      `a=${'x'.repeat(64)}`,
      `unable to parse requirement: values[0][a]: Invalid value: "${'x'.repeat(64)}": must be no more than 63 bytes`,
    ],
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    [',', "found ',', expected: !, identifier, or 'end of string'"],
    ['a,,b', "found ',', expected: identifier after ','"],
    ['a in b', "unable to parse requirement: found 'b' expected: '('"],
    ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
    [
      'a>b',
      "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer",
    ],
  ])('refuses %s as the API server does', (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(message)
  })
})
