import { expect, test } from 'vitest'
import { noAccess } from './access.ts'
import { type Draft, draftOf, everyProject, problemsOf, rowKey, settingsOf } from './rows.ts'

const known = new Set(['shop', 'payments', 'media'])

const draft = (
  projects: readonly (readonly [string, string])[],
  segments: readonly (readonly [string, string])[] = [],
): Draft => {
  const rows = (of: typeof projects) => of.map(([source, target], id) => ({ id, source, target }))
  return { isolated: true, projects: rows(projects), segments: rows(segments) }
}

const said = (of: Draft) =>
  [...problemsOf(of, known)].map(([, problems]) =>
    problems.map(({ id, at, isError, block }) =>
      [isError ? 'error' : 'warning', at, id, block ?? ''].join(' ').trim(),
    ),
  )

test.each([
  ['a fine row', [['shop', 'payments']], [[]]],
  ['all projects', [[everyProject, 'payments']], [[]]],
  ['nothing chosen', [['', '']], [['error source sourceMissing', 'error target targetMissing']]],
  ['a project to itself', [['shop', 'shop']], [['error target same']]],
  [
    'the same twice',
    [
      ['shop', 'media'],
      ['shop', 'media'],
    ],
    [[], ['error source twice']],
  ],
  [
    'one way and back is not the same',
    [
      ['shop', 'media'],
      ['media', 'shop'],
    ],
    [[], []],
  ],
  [
    'one that all projects cover',
    [
      [everyProject, 'media'],
      ['shop', 'media'],
    ],
    [[], ['warning source covered']],
  ],
  ['a source without namespaces', [['gone', 'media']], [['warning source sourceUnknown']]],
  ['a target without namespaces', [['shop', 'gone']], [['error target targetUnknown']]],
] as const)('access of a project: %s', (_, rows, expected) => {
  expect(said(draft(rows))).toEqual(expected)
})

test.each([
  ['an address', ['192.0.2.1'], [[]]],
  ['a block', [' 192.0.2.0/24 '], [[]]],
  ['a block of IPv6', ['fd00::/64'], [[]]],
  ['nothing', [''], [['error source sourceMissing']]],
  ['no address', ['192.0.2'], [['error source address']]],
  ['a length that is none', ['192.0.2.0/33'], [['error source address']]],
  ['host bits', ['192.0.2.7/24'], [['warning source hostBits 192.0.2.0/24']]],
  ['the same block in another way', ['192.0.2.0/24', '192.0.2.7/24'], [[], ['error source twice']]],
  ['everything', ['0.0.0.0/0'], [['warning source everywhere']]],
] as const)('access of an IP segment: %s', (_, sources, expected) => {
  expect(
    said(
      draft(
        [],
        sources.map((source) => [source, 'shop'] as const),
      ),
    ),
  ).toEqual(expected)
})

test('rows make settings, and settings the same rows', () => {
  const rows = draft(
    [
      [everyProject, 'shop'],
      ['media', 'payments'],
      ['', 'payments'],
    ],
    [
      ['10.1.2.3/16', 'shop'],
      ['10.0.0.7', 'shop'],
      ['', ''],
    ],
  )
  const { access } = settingsOf(rows)
  expect(access).toEqual(
    new Map([
      ['shop', { ...noAccess, allProjects: true, blocks: ['10.0.0.7/32', '10.1.0.0/16'] }],
      ['payments', { ...noAccess, projects: ['media'] }],
    ]),
  )
  const again = draftOf({ isolated: true, access })
  const texts = (of: Draft['projects']) => of.map(({ source, target }) => `${source} > ${target}`)
  expect(texts(again.projects)).toEqual(['media > payments', '* > shop'])
  expect(texts(again.segments)).toEqual(['10.0.0.7 > shop', '10.1.0.0/16 > shop'])
  expect(settingsOf(again)).toEqual({ isolated: true, access })
})

test('isolation is on where nothing was said', () => {
  expect(draftOf(null)).toEqual({ isolated: true, projects: [], segments: [] })
  expect(rowKey('segments', { id: 3, source: '', target: '' })).toBe('segments 3')
})
