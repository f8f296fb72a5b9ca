/** What a form can show of any YAML. */
import { describe, expect, it } from 'vitest'
import { parseFieldPath } from '../../k8s/fieldpath.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { misfitAt, type Shape } from './fit.ts'

const odd = (text: string, path: string, holds: Shape) =>
  misfitAt(parseManifest(text), parseFieldPath(path), holds)

describe('misfitAt', () => {
  it.each<[string, string, Shape]>([
    ['a: x', 'a', 'text'],
    ['a: 1', 'a', 'text'],
    ['a: true', 'a', 'text'],
    ['a:', 'a', 'list'],
    ['a:', 'a.b.c', 'text'],
    ['b: 1', 'a[0].c', 'texts'],
    ['a: {b: x, c: 1, d: }', 'a', 'texts'],
    ['a: [1, {}]', 'a', 'list'],
    ['a: {b: {}}', 'a', 'map'],
    ['a: {b: {}}', 'a', 'any'],
  ])('goes along with %s at %s as %s', (text, path, holds) => {
    expect(odd(text, path, holds)).toBeNull()
  })

  it.each<[string, string, Shape, string]>([
    ['a: {b: 1}', 'a', 'text', 'a'],
    ['a: [x]', 'a', 'text', 'a'],
    ['a: x', 'a', 'list', 'a'],
    ['a: [x]', 'a', 'map', 'a'],
    ['a: {b: [x]}', 'a', 'texts', 'a.b'],
    ['a: x', 'a.b.c', 'text', 'a'],
    ['a: {b: [x]}', 'a.b.c', 'text', 'a.b'],
    ['a: {b: {c: 1}}', 'a.b[0].c', 'text', 'a.b'],
    ['a: x', 'a.b', 'any', 'a'],
  ])('says where %s at %s is not %s', (text, path, holds, at) => {
    expect(odd(text, path, holds)).toEqual(parseFieldPath(at))
  })

  it('leaves what an alias repeats to the YAML', () => {
    const text = 'x: &all {b: y}\na: *all\nc:\n  - *all\n'
    expect(odd(text, 'a', 'texts')).toEqual(['a'])
    expect(odd(text, 'a.b', 'text')).toEqual(['a'])
    expect(odd(text, 'c[0].b', 'text')).toEqual(['c', 0])
    expect(odd(text, 'x.b', 'text')).toBeNull()
  })
})
