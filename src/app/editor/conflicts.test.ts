import { expect, test } from 'vitest'
import { parseManifest } from '../../manifest/manifest.ts'
import { type Conflict, mergeTheirs, resolve } from '../../manifest/merge.ts'
import { carriedOver, mineNow, openConflicts } from './conflicts.ts'

const base = { spec: { ports: [{ name: 'http', port: 80 }], type: 'ClusterIP' } }
const theirs = (port: number) => ({ spec: { ports: [{ name: 'http', port }], type: 'ClusterIP' } })
const mine = parseManifest('spec:\n  ports:\n    - {name: http, port: 81} # mine\n  type: ClusterIP\n')
const only = ([conflict]: readonly Conflict[]): Conflict => {
  if (conflict === undefined) throw new Error('there is no conflict')
  return conflict
}

test('mine is what the text says now', () => {
  const merged = mergeTheirs(base, mine, theirs(90))
  const conflict = only(openConflicts(merged, merged.manifest))
  expect(mineNow(mine, conflict)).toBe(81)
  expect(mineNow(parseManifest(mine.text.replace('81', '82')), conflict)).toBe(82)
})

test('who types their value has answered', () => {
  const merged = mergeTheirs(base, mine, theirs(90))
  expect(openConflicts(merged, parseManifest(mine.text.replace('81', '90')))).toEqual([])
})

test('what was not answered is still asked after the next merge, about their newest value', () => {
  const first = mergeTheirs(base, mine, theirs(90))
  const same = carriedOver(first, mergeTheirs(theirs(90), first.manifest, theirs(90)))
  expect(only(same.conflicts)).toMatchObject({ theirs: 90 })
  const newer = carriedOver(first, mergeTheirs(theirs(90), first.manifest, theirs(91)))
  expect(newer.conflicts).toHaveLength(1)
  expect(only(newer.conflicts)).toMatchObject({ theirs: 91 })
  expect(resolve(newer, only(newer.conflicts), 'theirs').manifest.text).toBe(mine.text.replace('81', '91'))
})

test('what they made the same as mine is not asked any more', () => {
  const first = mergeTheirs(base, mine, theirs(90))
  expect(carriedOver(first, mergeTheirs(theirs(90), first.manifest, theirs(81))).conflicts).toEqual([])
})
