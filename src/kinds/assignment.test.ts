import { expect, test } from 'vitest'
import { parseLabelSelector } from '../sandbox/api/labelselector.ts'
import { projectSelectors } from './assignment.ts'

const filters = projectSelectors('shop', 'cpaas.io').map(parseLabelSelector)
const timesFound = (labels: Readonly<Record<string, string>>) =>
  filters.filter((filter) => filter(labels)).length

const labels = [
  ['project.cpaas.io/name', 'shop'],
  ['project.cpaas.io/name', 'ALL_ALL'],
  ['project.cpaas.io/shop', 'true'],
  ['project.cpaas.io/ALL_ALL', 'true'],
  ['cpaas.io/project', 'shop'],
] as const

test('what bears any label of the project is found once, whatever else it bears', () => {
  for (let chosen = 1; chosen < 2 ** labels.length; chosen += 1) {
    const borne = Object.fromEntries(labels.filter((_, index) => (chosen >> index) & 1))
    expect(timesFound({ ...borne, 'project.cpaas.io/payments': 'true' }), JSON.stringify(borne)).toBe(1)
  }
})

test('what bears none is not found', () => {
  for (const other of [
    {},
    { 'project.cpaas.io/name': 'payments' },
    { 'project.cpaas.io/payments': 'true' },
    { 'project.cpaas.io/shop': 'false' },
    { 'cpaas.io/project': 'payments' },
    { 'project.alauda.io/name': 'shop' },
  ]) {
    expect(timesFound(other), JSON.stringify(other)).toBe(0)
  }
})
