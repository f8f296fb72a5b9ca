/** Setting values: the smallest edit, in the style of the text around it. */

import { describe, expect, it } from 'vitest'
import type { Path } from '../k8s/fieldpath.ts'
import { editAt, PathError, parseManifest, setAt } from './manifest.ts'

const set = (text: string, path: Path, value: unknown) => setAt(parseManifest(text), path, value).text

describe('a scalar', () => {
  it('is replaced in its own range', () => {
    const text = 'kind: A\nspec:\n  port:   80   # web\n'
    expect(editAt(parseManifest(text), ['spec', 'port'], 81)).toEqual([{ offset: 25, length: 1, text: '1' }])
    expect(set(text, ['spec', 'port'], 'http')).toBe('kind: A\nspec:\n  port:   http   # web\n')
  })

  it('keeps quotes that somebody chose, and drops those that only the old value needed', () => {
    expect(set('a: "x"\n', ['a'], 'y')).toBe('a: "y"\n')
    expect(set('a: ""\n', ['a'], 'web')).toBe('a: web\n')
    expect(set('a: "8080"\n', ['a'], 'web')).toBe('a: web\n')
  })

  it('gives no edits where it is there already', () => {
    const manifest = parseManifest('a: 0x50\nb: "x"\nc: {d: [1]}\n')
    expect(editAt(manifest, ['a'], 80)).toEqual([])
    expect(editAt(manifest, ['b'], 'x')).toEqual([])
    expect(editAt(manifest, [], { b: 'x', c: { d: [1] }, a: 80, e: undefined })).toEqual([])
    expect(setAt(manifest, ['c'], { d: [1] })).toBe(manifest)
    expect(setAt(manifest, ['gone', 'deep'], undefined)).toBe(manifest)
  })

  it.each([
    ['a: "x"', 'y', 'a: "y"'],
    ["a: 'x'", "it's", "a: 'it''s'"],
    ["a: 'x'", 'tab\t\u0007', 'a: "tab\\t\\u0007"'],
    ['a: "x"', 8, 'a: 8'],
    ['a: "x"', null, 'a: null'],
    ['a: x', 'on', 'a: "on"'],
    ['a: x', '', 'a: ""'],
    ['a: 1', '1', 'a: "1"'],
    ['a: |\n  x\n', 'y\n', 'a: |\n  y\n'],
    ['a: 12 # n', true, 'a: true # n'],
    ['a: "one\n  two"', 'x', 'a: "x"'],
    ['a: one\n  two', 'x', 'a: x'],
    ['a:\n  "x"', 'y', 'a:\n  "y"'],
    ['a: !!str 1', 2, 'a: 2'],
    ['a: &x 1', 2, 'a: &x 2'],
    ['"a": 1', 2, '"a": 2'],
    ['? a\n: 1\n', 2, '? a\n: 2\n'],
  ])('%j set to %j', (text, value, result) => {
    expect(set(text, ['a'], value)).toBe(result)
  })

  it('fills a key without value', () => {
    expect(set('a:\nb: 1\n', ['a'], 'x')).toBe('a: x\nb: 1\n')
    expect(set('a: \nb: 1\n', ['a'], 'x')).toBe('a: x\nb: 1\n')
    expect(set('a: # why\n', ['a'], 'x')).toBe('a: x # why\n')
    expect(set('a:', ['a'], 'x')).toBe('a: x')
    expect(set('- 1\n-\n', [1], 'x')).toBe('- 1\n- x\n')
    expect(set('{a, b: 1}', ['a'], 'x')).toBe('{a: x, b: 1}')
    expect(set('s: [{a: , b: 1}]', ['s', 0, 'a'], 'x')).toBe('s: [{a: x, b: 1}]')
  })

  it('stays in its literal block, with the chomping that keeps it', () => {
    const text = 'a: |  # pem\n    one\n    two\n\nb: 1\n'
    expect(set(text, ['a'], 'one\n2\nthree\n')).toBe('a: |  # pem\n    one\n    2\n    three\n\nb: 1\n')
    expect(set(text, ['a'], 'one\ntwo')).toBe('a: |-  # pem\n    one\n    two\n\nb: 1\n')
    expect(set(text, ['a'], 'single')).toBe('a: |-  # pem\n    single\n\nb: 1\n')
    expect(set(text, ['a'], '')).toBe('a: ""  # pem\n\nb: 1\n')
    expect(set(text, ['a'], 5)).toBe('a: 5  # pem\n\nb: 1\n')
    expect(set(text, ['a'], { x: 1 })).toBe('a:  # pem\n  x: 1\n\nb: 1\n')
    expect(set('a: >-\n  folded\n  text\n', ['a'], 'x\ny')).toBe('a: |-\n  x\n  y\n')
  })

  it('of several lines becomes a literal block', () => {
    expect(set('a: x # c\nb: 1\n', ['a'], 'p\nq\n')).toBe('a: | # c\n  p\n  q\nb: 1\n')
    expect(set('a: ""\n', ['a'], 'p\nq')).toBe('a: |-\n  p\n  q\n')
    expect(set('- a: x\n  b: 1\n', [0, 'a'], 'p\nq')).toBe('- a: |-\n    p\n    q\n  b: 1\n')
    expect(set('a: {b: x}\n', ['a', 'b'], 'p\nq')).toBe('a: {b: "p\\nq"}\n')
    expect(set('a: "p\\nq"\n', ['a'], 'p\nr')).toBe('a: "p\\nr"\n')
  })

  it('of several lines does not swallow comments below', () => {
    expect(set('a:\n  # c\nb: 1\n', ['a'], 'p\nq')).toBe('a: "p\\nq"\n  # c\nb: 1\n')
  })

  it('is never folded', () => {
    const long = 'word '.repeat(200).trim()
    expect(set('a: x\n', ['a'], long)).toBe(`a: ${long}\n`)
  })

  it('keeps unicode', () => {
    expect(set('名: "🚀" # é\nb: ü\n', ['b'], '日本')).toBe('名: "🚀" # é\nb: 日本\n')
  })
})

