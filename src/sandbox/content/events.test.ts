import { expect, it } from 'vitest'
import type { KubeEvent } from '../../k8s/core.ts'
import { agedEvents } from './events.ts'

const now = new Date('2026-05-02T00:00:00Z')
const event = (type: string, firstTimestamp: string): KubeEvent => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { namespace: 'a', name: type },
  type,
  firstTimestamp,
  lastTimestamp: firstTimestamp,
  count: 1,
})

it('forgets what has passed and repeats what is still wrong', () => {
  const passed = event('Normal', '2026-05-01T00:00:00Z')
  const wrong = event('Warning', '2026-05-01T00:02:00Z')
  const recent = event('Normal', '2026-05-01T23:30:00Z')
  expect(agedEvents([passed, wrong, recent], now)).toEqual([
    { verb: 'delete', object: passed },
    { verb: 'update', object: { ...wrong, lastTimestamp: '2026-05-01T23:57:00Z', count: 287 } },
  ])
})
