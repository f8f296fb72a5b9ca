/** Anchors, aliases and merge keys: an edit changes one place of the object or says why it does not. */

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Path } from '../k8s/fieldpath.ts'
import {
  AliasEditError,
  applyEdits,
  editAt,
  insertAt,
  invertEdits,
  ManifestEditError,
  moveItem,
  parseManifest,
  removeAt,
  setAt,
} from './manifest.ts'
import { intendedValue, type Operation } from './operation.ts'
import { edited } from './perform.ts'
import { isPlainMap, plainAt } from './plain.ts'
import { scalars, values } from './values.arbitrary.ts'
import { pathsOf } from './versions.arbitrary.ts'

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

  it('shows again below an override that goes, which is refused', () => {
    const text = `${TEXT}over:\n  <<: *b\n  x: 5\n`
    expect(() => setAt(parseManifest(text), ['over', 'x'], undefined)).toThrow(AliasEditError)
    expect(() => setAt(parseManifest(text), ['over'], { l: [1, 2] })).toThrow(AliasEditError)
    expect(setAt(parseManifest(text), ['over', 'x'], undefined, { sharing: 'detach' }).text).toBe(
      `${TEXT}over:\n  l:\n    - 1\n    - 2\n`,
    )
  })

  it('gives nothing away', () => {
    expect(() => set(['use', 'x'], undefined)).toThrow(AliasEditError)
    expect(() => set(['use', 'l', 0], 5)).toThrow(AliasEditError)
    expect(() => set(['use'], { y: 2 })).toThrow(AliasEditError)
  })
})

describe('the error', () => {
  const refused = (path: Path, value: unknown) => {
    try {
      set(path, value)
    } catch (error) {
      if (error instanceof AliasEditError) return { kind: error.kind, at: error.at, shared: error.shared }
    }
    return null
  }
  const base = {
    anchor: 'b',
    path: ['base'],
    offset: TEXT.indexOf('x: 1'),
    length: 'x: 1\n  l: [1, 2]'.length,
    aliases: 3,
  }

  it.each<[Path, unknown, string, Path]>([
    [['copy', 'x'], 2, 'alias', ['copy']],
    [['copy', 'l', 0], 2, 'alias', ['copy']],
    [['use', 'x'], undefined, 'merge', ['use']],
    [['use', 'l', 0], 5, 'merge', ['use']],
    [['base', 'x'], 2, 'anchor', ['base']],
    [['base'], undefined, 'removal', ['base']],
  ])('says what an edit of %j to %j would reach', (path, value, kind, at) => {
    expect(refused(path, value)).toEqual({ kind, at, shared: base })
  })

  it('has no anchor to name for a merge key without an alias', () => {
    const inline = parseManifest('a:\n  <<: {x: 1}\n  y: 2\n')
    expect(() => removeAt(inline, ['a', 'x'])).toThrow(
      expect.objectContaining({ kind: 'merge', shared: null }),
    )
    expect(removeAt(inline, ['a', 'x'], { sharing: 'detach' }).text).toBe('a:\n  y: 2\n')
    expect(() => removeAt(inline, ['a', 'x'], { sharing: 'everywhere' })).toThrow(AliasEditError)
  })
})

describe('with everywhere', () => {
  const all = (path: Path, value: unknown) =>
    setAt(parseManifest(TEXT), path, value, { sharing: 'everywhere' }).text

  it('the anchored value changes', () => {
    for (const name of ['base', 'copy', 'last'])
      expect(all([name, 'x'], 2)).toBe(TEXT.replace('x: 1', 'x: 2'))
    expect(all(['use', 'l', 0], 5)).toBe(TEXT.replace('[1, 2]', '[5, 2]'))
    expect(all(['copy', 'new'], 2)).toBe(TEXT.replace('[1, 2]\n', '[1, 2]\n  new: 2\n'))
    expect(all(['use', 'x'], undefined)).toBe(TEXT.replace('  x: 1\n', ''))
  })

  it('a value that aliases repeat is still not removed', () => {
    expect(() => all(['base'], undefined)).toThrow(AliasEditError)
  })
})

describe('with detach', () => {
  const own = (path: Path, value: unknown) =>
    setAt(parseManifest(TEXT), path, value, { sharing: 'detach' }).text

  it('an alias becomes a copy of its own', () => {
    expect(own(['copy', 'x'], 2)).toBe(TEXT.replace('copy: *b', 'copy:\n  x: 2\n  l:\n    - 1\n    - 2'))
    expect(own(['use', 'x'], undefined)).toBe(TEXT.replace('  <<: *b\n', '  l:\n    - 1\n    - 2\n'))
  })

  it('an anchor changes alone, aliases keep what they said', () => {
    const { value } = parseManifest(own(['base', 'x'], 2))
    expect(value).toEqual({
      base: { x: 2, l: [1, 2] },
      copy: { x: 1, l: [1, 2] },
      use: { x: 1, l: [1, 2], y: 2 },
      last: { x: 1, l: [1, 2] },
    })
    expect(own(['base'], undefined)).not.toContain('*b')
  })
})

const SHARED = [
  TEXT,
  'a: &a\n  p: &p\n    - name: x # first\n      port: 1\n    - name: y\n  q: *p\nb: *a\nc:\n  - *a\n  - <<: *a\n    q: 1\n',
  'one: &s web\ntwo: *s\nlabels: {app: *s, x: [*s, &n 1, *n]}\n',
  'a: &a {x: 1}\nb: &b {y: 2}\nm: {<<: [*a, *b], z: 3}\nn:\n  <<: [*a, *b]\n  z: 3\no:\n  - <<: *b\n',
]

describe('random edits of shared values', { timeout: 60_000 }, () => {
  const operations = fc
    .tuple(fc.constantFrom(...SHARED), fc.nat(), fc.option(fc.oneof(scalars, values)))
    .map(([text, at, value]) => {
      const paths = pathsOf(parseManifest(text).value)
      const path = paths[at % paths.length] ?? []
      return { text, operation: { kind: 'set', path, value: value ?? undefined } satisfies Operation }
    })
  const isKnown = (error: unknown) => error instanceof AliasEditError || error instanceof ManifestEditError

  it('change one place alone when they detach it', () => {
    fc.assert(
      fc.property(operations, ({ text, operation }) => {
        const manifest = parseManifest(text)
        const { edits, manifest: result } = edited(manifest, operation, { sharing: 'detach' })
        expect(result.value).toEqual(intendedValue(manifest.value, operation))
        expect(result.problems).toEqual([])
        expect(applyEdits(text, edits)).toBe(result.text)
        expect(applyEdits(result.text, invertEdits(text, edits))).toBe(text)
      }),
      { numRuns: 500 },
    )
  })

  it('leave every alias an alias when they change it everywhere', () => {
    fc.assert(
      fc.property(operations, ({ text, operation: { path, value } }) => {
        const manifest = parseManifest(text)
        try {
          const edits = editAt(manifest, path, value, { sharing: 'everywhere' })
          const result = parseManifest(applyEdits(text, edits))
          if (value !== undefined) expect(plainAt(result.value, path)).toEqual(value)
          const parent = plainAt(result.value, path.slice(0, -1))
          if (value === undefined && isPlainMap(parent))
            expect(Object.keys(parent)).not.toContain(path.at(-1))
        } catch (error) {
          if (!isKnown(error)) throw error
        }
      }),
      { numRuns: 300 },
    )
  })
})