describe('a missing key', () => {
  it('comes after the last entry, before blank lines and comments of what follows', () => {
    const text = 'spec:\n  a: 1 # one\n\n# next\nstatus: {}\n'
    expect(set(text, ['spec', 'b'], 2)).toBe('spec:\n  a: 1 # one\n  b: 2\n\n# next\nstatus: {}\n')
  })

  it('gets missing parents, in the indent of the text', () => {
    expect(set('kind: A\n', ['spec', 'ports', 0, 'port'], 80)).toBe(
      'kind: A\nspec:\n  ports:\n    - port: 80\n',
    )
    const wide = 'a:\n    b:\n    - 1\n'
    expect(set(wide, ['c', 'd', 'e'], [2])).toBe(`${wide}c:\n    d:\n        e:\n        - 2\n`)
  })

  it('fills null, nothing, {} and [] in block style', () => {
    expect(set('spec:\nb: 1\n', ['spec', 'a'], 1)).toBe('spec:\n  a: 1\nb: 1\n')
    expect(set('spec: null # c\nb: 1\n', ['spec', 'a'], 1)).toBe('spec: # c\n  a: 1\nb: 1\n')
    expect(set('spec: {} # c\n', ['spec', 'a', 'b'], 1)).toBe('spec: # c\n  a:\n    b: 1\n')
    expect(set('spec:\n  # todo\nb: 1\n', ['spec', 'a'], 1)).toBe('spec:\n  # todo\n  a: 1\nb: 1\n')
    expect(set('ports: []\n', ['ports', 0, 'port'], 80)).toBe('ports:\n  - port: 80\n')
    expect(set('x:\n- 1\nports: []\n', ['ports', 0], 80)).toBe('x:\n- 1\nports:\n- 80\n')
    expect(set('l:\n  - {}\n  -\n', ['l', 0], { a: 1, b: 2 })).toBe('l:\n  - a: 1\n    b: 2\n  -\n')
    expect(set('l:\n  -   {} # c\n', ['l', 0], { a: 1, b: 2 })).toBe('l:\n  -   a: 1 # c\n      b: 2\n')
    expect(set('l:\n  -\n', ['l', 0], { a: 1, b: 2 })).toBe('l:\n  - a: 1\n    b: 2\n')
    expect(set('l:\n  - &x {}\n', ['l', 0], { a: 1 })).toBe('l:\n  - &x\n    a: 1\n')
    expect(set('a: { # why\n}\n', ['a', 'b'], 1)).toBe('a: { # why\n  b: 1\n}\n')
  })

  it('stays in brackets that hold something', () => {
    expect(set('a: {b: 1}\n', ['a', 'c'], 'x, y')).toBe('a: {b: 1, c: "x, y"}\n')
    expect(set('a: {b: {}}\n', ['a', 'b', 'c'], 1)).toBe('a: {b: {c: 1}}\n')
    expect(set('a: [1, 2]\n', ['a', 2], { b: [] })).toBe('a: [1, 2, {b: []}]\n')
    expect(set('a: {\n  b: 1, # one\n  c: 2 # two\n}\n', ['a', 'd'], 3)).toBe(
      'a: {\n  b: 1, # one\n  c: 2, # two\n  d: 3\n}\n',
    )
    expect(set('a: [\n  1,\n]\n', ['a', 1], 2)).toBe('a: [\n  1,\n  2,\n]\n')
  })

  it('keeps JSON JSON', () => {
    const json = '{\n  "kind": "Service",\n  "spec": {}\n}\n'
    const result = set(json, ['spec', 'ports'], [{ port: 80, name: 'on' }])
    expect(JSON.parse(result)).toEqual({ kind: 'Service', spec: { ports: [{ port: 80, name: 'on' }] } })
    expect(JSON.parse(set(json, ['spec'], undefined))).toEqual({ kind: 'Service' })
    expect(JSON.parse(set(json, ['data'], null))).toEqual({ kind: 'Service', spec: {}, data: null })
  })

  it('opens an empty document', () => {
    expect(set('', ['kind'], 'A')).toBe('kind: A\n')
    expect(set('# note', ['kind'], 'A')).toBe('# note\nkind: A')
    expect(set('---\n# note\n', ['kind'], 'A')).toBe('---\n# note\nkind: A\n')
    expect(set('---\n---\nkind: B\n', ['kind'], 'A')).toBe('---\nkind: A\n---\nkind: B\n')
    expect(set('{}\n', ['a', 'b'], 1)).toBe('a:\n  b: 1\n')
    expect(set('--- {}\n', ['a'], 1)).toBe('---\na: 1\n')
    expect(set('~ # nothing\n', ['a'], 1)).toBe('a: 1\n # nothing\n')
    expect(set('', [], { a: { b: 'x\ny' } })).toBe('a:\n  b: |-\n    x\n    y\n')
  })

  it('cannot stand below a scalar or beyond the end of a list', () => {
    expect(() => set('spec: text\n', ['spec', 'a'], 1)).toThrow(PathError)
    expect(() => set('l: [1]\n', ['l', 2], 1)).toThrow(/the list has 1 items and no item 2/)
    expect(() => set('l: [1]\n', ['l', 'a'], 1)).toThrow(PathError)
    expect(() => set('a: 1\n', [], undefined)).toThrow(PathError)
  })
})

