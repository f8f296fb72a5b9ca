/** Random merges: nothing of either side is lost, and the text elsewhere is not touched. */

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatKeyedPath, type KeyedPath, keyedPathOf, resolvePath, selectorOf } from './keyedpath.ts'
import { identityOf, listKeyOf } from './listkeys.ts'
import { parseManifest, pathAt } from './manifest.ts'
import { mergeTheirs, resolve } from './merge.ts'
import { isEmpty, isEqual, isPlainMap, plainAt } from './plain.ts'
import { semanticChanges } from './semantic.ts'
import { versions } from './versions.arbitrary.ts'
import { writeYaml } from './write.ts'

const RUNS = { numRuns: 400 }

/** A text with a comment behind each line, so that losing a line would show. */
function commented(value: unknown): string {
  return writeYaml(value)
    .split('\n')
    .map((line, index) => (line === '' ? line : `${line} # c${index};`))
    .join('\n')
}

/** The values that a merge takes as one, by their keyed path: scalars, lists without keys, empty collections. */
function leaves(value: unknown, keyed: KeyedPath = [], found = new Map<string, unknown>()) {
  const field = keyed.at(-1)
  const key = Array.isArray(value) ? listKeyOf(typeof field === 'string' ? field : undefined, value) : null
  if (isEmpty(value)) found.set(formatKeyedPath(keyed), value)
  else if (isPlainMap(value))
    for (const [name, entry] of Object.entries(value)) leaves(entry, [...keyed, name], found)
  else if (Array.isArray(value) && key !== null)
    for (const item of value) leaves(item, [...keyed, selectorOf(item, key)], found)
  else found.set(formatKeyedPath(keyed), value)
  return found
}

/** An empty collection is no leaf any more once the other side has put something into it. */
function emptied(value: unknown): unknown {
  return isEmpty(value) ? value : undefined
}

/** The same content with the items of keyed lists sorted by their keys. */
function sorted(value: unknown, field?: string): unknown {
  if (Array.isArray(value)) {
    const key = listKeyOf(field, value)
    const items = value.map((item) => sorted(item))
    return key === null ? items : items.toSorted((a, b) => (identityOf(a, key) < identityOf(b, key) ? -1 : 1))
  }
  if (!isPlainMap(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, sorted(entry, name)]))
}

describe('a merge', { timeout: 60_000 }, () => {
  it('loses no change of either side', () => {
    fc.assert(
      fc.property(versions, ({ base, mine, theirs }) => {
        const { manifest, conflicts } = mergeTheirs(base, parseManifest(writeYaml(mine)), theirs)
        const places = conflicts.map(({ path }) => formatKeyedPath(path))
        const [was, is, wanted, got] = [base, mine, theirs, manifest.value].map((side) => leaves(side))
        for (const text of new Set([was, is, wanted].flatMap((side) => [...(side?.keys() ?? [])]))) {
          const [b, m, t, g] = [was, is, wanted, got].map((side) => side?.get(text))
          const asked = places.some(
            (place) => text === place || text.startsWith(`${place}.`) || text.startsWith(`${place}[`),
          )
          if (asked) expect(g).toEqual(m)
          else if (isEqual(b, t)) expect(g ?? emptied(m)).toEqual(m)
          else if (isEqual(b, m)) expect(g ?? emptied(t)).toEqual(t)
        }
      }),
      RUNS,
    )
  })

  it('is either version where only that one changed', () => {
    fc.assert(
      fc.property(versions, ({ base, mine }) => {
        const start = parseManifest(writeYaml(base))
        expect(mergeTheirs(base, start, mine)).toMatchObject({ conflicts: [], manifest: { value: mine } })
        const own = parseManifest(writeYaml(mine))
        expect(mergeTheirs(base, own, base).manifest).toBe(own)
        expect(mergeTheirs(base, own, mine)).toMatchObject({ conflicts: [], manifest: own })
      }),
      RUNS,
    )
  })

  it('has the same content from both sides where nothing conflicts', () => {
    fc.assert(
      fc.property(versions, ({ base, mine, theirs }) => {
        const one = mergeTheirs(base, parseManifest(writeYaml(mine)), theirs)
        const other = mergeTheirs(base, parseManifest(writeYaml(theirs)), mine)
        expect(one.conflicts.length === 0).toBe(other.conflicts.length === 0)
        if (one.conflicts.length === 0)
          expect(sorted(one.manifest.value)).toEqual(sorted(other.manifest.value))
      }),
      RUNS,
    )
  })

  it('touches the text only where they changed something', () => {
    fc.assert(
      fc.property(versions, ({ base, mine, theirs }) => {
        const own = parseManifest(commented(mine))
        const { manifest } = mergeTheirs(base, own, theirs)
        const changed = semanticChanges(mine, manifest.value).map(({ keyed }) => formatKeyedPath(keyed))
        for (const line of own.text.split('\n')) {
          const offset = own.text.indexOf(line)
          const here = formatKeyedPath(keyedPathOf(own.value, pathAt(own, offset + line.length - 1)))
          const touched = changed.some((place) => here.startsWith(place) || place.startsWith(here))
          if (!touched) expect(manifest.text).toContain(line.replace(/^[- ]*/, ''))
        }
      }),
      RUNS,
    )
  })

  it('ends with the chosen side at every conflict', () => {
    fc.assert(
      fc.property(
        versions,
        fc.constantFrom('mine' as const, 'theirs' as const),
        ({ base, mine, theirs }, side) => {
          const merged = mergeTheirs(base, parseManifest(writeYaml(mine)), theirs)
          const settled = merged.conflicts.reduce((at, conflict) => resolve(at, conflict, side), merged)
          expect(settled.conflicts).toEqual([])
          for (const conflict of merged.conflicts) {
            const path = resolvePath(settled.manifest, conflict.path)
            const now = path === null ? undefined : plainAt(settled.manifest.value, path)
            expect(now).toEqual(conflict[side])
          }
          if (side === 'mine') expect(settled.manifest).toBe(merged.manifest)
        },
      ),
      RUNS,
    )
  })
})
