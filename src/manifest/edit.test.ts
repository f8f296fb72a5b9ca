import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits, diffSpan, invertEdits } from './edit.ts'

describe('applyEdits', () => {
  it('takes edits in any order', () => {
    const edits = [
      { offset: 4, length: 1, text: 'E' },
      { offset: 0, length: 2, text: '' },
    ]
    expect(applyEdits('abcdef', edits)).toBe('cdEf')
  })

  it('keeps the order of insertions at one offset and puts them before what is replaced there', () => {
    const edits = [
      { offset: 1, length: 1, text: 'X' },
      { offset: 1, length: 0, text: '1' },
      { offset: 1, length: 0, text: '2' },
    ]
    expect(applyEdits('abc', edits)).toBe('a12Xc')
  })

  it('refuses edits that overlap or leave the text', () => {
    const overlapping = [
      { offset: 0, length: 2, text: '' },
      { offset: 1, length: 1, text: '' },
    ]
    expect(() => applyEdits('abc', overlapping)).toThrow(RangeError)
    expect(() => applyEdits('abc', [{ offset: 2, length: 2, text: '' }])).toThrow(RangeError)
  })
})

describe('invertEdits', () => {
  it('leads back to the text', () => {
    const edits = [
      { offset: 3, length: 2, text: 'long' },
      { offset: 0, length: 1, text: '' },
    ]
    expect(applyEdits(applyEdits('abcdef', edits), invertEdits('abcdef', edits))).toBe('abcdef')
  })
})

describe('diffSpan', () => {
  it('is the smallest replaced span', () => {
    expect(diffSpan('port: 80\n', 'port: 8080\n')).toEqual({ offset: 8, length: 0, text: '80' })
    expect(diffSpan('same', 'same')).toBeNull()
    expect(diffSpan('aaa', 'aa')).toEqual({ offset: 2, length: 1, text: '' })
  })

  it('does not split a surrogate pair or a CRLF', () => {
    expect(diffSpan('🚀', '🚁')).toEqual({ offset: 0, length: 2, text: '🚁' })
    expect(diffSpan('a\r\n', 'a\n')).toEqual({ offset: 1, length: 2, text: '\n' })
  })

  it('turns one text into the other', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n', '🚀', '🚁'), maxLength: 8 })
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const span = diffSpan(before, after)
        expect(applyEdits(before, span === null ? [] : [span])).toBe(after)
        expect(span?.text ?? '').not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/)
      }),
    )
  })
})
