/** Reading a manifest: its value, its problems, and the way between paths and offsets. */

import { describe, expect, it } from 'vitest'
import { parseManifest, pathAt, rangeAt, readAt, setAt, UnreadableManifestError } from './manifest.ts'

const SERVICE = `# the shop
apiVersion: v1
kind: Service
metadata:
  name: web # public
  labels: {app: web, tier: "front"}
spec:
  ports:
  - name: http
    port: 80
  - port: 443

  selector:
status:
  text: |
    one
    two
`

describe('parseManifest', () => {
  it('reads a map without problems', () => {
    const manifest = parseManifest('kind: Service\nspec: {ports: [80]}\n')
    expect(manifest.value).toEqual({ kind: 'Service', spec: { ports: [80] } })
    expect(manifest.problems).toEqual([])
  })

  it('points at syntax errors and then has no value', () => {
    const text = 'kind: Service\nspec: [1, 2\n'
    const { problems, value } = parseManifest(text)
    expect(value).toBeUndefined()
    expect(problems[0]?.offset).toBeGreaterThanOrEqual(14)
    expect(problems[0]?.offset).toBeLessThanOrEqual(text.length)
  })

  it('points at tabs as indentation', () => {
    const { problems } = parseManifest('spec:\n\ta: 1\n')
    expect(problems).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('Tabs'), offset: 6 }),
    )
  })

  it('points at duplicate keys, and reads the last one', () => {
    const { problems, value } = parseManifest('kind: A\nspec:\n  "x": 1\n  "x": 2\n')
    expect(problems).toEqual([
      { message: 'The key x is there twice: the last one counts', offset: 25, length: 3 },
    ])
    expect(value).toEqual({ kind: 'A', spec: { x: 2 } })
  })

  it('points at an alias without anchor', () => {
    const { problems, value } = parseManifest('a: *nowhere\n')
    expect(value).toBeUndefined()
    expect(problems).toEqual([expect.objectContaining({ offset: 3, length: 8 })])
  })

  it('asks for a map', () => {
    expect(parseManifest('')).toMatchObject({
      value: null,
      problems: [{ message: expect.stringContaining('empty') }],
    })
    expect(parseManifest('# only\n').value).toBeNull()
    expect(parseManifest('- a\n')).toMatchObject({ value: ['a'], problems: [{ offset: 0, length: 4 }] })
  })

  it('refuses aliases that would fill the memory', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 9; level += 1) {
      lines.push(
        `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      )
    }
    expect(parseManifest(lines.join('\n'))).toMatchObject({ value: undefined, problems: [{ offset: 0 }] })
  })

  it('resolves aliases and merge keys as the API server does', () => {
    expect(parseManifest('base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\nsame: *b\n').value).toEqual({
      base: { x: 1, y: 2 },
      use: { x: 1, y: 3 },
      same: { x: 1, y: 2 },
    })
  })

  it('reads the first of several documents', () => {
    expect(parseManifest('kind: A\n---\nkind: [\n')).toMatchObject({ value: { kind: 'A' }, problems: [] })
  })
})

describe('readAt', () => {
  it('gives the value or undefined', () => {
    const manifest = parseManifest(SERVICE)
    expect(readAt(manifest, ['spec', 'ports', 1, 'port'])).toBe(443)
    expect(readAt(manifest, ['spec', 'selector'])).toBeNull()
    expect(readAt(manifest, ['spec', 'selector', 'app'])).toBeUndefined()
    expect(readAt(manifest, ['toString'])).toBeUndefined()
    expect(readAt(parseManifest('a: ['), ['a'])).toBeUndefined()
  })
})

describe('rangeAt', () => {
  const manifest = parseManifest(SERVICE)
  const textAt = (path: readonly (string | number)[]) => {
    const { offset, length, exact } = rangeAt(manifest, path)
    return { text: SERVICE.slice(offset, offset + length), exact }
  }

  it('covers the value', () => {
    expect(textAt(['metadata', 'name'])).toEqual({ text: 'web', exact: true })
    expect(textAt(['metadata', 'labels', 'tier'])).toEqual({ text: '"front"', exact: true })
    expect(textAt(['spec', 'ports', 0])).toEqual({ text: 'name: http\n    port: 80', exact: true })
    expect(textAt(['status', 'text'])).toEqual({ text: '|\n    one\n    two', exact: true })
  })

  it('covers the key of an empty value', () => {
    expect(textAt(['spec', 'selector'])).toEqual({ text: 'selector:', exact: true })
  })

  it('covers the nearest ancestor of what is missing', () => {
    expect(textAt(['spec', 'selector', 'app'])).toEqual({ text: 'selector:', exact: false })
    expect(textAt(['spec', 'ports', 1, 'name'])).toEqual({ text: 'port: 443', exact: false })
    expect(rangeAt(parseManifest(''), ['a'])).toEqual({ offset: 0, length: 0, exact: false })
  })
})

describe('pathAt', () => {
  const manifest = parseManifest(SERVICE)
  it.each([
    ['kind: Service', ['kind']],
    ['  name: web', ['metadata', 'name']],
    ['# public', ['metadata', 'name']],
    ['tier', ['metadata', 'labels', 'tier']],
    ['http', ['spec', 'ports', 0, 'name']],
    ['- port: 443', ['spec', 'ports', 1]],
    ['443', ['spec', 'ports', 1, 'port']],
    ['selector', ['spec', 'selector']],
    ['two', ['status', 'text']],
    ['# the shop', []],
  ])('at %j', (text, path) => {
    expect(pathAt(manifest, SERVICE.indexOf(text))).toEqual(path)
  })

  it('gives the parent on a blank line, and nothing beyond the text', () => {
    expect(pathAt(manifest, SERVICE.indexOf('\n\n') + 1)).toEqual(['spec'])
    expect(pathAt(manifest, SERVICE.length)).toEqual([])
    expect(pathAt(parseManifest('a: ['), 1)).toEqual([])
  })
})

describe('a text that cannot be read', () => {
  it('is not edited', () => {
    expect(() => setAt(parseManifest('a: [\n'), ['b'], 1)).toThrow(UnreadableManifestError)
  })
})
