/** The sandbox's definitions serve what the ones of the modules serve, that the real control plane has. */
import { describe, expect, test } from 'vitest'
import type { Schema } from '../src/sandbox/types.ts'
import type { Manifest } from './cluster/api.ts'
import { moduleDefinitions, ownDefinitions } from './cluster/definitions.ts'
import { type Departure, departures, frameOf, schemaDifferences } from './cluster/departures.ts'

const modules = new Map(
  (await moduleDefinitions((line) => process.stderr.write(`${line}\n`))).map((each) => [
    each.metadata.name,
    each,
  ]),
)
const pairs = (await ownDefinitions()).flatMap((own) => {
  const upstream = modules.get(own.metadata.name)
  return upstream === undefined ? [] : [[own.metadata.name, own, upstream] as const]
})
const met = new Set<Departure>()

describe.each(pairs)('%s', (_, own, upstream) => {
  test('has the names, versions and columns of the module', () => {
    expect(frameOf(own)).toEqual(frameOf(upstream))
  })

  test('has the schemas of the module', () => {
    expect(schemaDifferences(own, upstream, departures, met)).toEqual([])
  })
})

test('the two are compared at all', () => {
  expect(pairs.length).toBeGreaterThan(20)
})

test('a departure excuses its own difference and no other', () => {
  const definition = (properties: Readonly<Record<string, Schema>>): Manifest => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'boats.example.com' },
    spec: { versions: [{ name: 'v1', schema: { openAPIV3Schema: { type: 'object', properties } } }] },
  })
  const own = definition({
    hull: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    mast: { type: 'string', maxLength: 9 },
    oars: { type: 'integer' },
  })
  const upstream = definition({
    hull: { type: 'object', properties: { length: { type: 'integer' } }, required: ['length'] },
    mast: { type: 'string', maxLength: 8 },
  })
  const of = (field: string, sandbox: Departure['sandbox']): Departure => ({
    definition: 'boats.example.com',
    field,
    sandbox,
    reason: 'a test',
  })
  const left = (...expected: readonly Departure[]) =>
    schemaDifferences(own, upstream, expected, new Set()).map(({ field, keyword }) => `${field} ${keyword}`)
  expect(left()).toEqual(['hull open', 'mast maxLength', 'oars properties'])
  expect(left(of('hull', 'open'))).toEqual(['mast maxLength', 'oars properties'])
  expect(left(of('hull', 'open'), of('mast', ['maxLength']), of('oars', ['properties']))).toEqual([])
  expect(left(of('mast', 'open'))).toEqual(left())
})

test('no departure is listed that is none', () => {
  expect(departures.filter((each) => !met.has(each))).toEqual([])
})
