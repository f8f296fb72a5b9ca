/** Anchors, aliases and merge keys: an edit changes one place of the object or says why it does not. */

import { describe, expect, it } from 'vitest'
import type { Path } from '../k8s/fieldpath.ts'
import { AliasEditError, insertAt, moveItem, parseManifest, removeAt, setAt } from './manifest.ts'

const TEXT = `base: &b # shared
  x: 1
  l: [1, 2]
copy: *b
use:
  <<: *b
  y: 2
last: *b # again
`
const set = (path: Path, value: unknown) => setAt(parseManifest(TEXT), path, value).text

describe('an alias', () => {
  it('is replaced by what is set in its place', () => {
    expect(set(['copy'], { z: 1 })).toBe(TEXT.replace('copy: *b', 'copy:\n  z: 1'))
    expect(set(['last'], 'x')).toBe(TEXT.replace('*b # again', 'x # again'))
    expect(set(['copy'], undefined)).toBe(TEXT.replace('copy: *b\n', ''))
  })

  it('is left alone where the value is the same', () => {
    expect(set(['copy'], { x: 1, l: [1, 2] })).toBe(TEXT)
  })

  it.each<[Path, unknown]>([
    [['copy', 'x'], 2],
    [['copy', 'new'], 2],
    [['copy', 'x'], undefined],
    [['copy', 'l', 0], 5],
  ])('does not carry an edit of %j to its anchor', (path, value) => {
    expect(() => set(path, value)).toThrow(AliasEditError)
    expect(() => set(path, value)).toThrow(/^copy\./)
  })

  it('does not carry edits of a list to its anchor', () => {
    const manifest = parseManifest('a: &l [1, 2]\nb: *l\n')
    expect(() => insertAt(manifest, ['b'], 0, 0)).toThrow(AliasEditError)
    expect(() => moveItem(manifest, ['b'], 0, 1)).toThrow(AliasEditError)
    expect(() => insertAt(manifest, ['a'], 0, 0)).toThrow(AliasEditError)
  })
})

describe('an anchor', () => {
  it.each<[Path, unknown]>([
    [['base', 'x'], 2],
    [['base', 'new'], 2],
    [['base', 'l', 0], undefined],
    [['base'], 'text'],
    [['base'], { x: 2, l: [1, 2] }],
    [[], { base: { x: 2, l: [1, 2] }, copy: { x: 1, l: [1, 2] } }],
    [['base'], undefined],
  ])('that aliases repeat is not changed at %j', (path, value) => {
    expect(() => set(path, value)).toThrow(AliasEditError)
  })

  it('that nothing repeats is edited like anything else', () => {
    expect(setAt(parseManifest('a: &x 1\nb: &m\n  c: 1\n'), ['a'], 2).text).toBe('a: &x 2\nb: &m\n  c: 1\n')
    expect(setAt(parseManifest('a: &x 1\nb: &m\n  c: 1\n'), ['b', 'd'], 2).text).toBe(
      'a: &x 1\nb: &m\n  c: 1\n  d: 2\n',
    )
  })

  it('goes together with all of its aliases', () => {
    expect(removeAt(parseManifest('a:\n  b: &x 1\n  c: *x\nd: 1\n'), ['a']).text).toBe('d: 1\n')
  })
})

describe('a merge key', () => {
  it('stays when the map around it changes', () => {
    expect(set(['use', 'y'], 3)).toBe(TEXT.replace('y: 2', 'y: 3'))
    expect(set(['use'], { x: 1, l: [1, 2], z: 4 })).toBe(TEXT.replace('y: 2', 'z: 4'))
    expect(set(['use', 'y'], undefined)).toBe(TEXT.replace('  y: 2\n', ''))
  })

  it('is overridden by an entry of the map', () => {
    expect(set(['use', 'x'], 7)).toBe(TEXT.replace('y: 2', 'y: 2\n  x: 7'))
    expect(set(['use'], { x: 7, l: [1, 2], y: 2 })).toContain('x: 7')
  })

  it('gives nothing away', () => {
    expect(() => set(['use', 'x'], undefined)).toThrow(AliasEditError)
    expect(() => set(['use', 'l', 0], 5)).toThrow(AliasEditError)
    expect(() => set(['use'], { y: 2 })).toThrow(AliasEditError)
  })
})
