/** What patterns match, as PCRE would, and that none of them can hang. */
import { expect, test } from 'vitest'
import { groupsOf, regexOf, search } from './index.ts'

function matched(pattern: string, text: string, ignoresCase = false): readonly string[] | null | string {
  const regex = regexOf(pattern, ignoresCase)
  if ('unfit' in regex) return regex.unfit
  const slots = search(regex, text)
  return slots === null || slots === 'unknown' ? slots : groupsOf(slots, text)
}

test.each<[string, string]>([
  ['^/a', '/abc'],
  ['^/a$', '/abc'],
  ['^/(prefix-x)(/|$)(.*)', '/prefix-x/abc'],
  ['^/(prefix-x)(/|$)(.*)', '/prefix-xabc'],
  ['(a|ab)(c|bcd)(d*)', 'abcd'],
  ['a*?b', 'aaab'],
  ['(a+)(a*)', 'aaa'],
  ['(a+?)(a*)', 'aaa'],
  ['[^/]+$', '/one/two'],
  ['[]a]+', 'x]a]'],
  ['[a-c-]{2,3}', 'zz-bcab'],
  ['x{0}y', 'xy'],
  ['^(?:a|b){2}$', 'ab'],
  ['\\bfoo\\b', 'a foo b'],
  ['\\.(js|css)$', '/app.min.css'],
  ['a{2', 'xa{2'],
  ['(a)|(b)', 'b'],
  ['', 'abc'],
  ['^$', ''],
  ['(|a)+', 'aa'],
  ['v[0-9]+/(users|orders)/\\d{1,3}', '/v12/orders/1234'],
])('%s over %s', (pattern, text) => {
  const expected = new RegExp(pattern.replace('[]a]', '[\\]a]')).exec(text)
  expect(matched(pattern, text)).toEqual(expected === null ? null : [...expected].map((part) => part ?? ''))
})

test('what PCRE has and JavaScript has not', () => {
  expect(matched('[[:alpha:]]+', '12ab')).toEqual(['ab'])
  expect(matched('^/a\\z', '/a')).toEqual(['/a'])
  expect(matched('^/a$', '/a\n')).toEqual(['/a'])
  expect(matched('(?i)^/API', '/api')).toEqual(['/api'])
  expect(matched('(?P<name>x)', 'x')).toEqual(['x', 'x'])
  expect(matched('^/API', '/api', true)).toEqual(['/api'])
  expect(matched('^[^a]', 'A', true)).toBeNull()
})

test.each(['(a)\\1', 'a(?=b)', '(?<!a)b', '(?>a)b', 'a++', '\\Qa\\E', '(?R)', 'ü', 'a{,3}', '\\p{L}'])(
  '%s is not evaluated',
  (pattern) => expect(matched(pattern, 'ab')).toBe('unsupported'),
)

test.each(['(a', 'a)', '*a', 'a**', '[a', 'a{3,2}', '[z-a]', 'a\\'])('%s is no pattern', (pattern) =>
  expect(matched(pattern, 'ab')).toBe('invalid'),
)

test('a text that nginx sees in other characters is not decided', () => {
  expect(matched('^/.$', '/ü')).toBe('unknown')
})

test.each(['^(a+)+$', '(a|aa)+$', '(.*a){20}$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(a?){50}a{50}', '(x+x+)+y'])(
  '%s is decided at once, however hostile the text',
  (pattern) => {
    for (const text of [`${'a'.repeat(200)}!`, 'x'.repeat(400)]) {
      expect(matched(pattern, text)).not.toBe('unknown')
    }
  },
)

test('repetition that explodes is refused, not written out', () => {
  expect(matched('((((a{99}){99}){99}){99})', 'a')).toBe('unsupported')
  expect(matched(`${'('.repeat(5000)}a${')'.repeat(5000)}`, 'a')).toBe('unsupported')
})
