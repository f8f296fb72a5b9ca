/** The sandbox's definitions serve what the ones of the modules serve, that the real control plane has. */
import { describe, expect, test } from 'vitest'
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

test('no departure is listed that is none', () => {
  expect(departures.filter((each) => !met.has(each))).toEqual([])
})