describe('a map or list', () => {
  it('changes in the entries that differ only', () => {
    const text = 'spec:\n  # keep\n  a: 1 # one\n  b: 2 # two\n  # lost\n  c: 3\n  d: {e: 1} # flow\n'
    expect(set(text, ['spec'], { a: 1, b: 5, d: { e: 1, f: 2 }, g: 4 })).toBe(
      'spec:\n  # keep\n  a: 1 # one\n  b: 5 # two\n  d: {e: 1, f: 2} # flow\n  g: 4\n',
    )
  })

  it('gets a new key behind the one it follows in the new value', () => {
    expect(set('a:\n  x: 1\n  y: 2\n  z: 3\n', ['a'], { x: 1, q: 2, z: 3 })).toBe(
      'a:\n  x: 1\n  q: 2\n  z: 3\n',
    )
    expect(set('a:\n  x: 1\n  y: 2\n', ['a'], { q: 1, y: 2 })).toBe('a:\n  q: 1\n  y: 2\n')
    expect(set('- x: 1\n  # of y\n  y: 2\n', [0], { q: 1, y: 2 })).toBe('- q: 1\n  # of y\n  y: 2\n')
    expect(set('a: {x: 1, y: 2}\n', ['a'], { q: 1, y: 2 })).toBe('a: {q: 1, y: 2}\n')
  })

  it('is compared by index between the items in common', () => {
    const text = 'l:\n- a: 1 # one\n# two\n- a: 2\n- a: 3 # three\n'
    expect(set(text, ['l'], [{ a: 1 }, { a: 3 }])).toBe('l:\n- a: 1 # one\n- a: 3 # three\n')
    expect(set(text, ['l'], [{ a: 1 }, { a: 9 }, { a: 3 }])).toBe(
      'l:\n- a: 1 # one\n# two\n- a: 9\n- a: 3 # three\n',
    )
    expect(set(text, ['l'], [{ a: 1 }, { a: 2 }, { a: 7, b: 8 }, { a: 3 }])).toBe(
      'l:\n- a: 1 # one\n# two\n- a: 2\n- a: 7\n  b: 8\n- a: 3 # three\n',
    )
  })

  it('becomes something else', () => {
    const text = 'a: # c\n  # in\n  b: 1\n  # end\nz: 0\n'
    expect(set(text, ['a'], 5)).toBe('a: 5 # c\nz: 0\n')
    expect(set(text, ['a'], [1, { b: 2 }])).toBe('a: # c\n  - 1\n  - b: 2\nz: 0\n')
    expect(set(text, ['a'], {})).toBe('a: {} # c\nz: 0\n')
    expect(set(text, ['a'], 'x\ny')).toBe('a: |- # c\n  x\n  y\nz: 0\n')
    expect(set('l:\n- a: 1\n  b: 2\n- 3\n', ['l', 0], 'x')).toBe('l:\n- x\n- 3\n')
    expect(set('a: 1 # c\n', ['a'], { b: [1] })).toBe('a: # c\n  b:\n    - 1\n')
    expect(set('a: {b: 1}\n', ['a'], { c: 1 })).toBe('a: {c: 1}\n')
    expect(set('a:\n  b: 1\n', ['a'], { c: 1, d: undefined })).toBe('a:\n  c: 1\n')
  })
})

