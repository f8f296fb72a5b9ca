/** Edits one after the other: what is read in part is what reading the whole text would give. */

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentEnd, regionEnd, type Slot } from './layout.ts'
import { applyEdits, invertEdits, type Manifest, parseManifest, pathAt, rangeAt } from './manifest.ts'
import { manifests } from './manifests.arbitrary.ts'
import { intendedValue, type Operation } from './operation.ts'
import { edited } from './perform.ts'
import { isPlainMap, plainAt } from './plain.ts'
import { reread } from './reread.ts'
import { everySlot } from './sharing.ts'
import { sourceOf } from './source.ts'
import { scalars, values } from './values.arbitrary.ts'
import { pathsOf } from './versions.arbitrary.ts'

/** All that the edits of this folder know about the places of a manifest. */
function places(manifest: Manifest) {
  const source = sourceOf(manifest)
  const about = ({ node, keyNode, ...slot }: Slot) => ({
    ...slot,
    node: slot.absent ? null : node?.range?.slice(0, 1),
    keyNode: keyNode?.range?.slice(0, 2),
    content: contentEnd(source, { ...slot, node, keyNode }),
    region: regionEnd(source, { ...slot, node, keyNode }),
  })
  return [...everySlot(source)].map(({ slot, path }) => ({
    path,
    ...about(slot),
    range: rangeAt(manifest, path),
  }))
}

describe('a manifest after edits', { timeout: 60_000 }, () => {
  const operations = fc.record({
    kind: fc.nat(5),
    at: fc.nat(),
    to: fc.nat(),
    value: fc.oneof(scalars, values),
  })

  interface Step {
    readonly kind: number
    readonly at: number
    readonly to: number
    readonly value: unknown
  }

  function operationOn({ value: root }: Manifest, { kind, at, to, value }: Step): Operation {
    const paths = pathsOf(root)
    const path = paths[at % Math.max(1, paths.length)] ?? ['spec']
    const old = plainAt(root, path)
    if (kind === 0) return { kind: 'set', path, value: undefined }
    if (kind > 3) return { kind: 'set', path: isPlainMap(old) ? [...path, 'new'] : ['new'], value }
    if (!Array.isArray(old)) return { kind: 'set', path, value }
    if (kind === 1 && old.length > 1)
      return { kind: 'move', path, from: at % old.length, to: to % old.length }
    return { kind: 'insert', path, index: to % (old.length + 1), value }
  }

  it('knows every place as if it had been read anew, and leads back', () => {
    let partly = 0
    fc.assert(
      fc.property(manifests, fc.array(operations, { minLength: 1, maxLength: 4 }), (laidOut, steps) => {
        let current = parseManifest(laidOut.text)
        for (const step of steps) {
          const operation = operationOn(current, step)
          const { text, value } = current
          const intended = intendedValue(value, operation)
          const { edits, manifest } = edited(current, operation)
          expect(manifest.value).toEqual(intended)
          expect(manifest.text).toBe(applyEdits(text, edits))
          expect(applyEdits(manifest.text, invertEdits(text, edits))).toBe(text)
          const anew = parseManifest(manifest.text)
          expect(manifest.value).toEqual(anew.value)
          expect(manifest.problems).toEqual(anew.problems)
          expect(JSON.stringify(places(manifest))).toBe(JSON.stringify(places(anew)))
          if (reread(parseManifest(text), edits, intended) !== null) partly += 1
          current = manifest
        }
      }),
      { numRuns: 400 },
    )
    expect(partly).toBeGreaterThan(300)
  })

  it('leaves the manifest before it usable', () => {
    const before = parseManifest('a:\n  - b: 1\n    c: 2\n  - d: 3\n')
    const { manifest } = edited(before, { kind: 'set', path: ['a', 0, 'c'], value: 'longer' })
    expect(rangeAt(manifest, ['a', 1, 'd'])).toEqual({ offset: 33, length: 1, exact: true })
    expect(rangeAt(before, ['a', 1, 'd'])).toEqual({ offset: 28, length: 1, exact: true })
    expect(pathAt(before, 28)).toEqual(['a', 1, 'd'])
    expect(edited(before, { kind: 'set', path: ['a', 0, 'c'], value: 4 }).manifest.text).toContain('c: 4')
  })
})
