import { describe, expect, test } from 'vitest'
import { orderTypes, searchTypes, type TypeRow } from './type-search.ts'

const row = (
  group: string,
  plural: string,
  kind: string,
  shortNames: string[] = [],
  called = '',
): TypeRow => ({
  type: { group, version: 'v1', plural, kind, namespaced: true, verbs: ['list'], shortNames },
  path: '',
  called,
  alsoCalled: called === '' ? [] : ['internal route'],
})

const rows = [
  row('acme.io', 'acmecertificates', 'AcmeCertificate'),
  row('', 'configmaps', 'ConfigMap', ['cm']),
  row('apps', 'deployments', 'Deployment', ['deploy']),
  row('', 'services', 'Service', ['svc'], 'Services'),
  row('serving.io', 'services', 'Service'),
]
const found = (text: string) => searchTypes(rows, text).map(({ type }) => `${type.plural}.${type.group}`)

describe('a type is found', () => {
  test.each([
    ['by its short name, before what only holds it', 'cm', ['configmaps.', 'acmecertificates.acme.io']],
    ['by its kind in any case', 'configMAP', ['configmaps.']],
    ['by the beginning of its plural', 'deploym', ['deployments.apps']],
    ['by its plural and group', 'deployments.apps', ['deployments.apps']],
    ['by its group', 'serving.io', ['services.serving.io']],
    ['by several words in any order', 'serving service', ['services.serving.io']],
    ['by other words for it', 'internal route', ['services.']],
    ['by nothing it is not called', 'nothing', []],
  ])('%s', (_, text, expected) => expect(found(text)).toEqual(expected))

  test('among all where nothing is asked for', () => expect(searchTypes(rows, '  ')).toBe(rows))
})

test('the core group comes first, and kinds are in order', () => {
  expect(orderTypes(rows).map(({ type }) => `${type.group}/${type.kind}`)).toEqual([
    '/ConfigMap',
    '/Service',
    'acme.io/AcmeCertificate',
    'apps/Deployment',
    'serving.io/Service',
  ])
})
