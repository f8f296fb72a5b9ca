import { expect, test } from 'vitest'
import { distance, nearest } from './nearest.ts'

test.each([
  ['', 'abc', 3],
  ['port', 'port', 0],
  ['prot', 'port', 1],
  ['kitten', 'sitting', 3],
  ['labelDomian', 'labelDomain', 1],
])('from %j to %j are %i steps', (a, b, steps) => {
  expect([distance(a, b), distance(b, a)]).toEqual([steps, steps])
})

test.each([
  ['prot', 'port'],
  ['LABELDOMAIN', 'labelDomain'],
  ['hst', 'host'],
  ['nothing', null],
])('%s means %s', (written, meant) => {
  expect(nearest(written, ['port', 'host', 'labelDomain'])).toBe(meant)
})
