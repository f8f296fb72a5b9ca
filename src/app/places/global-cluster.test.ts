import { expect, test } from 'vitest'
import type { Session } from '../../wire.ts'
import { globalClusterOf } from './global-cluster.ts'

const session = (globalCluster?: string | null) =>
  ({
    clusters: ['hub', 'edge'].map((name) => ({ name, user: 'u' })),
    ...(globalCluster !== undefined && { globalCluster }),
  }) as unknown as Session

test('the global cluster is asked where there is one', () => {
  expect(globalClusterOf(session('hub'), 'edge')).toBe('hub')
  expect(globalClusterOf(session('hub'), 'hub')).toBe('hub')
})

test('each cluster is asked itself where none is named, or one that one may not use', () => {
  expect(globalClusterOf(session(), 'edge')).toBe('edge')
  expect(globalClusterOf(session(null), 'edge')).toBe('edge')
  expect(globalClusterOf(session('elsewhere'), 'edge')).toBe('edge')
})
