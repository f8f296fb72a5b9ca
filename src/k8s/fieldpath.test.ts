import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatFieldPath, type Path, parseFieldPath, startsWith, valueAt } from './fieldpath.ts'

describe('parseFieldPath', () => {
  test.each<[string, Path]>([
    ['spec', ['spec']],
    ['spec.type', ['spec', 'type']],
    ['spec.ports[0].nodePort', ['spec', 'ports', 0, 'nodePort']],
    ['spec.rules[12].http.paths[3]', ['spec', 'rules', 12, 'http', 'paths', 3]],
    ['matrix[0][1]', ['matrix', 0, 1]],
    ['[0].name', [0, 'name']],
    ['.spec.type', ['spec', 'type']],
    [' spec.type ', ['spec', 'type']],
    ['metadata.annotations[example.com/x]', ['metadata', 'annotations', 'example.com/x']],
    ['metadata.annotations["example.com/x"].y', ['metadata', 'annotations', 'example.com/x', 'y']],
    ['metadata.labels[app]', ['metadata', 'labels', 'app']],
    ['data.80', ['data', '80']],
  ])('reads %s', (text, path) => expect(parseFieldPath(text)).toEqual(path))

  test.each(['', ' ', 'spec..type', 'spec.', 'spec[', 'spec[0', 'two words', 'spec.a b', ']', '<nil>'])(
    'takes %j for no path',
    (text) => expect(parseFieldPath(text)).toEqual([]),
  )
})

describe('formatFieldPath', () => {
  test.each<[Path, string]>([
    [[], ''],
    [['spec', 'ports', 0, 'nodePort'], 'spec.ports[0].nodePort'],
    [['metadata', 'annotations', 'example.com/x'], 'metadata.annotations[example.com/x]'],
    [['metadata', 'labels', 'team/x'], 'metadata.labels[team/x]'],
    [['data', 'nginx.conf'], 'data[nginx.conf]'],
    [[0, 'name'], '[0].name'],
  ])('writes %j', (path, text) => expect(formatFieldPath(path)).toBe(text))

  const fieldNames = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,11}$/)
  const mapKeys = fc.oneof(
    fc.stringMatching(/^[a-z0-9]([-a-z0-9.]{0,9}[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]{0,9}[A-Za-z0-9])?$/),
    fc.stringMatching(/^[-._a-zA-Z0-9]{1,12}$/),
  )
  const steps: fc.Arbitrary<string | number> = fc.oneof(fieldNames, mapKeys, fc.nat(1000))

  test('is undone by parseFieldPath for every path of fields, map keys and indices', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 8 }), (path) => {
        expect(parseFieldPath(formatFieldPath(path))).toEqual(path)
      }),
    )
  })
})

test('parseFieldPath ends, and never gives an empty step, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '.', '[', ']', '"', '0', ' ', '/', '<') }), (text) => {
      // `[]` and `[""]` name the empty key, which maps may hold.
      const steps = parseFieldPath(text)
      if (!/\[("")?\]/.test(text)) expect(steps).not.toContain('')
      for (const step of steps) expect(['string', 'number']).toContain(typeof step)
    }),
  )
})

describe('startsWith', () => {
  test('holds for the path itself and everything above it', () => {
    const path = ['spec', 'ports', 0, 'name']
    for (let length = 0; length <= path.length; length += 1) {
      expect(startsWith(path, path.slice(0, length))).toBe(true)
    }
  })

  test('does not hold for what lies beside or below', () => {
    expect(startsWith(['spec', 'ports', 0], ['spec', 'ports', 1])).toBe(false)
    expect(startsWith(['spec', 'ports'], ['spec', 'port'])).toBe(false)
    expect(startsWith(['spec'], ['spec', 'ports'])).toBe(false)
  })

  test('tells an index from a key of the same digits', () => {
    expect(startsWith(['ports', 0], ['ports', '0'])).toBe(false)
  })
})

describe('valueAt', () => {
  const root = { spec: { ports: [{ port: 80 }, null], 'a.b/c': '', off: false, none: null } }

  test.each<[Path, unknown]>([
    [[], root],
    [['spec', 'ports', 0, 'port'], 80],
    [['spec', 'ports', 1], null],
    [['spec', 'a.b/c'], ''],
    [['spec', 'off'], false],
  ])('finds %j', (path, value) => expect(valueAt(root, path)).toBe(value))

  test.each<[Path]>([
    [['status']],
    [['spec', 'ports', 2]],
    [['spec', 'ports', 1, 'port']],
    [['spec', 'none', 'x']],
    [['spec', 'ports', 0, 'port', 'x']],
    [['spec', 'a.b/c', 'length']],
  ])('has nothing at %j', (path) => expect(valueAt(root, path)).toBeUndefined())

  test.each([undefined, null, 'text', 7])('has nothing below %j', (value) =>
    expect(valueAt(value, ['spec'])).toBeUndefined(),
  )
})
