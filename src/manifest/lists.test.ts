/** Inserting and moving items: comments travel with their item. */

import { describe, expect, it } from 'vitest'
import { insertAt, moveItem, PathError, parseManifest } from './manifest.ts'

const insert = (text: string, index: number, value: unknown) =>
  insertAt(parseManifest(text), ['l'], index, value).text
const move = (text: string, from: number, to: number) => moveItem(parseManifest(text), ['l'], from, to).text

const LIST = 'l:\n# one\n- a: 1 # 1\n  b: x\n# two\n- a: 2\n  # in two\n- a: 3 # 3\n# of z\nz: 0\n'

describe('an inserted item', () => {
  it('stands at its index, in the style of the list', () => {
    expect(insert(LIST, 0, { a: 0 })).toBe(LIST.replace('# one', '- a: 0\n# one'))
    expect(insert(LIST, 1, { a: 0, c: [1] })).toBe(LIST.replace('# two', '- a: 0\n  c:\n  - 1\n# two'))
    expect(insert(LIST, 3, 'x')).toBe(LIST.replace('# of z', '- x\n# of z'))
    expect(insert('l:\n    - 1\n', 1, 'x')).toBe('l:\n    - 1\n    - x\n')
    expect(insert('l:\n  - 1 # last', 1, 'p\nq')).toBe('l:\n  - 1 # last\n  - |-\n    p\n    q')
  })

  it('opens a list that is empty or missing', () => {
    expect(insert('k: A\n', 0, { a: 1, b: 2 })).toBe('k: A\nl:\n  - a: 1\n    b: 2\n')
    expect(insert('l:\n', 0, 1)).toBe('l:\n  - 1\n')
    expect(insert('l: [] # c\n', 0, 1)).toBe('l: # c\n  - 1\n')
  })

  it('goes between the commas of brackets', () => {
    expect(insert('l: [1, 2]\n', 0, 0)).toBe('l: [0, 1, 2]\n')
    expect(insert('l: [1, 2]\n', 1, { a: 1 })).toBe('l: [1, {a: 1}, 2]\n')
    expect(insert('l: [\n  1, # one\n  2\n]\n', 1, 0)).toBe('l: [\n  1, # one\n  0,\n  2\n]\n')
    expect(insert('l: [\n  1, # one\n  2\n]\n', 0, 0)).toBe('l: [\n  0,\n  1, # one\n  2\n]\n')
  })

  it('stands next to an equal one', () => {
    expect(insert('l:\n- 1 # a\n- 1 # b\n', 1, 1)).toBe('l:\n- 1 # a\n- 1\n- 1 # b\n')
  })

  it('needs a list and a place in it', () => {
    expect(() => insert('l: [1]\n', 2, 0)).toThrow(PathError)
    expect(() => insert('l: [1]\n', -1, 0)).toThrow(PathError)
    expect(() => insert('l: {}\n', 0, 0)).toThrow(/not a list/)
  })
})

describe('a moved item', () => {
  it('takes its comments with it', () => {
    expect(move(LIST, 0, 1)).toBe(
      'l:\n# two\n- a: 2\n  # in two\n# one\n- a: 1 # 1\n  b: x\n- a: 3 # 3\n# of z\nz: 0\n',
    )
    expect(move(LIST, 0, 2)).toBe(
      'l:\n# two\n- a: 2\n  # in two\n- a: 3 # 3\n# one\n- a: 1 # 1\n  b: x\n# of z\nz: 0\n',
    )
    expect(move(LIST, 2, 0)).toBe(
      'l:\n- a: 3 # 3\n# one\n- a: 1 # 1\n  b: x\n# two\n- a: 2\n  # in two\n# of z\nz: 0\n',
    )
    expect(move(LIST, 1, 1)).toBe(LIST)
  })

  it('may be the last line without newline, in either direction', () => {
    expect(move('l:\n- a\n- b', 1, 0)).toBe('l:\n- b\n- a\n')
    expect(move('l:\n- a\n- b', 0, 1)).toBe('l:\n- b\n- a')
    expect(move('l:\r\n- a\r\n- b\r\n', 1, 0)).toBe('l:\r\n- b\r\n- a\r\n')
  })

  it('may hold lists and literal blocks', () => {
    expect(move('l:\n- - a\n  - b\n- |\n  x\n\n  y\nz: 0\n', 1, 0)).toBe(
      'l:\n- |\n  x\n\n  y\n- - a\n  - b\nz: 0\n',
    )
    expect(moveItem(parseManifest('l:\n- - a # 1\n  - b # 2\n'), ['l', 0], 1, 0).text).toBe(
      'l:\n- - b # 2\n  - a # 1\n',
    )
    expect(moveItem(parseManifest('l:\n- - a # 1\n  - b # 2\n'), ['l', 0], 0, 1).text).toBe(
      'l:\n- - b # 2\n  - a # 1\n',
    )
  })

  it('changes places between commas', () => {
    expect(move('l: [a,  {b: 1}, c] # c\n', 0, 2)).toBe('l: [{b: 1},  c, a] # c\n')
  })

  it('needs both places', () => {
    expect(() => move('l: [1]\n', 0, 1)).toThrow(PathError)
    expect(() => move('k: 1\n', 0, 0)).toThrow(PathError)
  })
})
