import { expect, test } from 'vitest'
import { containersOf, isOver, restartsOf } from './containers.ts'

const pod = (spec: unknown, status: unknown = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec,
  status,
})

test('containers come before those that only prepare', () => {
  const spec = { initContainers: [{ name: 'init' }], containers: [{ name: 'a' }, { name: 'b' }] }
  expect(containersOf(pod(spec)).map(({ name }) => name)).toEqual(['a', 'b', 'init'])
  expect(containersOf(pod({ containers: 'x' }))).toEqual([])
})

test('a Pod that is done is over, and an init container that ended well', () => {
  expect(isOver(pod({}, { phase: 'Succeeded' }), 'a')).toBe(true)
  expect(isOver(pod({}, { phase: 'Running' }), 'a')).toBe(false)
  const initContainerStatuses = [{ name: 'init', state: { terminated: { exitCode: 0 } } }]
  expect(isOver(pod({}, { initContainerStatuses }), 'init')).toBe(true)
  expect(isOver(pod({}, { initContainerStatuses }), 'a')).toBe(false)
})

test('says how often a container was started again', () => {
  expect(restartsOf(pod({}, { containerStatuses: [{ name: 'a', restartCount: 2 }] }), 'a')).toBe(2)
  expect(restartsOf(pod({}), 'a')).toBe(0)
})
