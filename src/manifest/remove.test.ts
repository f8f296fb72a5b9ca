/** Removing keys and items: their lines and comments go, all others stay. */

import { describe, expect, it } from 'vitest'
import type { Path } from '../k8s/fieldpath.ts'
import { parseManifest, removeAt } from './manifest.ts'

const remove = (text: string, ...path: Path) => removeAt(parseManifest(text), path).text
const prune = (text: string, path: Path, keepDepth?: number) =>
  removeAt(parseManifest(text), path, {
    pruneEmptyParents: true,
    ...(keepDepth === undefined ? {} : { keepDepth }),
  }).text

describe('a removed key', () => {
  it('takes its line end comment and the comments directly above', () => {
    const text =
      'spec:\n  # of a\n  a: 1\n\n  # loose\n\n  # of b\n  # more\n  b: 2 # two\n  # of c\n  c: 3\n'
    expect(remove(text, 'spec', 'b')).toBe('spec:\n  # of a\n  a: 1\n\n  # loose\n\n  # of c\n  c: 3\n')
    expect(remove(text, 'spec', 'a')).toBe(
      'spec:\n\n  # loose\n\n  # of b\n  # more\n  b: 2 # two\n  # of c\n  c: 3\n',
    )
  })

  it('takes the deeper comments that close its block', () => {
    expect(remove('a:\n  b: 1\n  # of a\n# of c\nc: 1\n', 'a')).toBe('# of c\nc: 1\n')
    expect(remove('a:\n  b: 1\n  # of a\n# of c\nc: 1\n', 'c')).toBe('a:\n  b: 1\n  # of a\n')
  })

  it('leaves the comment at the top of the document', () => {
    expect(remove('# licence\na: 1\nb: 2\n', 'a')).toBe('# licence\nb: 2\n')
    expect(remove('---\n# licence\na: 1\nb: 2\n', 'a')).toBe('---\n# licence\nb: 2\n')
    expect(remove('# licence\n\n# of a\na: 1\nb: 2\n', 'a')).toBe('# licence\n\nb: 2\n')
  })

  it('leaves brackets where it was the last one', () => {
    expect(remove('a: # c\n  b: 1 # d\nz: 0\n', 'a', 'b')).toBe('a: {} # c\nz: 0\n')
    expect(remove('l:\n- a: 1\n- 2\n', 'l', 0, 'a')).toBe('l:\n- {}\n- 2\n')
    expect(remove('l:\n- a\nz: 0\n', 'l', 0)).toBe('l: []\nz: 0\n')
    expect(remove('a: &x\n  b: 1\n', 'a', 'b')).toBe('a: &x {}\n')
    expect(remove('# top\na: 1\n', 'a')).toBe('# top\n{}\n')
  })

  it('at the dash lets the next one move up', () => {
    expect(remove('- a: 1\n  b: 2\n  c: 3\n', 0, 'a')).toBe('- b: 2\n  c: 3\n')
    expect(remove('-   a: 1 # c\n    # of b\n    b: 2\n', 0, 'a')).toBe('-   # of b\n    b: 2\n')
    expect(remove('- a:\n    x: 1\n  b: 2\n', 0, 'a')).toBe('- b: 2\n')
  })

  it('may be the last line without newline', () => {
    expect(remove('a: 1\nb: 2', 'b')).toBe('a: 1\n')
    expect(remove('a: 1\r\nb: 2\r\nc: 3\r\n', 'b')).toBe('a: 1\r\nc: 3\r\n')
  })

  it('takes all lines of its value', () => {
    expect(remove('a: |\n  x\n\n  # text\nb: 1\n', 'a')).toBe('b: 1\n')
    expect(remove('a: "x\n  y" # c\nb: 1\n', 'a')).toBe('b: 1\n')
    expect(remove('a: {b: 1,\n  c: 2} # c\nb: 1\n', 'a')).toBe('b: 1\n')
  })

  it('leaves no blank line to a literal block that would keep it', () => {
    expect(remove('a:\n  t: |+\n    x\n\n  b: 1\n\nc: 1\n', 'a', 'b')).toBe('a:\n  t: |+\n    x\n\nc: 1\n')
  })

  it('in brackets takes its comma', () => {
    expect(remove('a: {b: 1, c: 2, d: 3}\n', 'a', 'b')).toBe('a: {c: 2, d: 3}\n')
    expect(remove('a: { b: 1, c: 2 }\n', 'a', 'c')).toBe('a: { b: 1 }\n')
    expect(remove('a: [1, 2, 3]\n', 'a', 1)).toBe('a: [1, 3]\n')
    expect(remove('a: [1]\n', 'a', 0)).toBe('a: []\n')
    expect(remove('a: [\n  1, # one\n  2, # two\n  3 # three\n]\n', 'a', 1)).toBe(
      'a: [\n  1, # one\n  3 # three\n]\n',
    )
    expect(remove('a: [\n  1, # one\n  2 # two\n]\n', 'a', 1)).toBe('a: [\n  1 # one\n]\n')
    expect(remove('a: [1, # one\n  2]\n', 'a', 1)).toBe('a: [1, # one\n  ]\n')
  })

  it('changes nothing where there is none', () => {
    expect(remove('a: 1\n', 'b', 'c')).toBe('a: 1\n')
    expect(remove('a: [1]\n', 'a', 4)).toBe('a: [1]\n')
  })
})

describe('a removed item', () => {
  it('takes exactly its lines, also among equal ones', () => {
    const text =
      'ports:\n# one\n- port: 80 # a\n# two\n- port: 80 # b\n  name: x\n# three\n- port: 80 # c\nz: 0\n'
    expect(remove(text, 'ports', 1)).toBe('ports:\n# one\n- port: 80 # a\n# three\n- port: 80 # c\nz: 0\n')
    expect(remove('l:\n  - 1 # a\n  - 1 # b\n  - 1 # c\n', 'l', 0)).toBe('l:\n  - 1 # b\n  - 1 # c\n')
  })
})

describe('empty parents', () => {
  const text = 'spec:\n  a:\n    b:\n      c: 1\n'

  it('stay unless asked', () => {
    expect(remove(text, 'spec', 'a', 'b', 'c')).toBe('spec:\n  a:\n    b: {}\n')
  })

  it('go down to a depth', () => {
    expect(prune(text, ['spec', 'a', 'b', 'c'])).toBe('spec: {}\n')
    expect(prune(text, ['spec', 'a', 'b', 'c'], 2)).toBe('spec:\n  a: {}\n')
    expect(prune(`kind: A\n${text}`, ['spec', 'a', 'b', 'c'], 0)).toBe('kind: A\n')
  })

  it('stay where they hold something, or are items of a list', () => {
    expect(prune('spec:\n  a:\n    b: {c: 1, d: 2}\n', ['spec', 'a', 'b', 'c'])).toBe(
      'spec:\n  a:\n    b: {d: 2}\n',
    )
    expect(prune('from:\n  - pods:\n      labels:\n        a: b\n', ['from', 0, 'pods', 'labels', 'a'])).toBe(
      'from:\n  - {}\n',
    )
    expect(prune('a: {b: {}}\n', ['a', 'b', 'missing'])).toBe('a: {b: {}}\n')
  })
})
