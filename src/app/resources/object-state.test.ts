import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { conditionsOf, stateOf } from './object-state.ts'

const object = (status: unknown, metadata: object = {}) =>
  ({ apiVersion: 'v1', kind: 'Any', metadata: { name: 'a', ...metadata }, status }) as KubeObject
const condition = (type: string, status: string, reason?: string) => ({ type, status, reason })

describe('the state of an object', () => {
  test.each([
    ['none', undefined, null],
    ['no known word', { conditions: [condition('DisruptionAllowed', 'True')] }, null],
    ['of another shape', { conditions: 'none', phase: 4 }, null],
    ['with broken conditions', { conditions: [null, 3, { status: 'True' }] }, null],
    ['a phase', { phase: 'Bound' }, { tone: 'good', word: 'Bound' }],
    ['a phase of its own', { phase: 'Dreaming' }, { tone: 'unknown', word: 'Dreaming' }],
    [
      'a condition that holds',
      { conditions: [condition('Ready', 'True', 'Fine')] },
      { tone: 'good', word: 'Ready' },
    ],
    [
      'a condition that does not hold',
      { conditions: [condition('Accepted', 'True'), condition('Programmed', 'False', 'NoAddress')] },
      { tone: 'warning', word: 'Programmed=False', reason: 'NoAddress' },
    ],
    [
      'a condition that nobody knows',
      { conditions: [condition('Ready', 'Unknown', 'NodeStatusUnknown')] },
      { tone: 'unknown', word: 'Ready=Unknown', reason: 'NodeStatusUnknown' },
    ],
    [
      'a failure',
      { conditions: [condition('Complete', 'False'), condition('Failed', 'True', 'BackoffLimitExceeded')] },
      { tone: 'danger', word: 'Failed', reason: 'BackoffLimitExceeded' },
    ],
    [
      'a pod that is not ready though it runs',
      { phase: 'Running', conditions: [condition('Ready', 'False', 'ContainersNotReady')] },
      { tone: 'warning', word: 'Ready=False', reason: 'ContainersNotReady' },
    ],
    [
      'a pod that is done',
      { phase: 'Succeeded', conditions: [condition('Ready', 'False', 'PodCompleted')] },
      { tone: 'good', word: 'Succeeded' },
    ],
  ])('%s', (_, status, expected) => expect(stateOf(object(status))).toEqual(expected))

  test('that is being deleted is that, whatever else', () => {
    const leaving = object({ phase: 'Active' }, { deletionTimestamp: '2026-01-01T00:00:00Z' })
    expect(stateOf(leaving)).toEqual({ tone: 'waiting', word: 'Terminating' })
  })
})

test('an object that is nothing but a status has its conditions itself', () => {
  const component = { ...object(undefined), conditions: [condition('Healthy', 'True')] }
  expect(stateOf(component)).toEqual({ tone: 'good', word: 'Healthy' })
})

test('a condition says since when it is so', () => {
  const [first] = conditionsOf(
    object({ conditions: [{ ...condition('Ready', 'True'), lastTransitionTime: '2026-01-01T00:00:00Z' }] }),
  )
  expect(first).toEqual({
    type: 'Ready',
    status: 'True',
    reason: '',
    message: '',
    since: '2026-01-01T00:00:00Z',
  })
})
