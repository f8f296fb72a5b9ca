/** Random edits of random manifests: the result reads as intended, and nothing else moves. */

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Path, startsWith } from '../k8s/fieldpath.ts'
import { applyEdits, invertEdits } from './edit.ts'
import { nextLine, skipBlankLines } from './lines.ts'
import {
  AliasEditError,
  editAt,
  ManifestEditError,
  PathError,
  parseManifest,
  pathAt,
  rangeAt,
  readAt,
  setAt,
  UnreadableManifestError,
} from './manifest.ts'
import { type LaidOut, manifests } from './manifests.arbitrary.ts'
import { intendedValue, type Operation } from './operation.ts'
import { directly } from './perform.ts'
import { isEmpty, plainAt } from './plain.ts'
import { keys, scalars, values } from './values.arbitrary.ts'
import { pathsOf } from './versions.arbitrary.ts'

const RUNS = { numRuns: 400 }

/** The edits of the line-wise path, without the safety net: null would mean that it is needed. */
function editsOf(text: string, operation: Operation) {
  const manifest = parseManifest(text)
  const edits = directly(manifest, operation)
  if (edits === null) throw new Error('The safety net would be needed')
  const result = applyEdits(text, edits)
  const read = parseManifest(result)
  expect(read.value).toEqual(intendedValue(manifest.value, operation))
  if (!isEmpty(read.value)) expect(read.problems).toEqual([])
  expect(applyEdits(result, invertEdits(text, edits))).toBe(text)
  return { edits, result }
}

/** All edits begin and end in the lines that the generator noted for the entry at `path`. */
function expectWithin(laidOut: LaidOut, edits: readonly { offset: number; length: number }[], path: Path) {
  const span = laidOut.lines.get(JSON.stringify(path))
  if (span === undefined) return
  const starts = [0]
  while (nextLine(laidOut.text, starts.at(-1) ?? 0) > (starts.at(-1) ?? 0))
    starts.push(nextLine(laidOut.text, starts.at(-1) ?? 0))
  const from = starts[span.first] ?? 0
  // A literal block that keeps its last line breaks must not gain blank lines: those below may go.
  const to = skipBlankLines(laidOut.text, starts[span.last + 1] ?? laidOut.text.length)
  for (const edit of edits) {
    expect(edit.offset).toBeGreaterThanOrEqual(from)
    expect(edit.offset + edit.length).toBeLessThanOrEqual(to)
  }
}

function lostComments(laidOut: LaidOut, result: string) {
  return laidOut.comments.filter(({ text }) => !result.includes(text))
}

/** Lines without indent, the dash that one line hands to the next, and commas. */
function bareLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^[\s-]+/, '').trim())
    .filter((line) => line !== '')
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let position = 0
  return part.every((line) => {
    position = whole.indexOf(line, position) + 1
    return position > 0
  })
}

const somePath = fc.nat()
const pick = <T>(options: readonly T[], index: number): T | undefined =>
  options[index % Math.max(1, options.length)]

