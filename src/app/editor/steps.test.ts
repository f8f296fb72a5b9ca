import { describe, expect, test } from 'vitest'
import { atLeastOne, parseDocuments } from '../../manifest/documents.ts'
import { keyOf, neededBy, type Standing, standingsOf, stepsOf } from './steps.ts'

const read = (...documents: readonly string[]) => atLeastOne(parseDocuments(documents.join('---\n')))
const yaml = (kind: string, name: string, rest = '') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: shop}\n${rest}`
const object = (kind: string, name: string, rest: object = {}) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'shop', uid: `${name}-1`, resourceVersion: '7' },
  ...rest,
})
const names = (steps: ReturnType<typeof stepsOf>) => steps.map(({ object: made }) => keyOf(made))

describe('what a document stands for', () => {
  const web: Standing = { origin: object('Service', 'web'), isOfPage: true }

  test('is the object of its kind and name, in any version', () => {
    const whole = read(yaml('ConfigMap', 'web'), yaml('Service', 'web').replace('v1', 'v2'))
    expect(standingsOf(whole, [{ ...web, origin: { ...web.origin, apiVersion: 'v1' } }])).toEqual([null, web])
  })

  test('is the object of the page, also under another name', () => {
    expect(standingsOf(read(yaml('Service', 'wbe')), [web])).toEqual([web])
    expect(standingsOf(read(yaml('ConfigMap', 'a'), yaml('Service', 'b')), [web])).toEqual([null, web])
    expect(standingsOf(read(''), [web])).toEqual([web])
  })

  test('is what the cluster calls otherwise, where its key says so', () => {
    const { isOfPage: _, ...other } = { ...web, key: '/Service/elsewhere/web' }
    const whole = read(yaml('Service', 'web').replace('shop', 'elsewhere'))
    expect(standingsOf(whole, [other])).toEqual([other])
  })

  test('is nothing for another name of any other object, and nothing twice', () => {
    const { isOfPage: _, ...other } = web
    expect(standingsOf(read(yaml('Service', 'wbe')), [other])).toEqual([null])
    expect(standingsOf(read(yaml('Service', 'web'), yaml('Service', 'web')), [other])).toEqual([other, null])
  })
})

describe('what is written', () => {
  test('is every new object, and what differs of those that exist', () => {
    const kept = { origin: object('ConfigMap', 'kept', { data: { a: '1' } }) }
    const other = { origin: object('ConfigMap', 'other', { data: { a: '1' } }) }
    const whole = read(
      yaml('ConfigMap', 'kept', 'data: {a: "1"}\n'),
      yaml('ConfigMap', 'new'),
      yaml('ConfigMap', 'other', 'data: {a: "2"}\n'),
    )
    const steps = stepsOf(whole, [kept, other])
    expect(names(steps)).toEqual(['/ConfigMap/shop/new', '/ConfigMap/shop/other'])
    expect(steps.map(({ index, standing }) => [index, standing])).toEqual([
      [1, null],
      [2, other],
    ])
  })

  test('keeps what a document that says only a part does not say', () => {
    const origin = object('ConfigMap', 'a', { data: { a: '1', b: '2' } })
    const said = read(yaml('ConfigMap', 'a', 'data: {a: "3"}\n'))
    expect(stepsOf(said, [{ origin, base: {} }])[0]?.object).toMatchObject({ data: { a: '3', b: '2' } })
    expect(stepsOf(said, [{ origin }])[0]?.object).toMatchObject({ data: { a: '3' } })
    expect(stepsOf(read(yaml('ConfigMap', 'a', 'data: {b: "2"}\n')), [{ origin, base: {} }])).toEqual([])
  })

  test('takes away what a document said when it was written and does not say now', () => {
    const origin = object('ConfigMap', 'a', { data: { a: '1', b: '2' }, immutable: false })
    const base = {
      ...object('ConfigMap', 'a'),
      metadata: { name: 'a', namespace: 'shop' },
      data: { a: '1', b: '2' },
    }
    const [step] = stepsOf(read(yaml('ConfigMap', 'a', 'data: {a: "1"}\n')), [{ origin, base }])
    expect(step?.object).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'shop' },
      data: { a: '1' },
      immutable: false,
    })
  })

  test('begins with what others live in', () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n'
    const steps = stepsOf(read(yaml('Service', 'web'), yaml('ConfigMap', 'a'), namespace), [])
    expect(names(steps)).toEqual(['/Namespace//shop', '/Service/shop/web', '/ConfigMap/shop/a'])
  })
})

test('a step needs the namespace and the definition that an earlier one makes', () => {
  const definition =
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: boats.sea.io}\n' +
    'spec: {group: sea.io, names: {kind: Boat}}\n'
  const boat = 'apiVersion: sea.io/v1\nkind: Boat\nmetadata: {name: a}\n'
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n'
  const steps = stepsOf(read(boat, definition, yaml('Service', 'web'), namespace), [])
  const [first, second, third, fourth] = steps
  const needs = steps.map((step, index) => neededBy(step, steps.slice(0, index)))
  expect(names(steps).map((name) => name.split('/')[1])).toEqual([
    'CustomResourceDefinition',
    'Namespace',
    'Boat',
    'Service',
  ])
  expect([third, fourth].every((step) => step !== undefined)).toBe(true)
  expect(needs).toEqual([null, null, first, second])
})
