import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parse } from 'yaml'
import { applyEdits, parseManifest } from './manifest.ts'
import { misreadAs, misreadings, quoteMisread } from './misreading.ts'
import { isPlainSafe } from './scalar.ts'

test.each([
  ['on', 'true'],
  ['Yes', 'true'],
  ['n', 'false'],
  ['OFF', 'false'],
  ['~', 'null'],
  ['0777', '511'],
  ['0o17', '15'],
  ['0x1F', '31'],
  ['1e3', '1000'],
  ['1_000', '1000'],
  ['12:30:45', '45045'],
  ['-1:30', '-90'],
  ['1.10', '1.1'],
  ['1.0', '1'],
  ['.5', '0.5'],
  ['+1', '1'],
  ['2024-01-01', 'date'],
  ['2024-01-01T10:00:00Z', 'date'],
  ['.inf', 'inf'],
])('%s is read as %s', (text, as) => expect(misreadAs(text)).toBe(as))

test.each([
  ...['true', 'False', 'null', '80', '0', '-1', '1.5', '9007199254740993', 'yEs', 'web', '10.0.0.1', '1.2.3'],
  ...['::1', '10.0.0.0/8', '5m', '1Gi', '_1', '2024-01', 'a:b', '08:00-10:00', '1:2:3:a'],
])('%s is what it looks like', (text) => expect(misreadAs(text)).toBeNull())

describe('misreadings', { timeout: 60_000 }, () => {
  const text = `a: on # comment
'yes': "no"
no: [1.10, '0777', x]
b:
  - 12:30:45
  - |
    on
  - !!str 0777
`
  const manifest = parseManifest(text)

  it('finds values and keys without quotes, and what they are read as', () => {
    const found = misreadings(manifest).map(({ path, isKey, as, range }) => [
      path,
      isKey,
      text.slice(range.offset, range.offset + range.length),
      as,
    ])
    expect(found).toEqual([
      [['a'], false, 'on', 'true'],
      [['no'], true, 'no', 'false'],
      [['no', 0], false, '1.10', '1.1'],
      [['b', 0], false, '12:30:45', '45045'],
    ])
  })

  it('has none once they are quoted', () => {
    const quoted = applyEdits(
      text,
      misreadings(manifest).map((found) => quoteMisread(manifest, found)),
    )
    expect(misreadings(parseManifest(quoted))).toEqual([])
    expect(parseManifest(quoted).value).toMatchObject({
      a: 'on',
      no: ['1.10', '0777', 'x'],
      b: ['12:30:45', 'on\n', '0777'],
    })
    expect(misreadings(parseManifest('a: "'))).toEqual([])
  })

  it('knows nothing that would be written without quotes, and everything that readers disagree about', () => {
    const unit = fc.constantFrom(...'0127.:-+exob~ynsoTZ '.split(''))
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 8 }), (word) => {
        if (isPlainSafe(word)) expect(misreadAs(word)).toBeNull()
        else if (/^[^\s:#-][^:#-]*$/.test(word) && word.trim() === word && misreadAs(word) === null) {
          const [now, before] = ['1.2', '1.1'].map((version) =>
            String(parse(word, { version: version as '1.1' })),
          )
          expect([word, word]).toEqual([now, before])
        }
      }),
      { numRuns: 2000 },
    )
  })
})
