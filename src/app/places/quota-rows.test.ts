import { expect, test } from 'vitest'
import { quotaRows } from './quota-rows.ts'

const quota = (spec: unknown, status?: unknown) => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'compute', namespace: 'shop' },
  spec,
  status,
})
const told = (spec: unknown, status?: unknown) =>
  quotaRows([quota(spec, status)]).map(
    ({ resource, used, hard, share }) => `${resource} ${used}/${hard} ${share}`,
  )

test('the fullest comes first, in the units of the cluster', () => {
  const hard = { 'requests.cpu': '8', services: '10', 'requests.memory': '2Gi' }
  const used = { 'requests.cpu': '500m', services: '9', 'requests.memory': '1Gi' }
  expect(told({ hard }, { hard, used })).toEqual([
    'services 9/10 0.9',
    'requests.memory 1Gi/2Gi 0.5',
    'requests.cpu 500m/8 0.0625',
  ])
})

test('what has not been counted yet is said to be so', () => {
  expect(told({ hard: { pods: '10' } })).toEqual(['pods null/10 null'])
})

test('where nothing is allowed, all of it is used', () => {
  expect(told({ hard: { pods: '0' } }, { used: { pods: '0' } })).toEqual(['pods 0/0 1'])
})

test('whatever stands there, nothing breaks', () => {
  for (const junk of [undefined, null, 1, 'x', [], { hard: 3 }, { hard: { pods: null } }])
    for (const row of quotaRows([quota(junk, junk)])) expect(row.share).toBeNull()
  expect(told({ hard: { pods: 3 } }, { used: { pods: 1.5 } })).toEqual(['pods 1.5/3 0.5'])
})
