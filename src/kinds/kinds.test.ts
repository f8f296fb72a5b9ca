/** What holds for every kind, by what it declares and by the examples in its folder. */
import { describe, expect, test } from 'vitest'
import english from '../app/i18n/en.ts'
import { resourcesOf } from '../app/i18n/resources.ts'
import { formatFieldPath, type Path, valueAt } from '../k8s/fieldpath.ts'
import type { KubeObject } from '../k8s/objects.ts'
import { parseApiVersion } from '../k8s/resource.ts'
import { asFields } from '../k8s/shape.ts'
import type { Finding, Text } from '../manifest/finding.ts'
import { parseManifest, setAt } from '../manifest/manifest.ts'
import { uncovered } from '../ui/fields/coverage.ts'
import { judgementOf } from './checks.ts'
import { kinds } from './index.ts'
import type { Kind } from './kind.ts'
import { testWorld } from './testing/world.ts'
import type { World } from './world.ts'

/** Those of the first page, and those that come with the code that says them. */
const words: Readonly<Record<string, object>> = {
  ...english,
  ...resourcesOf(import.meta.glob<object>('./**/later-locale/en.json', { eager: true, import: 'default' })),
}

const examples = Object.entries(
  import.meta.glob<string>('./*/examples/*.yaml', { eager: true, query: '?raw', import: 'default' }),
).map(([file, text]) => ({ file, text, folder: file.split('/')[1] ?? '' }))

const examplesOf = ({ id }: Kind) => examples.filter(({ folder }) => folder === id)

const emptyWorlds: readonly (readonly [string, World])[] = [
  ['in a cluster without other objects', testWorld()],
  ['in a cluster that serves nothing else', testWorld({ otherwise: 'absent' })],
]

const allColumns = async ({ columns, heavyColumns }: Kind) => [
  ...((await heavyColumns?.())?.columns ?? []),
  ...columns,
]

const findingsOf = (kind: Kind, typed: unknown, world: World) =>
  judgementOf(kind).checks.flatMap((check) => check(typed, world))

/** The sentence in the words of a namespace; undefined where there is none. */
function sentence(key: string): unknown {
  const [namespace = '', ...rest] = key.split(':')
  return valueAt(words[namespace], rest.join(':').split('.'))
}

function expectWords(text: Text): void {
  if (typeof text === 'string') {
    expect(text).not.toBe('')
    return
  }
  const said = sentence(text.key)
  expect(said, text.key).toBeTypeOf('string')
  const open = [...String(said).matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '')
  expect(Object.keys(text.values ?? {}), text.key).toEqual(expect.arrayContaining(open))
}

