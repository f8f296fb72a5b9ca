/** The safety net: layouts the line-wise edits do not know are rendered anew, as little as can be. */

import { describe, expect, it } from 'vitest'
import type { Path } from '../k8s/fieldpath.ts'
import { parseManifest, setAt } from './manifest.ts'
import { directly } from './perform.ts'

describe('layouts the line-wise edits do not know', () => {
  it.each<[string, string, Path, unknown, string]>([
    [
      'an explicit key without value',
      'z: 0 # z\na:\n  ? k\n  b: 1 # b\n',
      ['a', 'k'],
      2,
      'z: 0 # z\na:\n  k: 2\n  b: 1 # b\n',
    ],
    [
      'a second key for a pair in a flow list',
      'z: 0 # z\na:\n- [x: 1, y] # a\n# end\n',
      ['a', 0, 0, 'z'],
      2,
      'z: 0 # z\na:\n- [ { x: 1, z: 2 }, y ] # a\n# end\n',
    ],
  ])('%s', (_name, text, path, value, result) => {
    const manifest = parseManifest(text)
    const direct = directly(manifest, { kind: 'set', path, value })
    expect(direct).toBeNull()
    expect(setAt(manifest, path, value).text).toBe(result)
  })
})

describe('edits that do not read back as intended', () => {
  it('give way to rendering the collection anew', () => {
    // A key this long is a key only with a question mark before it.
    const key = 'k'.repeat(1100)
    const manifest = parseManifest('z: 0 # z\na:\n  b: 1 # b\n')
    const result = setAt(manifest, ['a', key], 2)
    expect(result.value).toEqual({ z: 0, a: { b: 1, [key]: 2 } })
    expect(result.problems).toEqual([])
    expect(result.text).toBe(`z: 0 # z\na:\n  b: 1 # b\n  ? ${key}\n  : 2\n`)
  })
})