describe('the form of the file', () => {
  it('keeps CRLF line endings', () => {
    const text = 'spec:\r\n  a: 1\r\n  t: |\r\n    x\r\n'
    expect(set(text, ['spec', 'b'], { c: [1] })).toBe(`${text}  b:\r\n    c:\r\n      - 1\r\n`)
    expect(set(text, ['spec', 't'], 'p\nq\n')).toBe('spec:\r\n  a: 1\r\n  t: |\r\n    p\r\n    q\r\n')
    expect(set('a: "x"\r\nb:\r\n', ['b'], 'v')).toBe('a: "x"\r\nb: v\r\n')
  })

  it('does without a newline at the end', () => {
    expect(set('a: 1', ['b'], 2)).toBe('a: 1\nb: 2')
    expect(set('a:\n  b: 1', ['a', 'c'], { d: 1 })).toBe('a:\n  b: 1\n  c:\n    d: 1')
    expect(set('a:', ['a', 'b'], 1)).toBe('a:\n  b: 1')
    expect(set('a: x', ['a'], 'p\nq')).toBe('a: |-\n  p\n  q')
    expect(set('a: 1 # c', ['b'], 2)).toBe('a: 1 # c\nb: 2')
  })

  it('leaves the other documents alone', () => {
    const rest = '---\nkind: B # other\n...\n---\n- broken: [\n'
    expect(set(`---\nkind: A\n${rest}`, ['spec', 'a'], 1)).toBe(`---\nkind: A\nspec:\n  a: 1\n${rest}`)
    expect(set(`kind: A\n${rest}`, ['kind'], 'C')).toBe(`kind: C\n${rest}`)
    expect(set('kind: A\n...\n# end\n', ['b'], 1)).toBe('kind: A\nb: 1\n...\n# end\n')
  })

  it('survives a byte order mark', () => {
    expect(set('\ufeffa: 1\n', ['b'], 2)).toBe('\ufeffa: 1\nb: 2\n')
    expect(set('\ufeffa: 1\nb: 2\n', ['a'], undefined)).toBe('\ufeffb: 2\n')
  })

  it('edits the last of duplicate keys, and removes them all', () => {
    expect(set('a: 1\na: 2\nb: 3\n', ['a'], 5)).toBe('a: 1\na: 5\nb: 3\n')
    expect(set('a: 1\na: 2\nb: 3\n', ['a'], undefined)).toBe('b: 3\n')
  })
})

it('keeps the comma of an entry when others behind it go and come at once', () => {
  const text = 'selector: {\n    a: b, # kept\n    c: d\n  }\nnext: 1\n'
  const manifest = setAt(parseManifest(text), ['selector'], { a: true, e: 'f' })
  expect(manifest.text).toBe('selector: {\n    a: true, # kept\n    e: f,\n  }\nnext: 1\n')
})