function leaves(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [path]
  return Object.entries(value).flatMap(([key, entry]) =>
    leaves(entry, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

const unique = (list: readonly string[]) => expect([...new Set(list)]).toEqual(list)

describe('the kinds', () => {
  test('each have an id, a segment and a shortcut of their own', () => {
    expect(kinds.length).toBeGreaterThan(0)
    unique(kinds.map(({ id }) => id))
    unique(kinds.map(({ segment }) => segment))
    unique(kinds.map(({ goKey }) => goKey).filter(Boolean))
    unique(kinds.map(({ group, kind }) => `${group}/${kind}`))
  })

  test('have places in the navigation that can be told apart', () => {
    for (const view of ['admin', 'project'] as const)
      unique(kinds.flatMap(({ navigation }) => navigation[view] ?? []).map(String))
  })

  test('own every folder that has examples', () => {
    const ids = kinds.map(({ id }) => id)
    for (const { folder, file } of examples) expect(ids, file).toContain(folder)
  })
})

describe.each(kinds.map((kind) => [kind.kind, kind] as const))('%s', (_, kind) => {
  test('can stand in a URL and be reached by one letter', () => {
    expect(kind.segment).toMatch(/^[a-z][a-z0-9-]*$/)
    expect(kind.goKey).toMatch(/^[a-z]?$/)
    expect(kind.versions.length).toBeGreaterThan(0)
  })

  test.each(['one', 'many', 'what'])('has a word for %s', (key) => {
    expect(sentence(`${kind.id}:${key}`)).toBeTypeOf('string')
  })

  test('has headers for its columns, one of which narrow screens keep', async () => {
    const columns = await allColumns(kind)
    unique(columns.map(({ id }) => id))
    for (const { header } of columns) expect(sentence(header), header).toBeTypeOf('string')
    expect(columns.filter(({ telling }) => telling === true)).toHaveLength(1)
  })

  test('begins a new object with its own group and kind in the namespace one is in', () => {
    const object = asFields(kind.template({ namespace: 'shop' }))
    expect(object.kind).toBe(kind.kind)
    const { group, version } = parseApiVersion(String(object.apiVersion))
    expect(group).toBe(kind.group)
    expect(kind.versions).toContain(version)
    const { namespace } = asFields(object.metadata)
    if (namespace !== undefined) expect(namespace).toBe('shop')
  })

  test('has a form, if any, for all that a new object begins with', () => {
    if (kind.Form === undefined) return
    expect(uncovered(kind.template({ namespace: 'shop' }), kind.formFields ?? [])).toEqual([])
  })

  test.each(emptyWorlds)('begins it %s with nothing wrong but what is not there yet', (_, world) => {
    const wrong = findingsOf(kind, kind.template({ namespace: 'shop' }), world).filter(
      ({ severity, missing }) => severity === 'error' && missing !== true,
    )
    expect(wrong).toEqual([])
  })

  test('has examples', () => expect(examplesOf(kind).length).toBeGreaterThan(0))

  test('calls an object of whatever shape something', () => {
    const typed = [undefined, null, '', 0, [], {}, { spec: null }, { spec: { name: {} } }]
    for (const each of typed) expect(kind.title?.(each) ?? '').toBeTypeOf('string')
    for (const { text } of examplesOf(kind)) expect(kind.title?.(parseManifest(text).value)).not.toBe('')
  })

  test('looks through its checks at whatever is typed and says nothing without words', () => {
    const junk = [undefined, null, '', 'text', 0, -1, 1.5, true, [], [null], {}, { a: { b: [] } }]
    const whole = [...junk, ...examplesOf(kind).flatMap(({ text }) => brokenObjects(text, junk))]
    for (const [, world] of [...emptyWorlds, ['', testWorld({ otherwise: 'loading' })] as const]) {
      for (const { text } of whole.flatMap((typed) => findingsOf(kind, typed, world))) expectWords(text)
    }
  })
})

/** The object of an example with each of its values replaced by each piece of junk. */
function brokenObjects(text: string, junk: readonly unknown[]): readonly unknown[] {
  const { value } = parseManifest(text)
  const paths = leaves(value).flatMap((path) => path.map((_, length) => path.slice(0, length + 1)))
  const distinct = new Map(paths.map((path) => [formatFieldPath(path), path]))
  return [...distinct.values()].flatMap((path) => junk.map((instead) => replaced(value, path, instead)))
}

function replaced(value: unknown, [step, ...rest]: Path, instead: unknown): unknown {
  if (step === undefined) return instead
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? replaced(item, rest, instead) : item))
  const fields = asFields(value)
  return { ...fields, [step]: replaced(fields[step], rest, instead) }
}

describe.each(
  kinds.flatMap((kind) => examplesOf(kind).map((example) => [example.file, kind, example.text] as const)),
)('the example %s', (_, kind, text) => {
  const manifest = parseManifest(text)

  test('is an object of the kind, without problems, and says in comments what it shows', () => {
    expect(manifest.problems).toEqual([])
    const object = asFields(manifest.value)
    const { group, version } = parseApiVersion(String(object.apiVersion))
    expect({ group, kind: object.kind }).toEqual({ group: kind.group, kind: kind.kind })
    expect(kind.versions).toContain(version)
    expect(text).toMatch(/^# \S/)
  })

  test('stays byte for byte when a field is set to what it is', () => {
    for (const path of leaves(manifest.value))
      expect(setAt(manifest, path, valueAt(manifest.value, path)).text, formatFieldPath(path)).toBe(text)
  })

  test('is what it was when a field is changed and changed back', () => {
    for (const path of leaves(manifest.value)) {
      const before = valueAt(manifest.value, path)
      const other =
        typeof before === 'number' ? before + 1 : typeof before === 'boolean' ? !before : `${before}x`
      const changed = setAt(manifest, path, other)
      expect(changed.text, formatFieldPath(path)).not.toBe(text)
      expect(setAt(changed, path, before).text, formatFieldPath(path)).toBe(text)
    }
  })

  test('keeps every comment when a field is added', () => {
    const comments = (all: string) => all.split('\n').filter((line) => line.includes('# '))
    const labelled = setAt(manifest, ['metadata', 'labels', 'example.com/added'], 'yes')
    expect(comments(labelled.text)).toEqual(comments(text))
    expect(labelled.problems).toEqual([])
  })

  test.each(emptyWorlds)('has nothing wrong with it %s', (_, world) => {
    const wrong: readonly Finding[] = findingsOf(kind, manifest.value, world)
    expect(wrong.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test.each(emptyWorlds)(
    'has a text in every column, and nothing that depends on it, %s',
    async (_, world) => {
      const object = manifest.value as KubeObject
      for (const { text: cell, sortValue, id } of await allColumns(kind)) {
        expect(cell(object, world), id).toBeTypeOf('string')
        const value = sortValue?.(object, world) ?? null
        expect(value === null || ['string', 'number'].includes(typeof value), id).toBe(true)
      }
      expect(kind.dependants(object, world)).toEqual([])
    },
  )
})
