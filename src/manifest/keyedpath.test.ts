import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { formatFieldPath } from '../k8s/fieldpath.ts'
import { formatKeyedPath, type KeyedPath, keyedPathOf, parseKeyedPath, resolvePath } from './keyedpath.ts'
import { listKeyOf } from './listkeys.ts'
import { parseManifest } from './manifest.ts'

describe('keyed paths', { timeout: 60_000 }, () => {
  test.each<[string, KeyedPath]>([
    ['', []],
    ['spec.ports[name=http].port', ['spec', 'ports', { name: 'http' }, 'port']],
    ['spec.ports[port=53,protocol=UDP]', ['spec', 'ports', { port: '53', protocol: 'UDP' }]],
    ['spec.ports[port=53,protocol]', ['spec', 'ports', { port: '53', protocol: undefined }]],
    ['spec.ports[0]', ['spec', 'ports', 0]],
    ['a[name="x,y=\\"]"]', ['a', { name: 'x,y="]' }]],
    ['a[name=""]', ['a', { name: '' }]],
    ['data["a=b"]', ['data', 'a=b']],
    ['metadata.annotations[example.com/x]', ['metadata', 'annotations', 'example.com/x']],
  ])('%s is read and written', (text, path) => {
    expect(parseKeyedPath(text)).toEqual(path)
    expect(formatKeyedPath(path)).toBe(text)
  })

  test.each(['spec..type', 'spec.', 'a[', 'a[=x]', 'a[b="', 'two words', 'a]', 'a["b]'])(
    '%s is no path',
    (text) => {
      expect(parseKeyedPath(text)).toBeNull()
    },
  )

  it('are read back as they were written', () => {
    const names = fc.oneof(
      fc.stringMatching(/^[a-z][-a-z0-9./]{0,9}$/),
      fc.string({
        unit: fc.constantFrom('a', '.', '[', ']', '"', '=', ',', ' ', '/', '<', '\\', '7'),
        maxLength: 6,
      }),
    )
    const fields = fc.stringMatching(/^[a-z]{1,6}$/)
    const selectors = fc
      .tuple(fields, names, fc.dictionary(fields, fc.option(names, { nil: undefined }), { maxKeys: 2 }))
      .map(([field, name, rest]) => ({ ...rest, [field]: name }))
    fc.assert(
      fc.property(fc.array(fc.oneof(names, fc.nat(99), selectors), { maxLength: 6 }), (path) => {
        expect(parseKeyedPath(formatKeyedPath(path))).toEqual(path)
      }),
      { numRuns: 1000 },
    )
  })

  it('without selectors are written as the API server writes paths', () => {
    const path = ['spec', 'rules', 0, 'annotations', 'a.b/c', 'x']
    expect(formatKeyedPath(path)).toBe(formatFieldPath(path))
  })
})

describe('resolvePath', () => {
  const manifest = parseManifest('ports:\n- {name: a, port: 1}\n- {name: b, port: 2}\n- {name: c, port: 2}\n')

  it('finds the one item that is meant', () => {
    expect(resolvePath(manifest, ['ports', { name: 'b' }, 'port'])).toEqual(['ports', 1, 'port'])
    expect(resolvePath(manifest, ['ports', { port: '2', name: 'c' }])).toEqual(['ports', 2])
    expect(resolvePath(manifest, ['ports', { name: 'd' }])).toBeNull()
    expect(resolvePath(manifest, ['ports', { port: '2' }])).toBeNull()
    expect(resolvePath(manifest, ['none', { name: 'a' }])).toBeNull()
    expect(resolvePath(manifest, ['none', 'b'])).toEqual(['none', 'b'])
  })

  it('undoes keyedPathOf', () => {
    const keyed = keyedPathOf(manifest.value, ['ports', 1, 'port'])
    expect(keyed).toEqual(['ports', { name: 'b' }, 'port'])
    expect(resolvePath(manifest, keyed)).toEqual(['ports', 1, 'port'])
  })
})

describe('listKeyOf', () => {
  test.each<[string, unknown[], string[] | null]>([
    [
      'ports',
      [
        { name: 'a', port: 1 },
        { name: 'b', port: 1 },
      ],
      ['name'],
    ],
    ['ports', [{ name: 'a', port: 1 }, { port: 2 }], ['port']],
    ['ports', [{ port: 53, protocol: 'UDP' }, { port: 53 }], ['port', 'protocol']],
    ['ports', [{ port: 53 }, { port: 53 }], null],
    ['containers', [{ name: 'a' }, { name: 'b' }], ['name']],
    ['conditions', [{ type: 'Ready' }], ['type']],
    [
      'volumeMounts',
      [
        { name: 'a', mountPath: '/a' },
        { name: 'a', mountPath: '/b' },
      ],
      ['mountPath'],
    ],
    [
      'parentRefs',
      [{ name: 'a' }, { name: 'a', sectionName: 'b' }],
      ['name', 'namespace', 'sectionName', 'port', 'kind', 'group'],
    ],
    ['matchExpressions', [{ key: 'a' }, { key: 'b' }], ['key']],
    ['args', ['a', 'b'], null],
    ['toString', [{ x: 1 }], null],
    ['from', [{ name: { a: 1 } }], null],
  ])('%s %j', (field, list, key) => expect(listKeyOf(field, list)).toEqual(key))

  it('needs a key that fits every version of the list', () => {
    expect(listKeyOf('ports', [{ port: 1 }], [{ name: 'a', port: 1 }])).toEqual(['port'])
    expect(listKeyOf('ports', [], [{ name: 'a', port: 1 }])).toEqual(['name'])
  })
})