describe('random manifests', { timeout: 60_000 }, () => {
  it('are read as the generator meant them', () => {
    fc.assert(
      fc.property(manifests, ({ text, value }) => {
        expect(parseManifest(text)).toMatchObject({ problems: [], value })
      }),
      RUNS,
    )
  })

  it('keep everything outside of a scalar that is set', () => {
    fc.assert(
      fc.property(manifests, somePath, scalars, (laidOut, index, value) => {
        const path = pick(pathsOf(laidOut.value), index)
        if (path === undefined || typeof plainAt(laidOut.value, path) === 'object') return
        const { edits, result } = editsOf(laidOut.text, { kind: 'set', path, value })
        expect(lostComments(laidOut, result)).toEqual([])
        expectWithin(laidOut, edits, path)
        const { offset, length } = rangeAt(parseManifest(laidOut.text), path)
        if (`${plainAt(laidOut.value, path)}${value}`.includes('\n')) return
        expect(result.startsWith(laidOut.text.slice(0, offset))).toBe(true)
        expect(result.endsWith(laidOut.text.slice(offset + length))).toBe(true)
      }),
      RUNS,
    )
  })

  it('change only the lines of an entry whose value is replaced by any other', () => {
    fc.assert(
      fc.property(manifests, somePath, values, (laidOut, index, value) => {
        const path = pick(pathsOf(laidOut.value), index) ?? ['spec']
        const { edits, result } = editsOf(laidOut.text, { kind: 'set', path, value })
        expectWithin(laidOut, edits, path)
        for (const { owner } of lostComments(laidOut, result)) expect(startsWith(owner, path)).toBe(true)
      }),
      RUNS,
    )
  })

  it('gain a key, or a list item, without losing anything', () => {
    fc.assert(
      fc.property(manifests, somePath, keys, values, (laidOut, index, key, value) => {
        const parents = [[], ...pathsOf(laidOut.value)].filter(
          (path) => typeof plainAt(laidOut.value, path) === 'object',
        )
        const parent = pick(parents, index) ?? []
        const old = plainAt(laidOut.value, parent)
        const path = [...parent, ...(Array.isArray(old) ? [old.length] : [`new-${key}`])]
        const { edits, result } = editsOf(laidOut.text, { kind: 'set', path, value })
        expectWithin(laidOut, edits, parent)
        expect(lostComments(laidOut, result)).toEqual([])
        if (!isEmpty(old)) expect(edits.every((edit) => edit.length === 0)).toBe(true)
      }),
      RUNS,
    )
  })

  it('lose exactly the lines and comments of an entry that is removed', () => {
    fc.assert(
      fc.property(manifests, somePath, (laidOut, index) => {
        const path = pick(pathsOf(laidOut.value), index)
        if (path === undefined) return
        const parent = path.slice(0, -1)
        const { edits, result } = editsOf(laidOut.text, { kind: 'set', path, value: undefined })
        expectWithin(laidOut, edits, parent)
        const emptied = isEmpty(plainAt(parseManifest(result).value, parent))
        for (const { owner } of lostComments(laidOut, result)) {
          expect(startsWith(owner, emptied ? parent : path)).toBe(true)
        }
        const span = laidOut.lines.get(JSON.stringify(path))
        // Entries of brackets have no lines of their own.
        if (emptied || span === undefined) return
        expect(isSubsequence(bareLines(result), bareLines(laidOut.text))).toBe(true)
        for (const { text, owner } of laidOut.comments)
          expect(result.includes(text)).toBe(!startsWith(owner, path))
      }),
      RUNS,
    )
  })

  it('insert and move list items with their comments', () => {
    fc.assert(
      fc.property(
        manifests,
        somePath,
        fc.nat(),
        fc.nat(),
        fc.option(values, { nil: undefined }),
        (laidOut, index, a, b, value) => {
          const lists = pathsOf(laidOut.value).filter((path) => Array.isArray(plainAt(laidOut.value, path)))
          const path = pick(lists, index)
          const length = (plainAt(laidOut.value, path ?? []) as unknown[]).length
          if (path === undefined || (value === undefined && length === 0)) return
          const operation: Operation =
            value === undefined
              ? { kind: 'move', path, from: a % length, to: b % length }
              : { kind: 'insert', path, index: a % (length + 1), value }
          const { edits, result } = editsOf(laidOut.text, operation)
          expectWithin(laidOut, edits, path)
          expect(lostComments(laidOut, result)).toEqual([])
          if (operation.kind === 'insert') return
          const inLines = laidOut.lines.has(JSON.stringify([...path, 0]))
          const pieces = (text: string) => (inLines ? bareLines(text) : [...text]).toSorted()
          expect(pieces(result)).toEqual(pieces(laidOut.text))
        },
      ),
      RUNS,
    )
  })

  it('give no edits for the value they hold, and find every entry again', () => {
    fc.assert(
      fc.property(manifests, somePath, (laidOut, index) => {
        const manifest = parseManifest(laidOut.text)
        const path = pick(pathsOf(laidOut.value), index) ?? []
        expect(editAt(manifest, path, readAt(manifest, path))).toEqual([])
        const range = rangeAt(manifest, path)
        expect(range.exact).toBe(true)
        expect(startsWith(pathAt(manifest, range.offset), path)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('never break while they are typed', () => {
    const typed = fc.constantFrom(
      '\n',
      ' ',
      '  ',
      ': ',
      '- ',
      '#',
      '|',
      '"',
      '{',
      ']',
      '&a ',
      '*a',
      '? ',
      '<<: ',
      '\t',
      'x',
      '---\n',
    )
    fc.assert(
      fc.property(
        manifests,
        somePath,
        somePath,
        fc.nat(3),
        typed,
        ({ text: whole }, index, at, cut, piece) => {
          const offset = at % (whole.length + 1)
          const text = whole.slice(0, offset) + piece + whole.slice(offset + cut)
          const manifest = parseManifest(text)
          const path = pick(pathsOf(manifest.value), index) ?? ['spec', 'a']
          expect(pathAt(manifest, offset)).toBeInstanceOf(Array)
          expect(rangeAt(manifest, path).offset).toBeLessThanOrEqual(text.length)
          for (const value of ['set', undefined, { a: ['b'] }]) {
            const operation: Operation = { kind: 'set', path, value }
            try {
              expect(setAt(manifest, path, value).value).toEqual(intendedValue(manifest.value, operation))
            } catch (error) {
              const known = [UnreadableManifestError, AliasEditError, PathError].some(
                (kind) => error instanceof kind,
              )
              // A typed question mark makes a whole map or list a key, which has no name to edit it by.
              const around = [path, ...pathsOf(plainAt(manifest.value, path), path)]
              const unnamed = around.some((steps) => steps.some((step) => /^[[{]/.test(String(step))))
              if (!known && !(unnamed && error instanceof ManifestEditError)) throw error
            }
          }
        },
      ),
      RUNS,
    )
  })
})
