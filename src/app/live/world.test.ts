import { describe, expect, test } from 'vitest'
import { Discovery } from '../../k8s/discovery.ts'
import type { RelatedKind } from '../../kinds/world.ts'
import type { WatchPhase, WatchState } from '../../wire.ts'
import { targetsOf } from './targets.ts'
import { availabilityOf } from './world.ts'

const state = (phase: WatchPhase, code?: number): WatchState => ({
  phase,
  since: 0,
  ...(code !== undefined && { reason: { message: 'why', code } }),
})
const live = state('live')
const loading = state('loading')
const stale = state('reconnecting')
const refused = state('stopped', 403)
const absent = state('stopped', 404)

describe('the availability of a list', () => {
  test.each([
    ['live', live],
    ['loading', loading],
    ['stale', stale],
    ['stale', state('reconnecting', 403)],
    ['refused', refused],
    ['refused', state('stopped', 401)],
    ['absent', absent],
    ['stale', state('stopped', 500)],
    ['stale', state('stopped')],
  ])('is %s for %j', (availability, only) => expect(availabilityOf([only])).toBe(availability))

  test.each([
    ['live', [live, live]],
    ['stale', [live, stale]],
    ['loading', [live, stale, loading]],
    ['absent', [loading, absent, live]],
    ['live', [live, refused]],
    ['stale', [refused, stale, live]],
    ['refused', [refused, refused]],
  ])('of several parts is the worst of those that may be read, %s', (availability, all) => {
    expect(availabilityOf(all)).toBe(availability)
    expect(availabilityOf(all.toReversed())).toBe(availability)
  })

  test('of no parts at all is complete', () => expect(availabilityOf([])).toBe('live'))
})

describe('what is watched for a kind', () => {
  const served = { verbs: ['get', 'list', 'watch'], shortNames: [] }
  const discovery = new Discovery([
    { group: '', version: 'v1', plural: 'pods', kind: 'Pod', namespaced: true, ...served },
    { group: '', version: 'v1', plural: 'nodes', kind: 'Node', namespaced: false, ...served },
    { group: '', version: 'v1', plural: 'events', kind: 'Event', namespaced: true, ...served },
    { group: 'g.io', version: 'v2', plural: 'routes', kind: 'Route', namespaced: true, ...served },
    { group: 'g.io', version: 'v1', plural: 'routes', kind: 'Route', namespaced: true, ...served },
  ])
  const pods: RelatedKind = { group: '', kind: 'Pod', versions: ['v1'] }
  const podTarget = { cluster: 'c', group: '', version: 'v1', plural: 'pods' }
  const inProject = { cluster: 'c', namespaces: ['a', 'b'] }
  const inCluster = { cluster: 'c', namespaces: null }

  test('is one list for each namespace of the reach', () => {
    expect(targetsOf(pods, inProject, discovery)).toEqual([
      { ...podTarget, namespace: 'a' },
      { ...podTarget, namespace: 'b' },
    ])
  })

  test('is one list of all namespaces where the reach is the cluster', () => {
    expect(targetsOf(pods, inCluster, discovery)).toEqual([podTarget])
  })

  test('is one list of all namespaces where the kind is asked for everywhere', () => {
    expect(targetsOf({ ...pods, everywhere: true }, inProject, discovery)).toEqual([podTarget])
  })

  test('is one list where the kind belongs to no namespace', () => {
    const nodes = { group: '', kind: 'Node', versions: ['v1'] }
    expect(targetsOf(nodes, inProject, discovery)).toEqual([{ ...podTarget, plural: 'nodes' }])
  })

  test('is nothing in a reach without namespaces', () => {
    expect(targetsOf(pods, { cluster: 'c', namespaces: [] }, discovery)).toEqual([])
  })

  test('has the version that is served of those the kind prefers', () => {
    const route = (versions: readonly string[]) =>
      targetsOf({ group: 'g.io', kind: 'Route', versions }, inCluster, discovery)[0]?.version
    expect(route(['v1', 'v2'])).toBe('v1')
    expect(route(['v3'])).toBe('v2')
  })

  test('keeps its field selector in every namespace', () => {
    const fieldSelector = 'type=Warning'
    const events = { group: '', kind: 'Event', versions: ['v1'], fieldSelector }
    expect(targetsOf(events, inProject, discovery).map((target) => target.fieldSelector)).toEqual([
      fieldSelector,
      fieldSelector,
    ])
    expect(targetsOf(pods, inCluster, discovery)[0]).not.toHaveProperty('fieldSelector')
  })

  test('is nothing where the kind is not served, or not known to be yet', () => {
    expect(targetsOf({ group: 'x.io', kind: 'X', versions: [] }, inCluster, discovery)).toEqual([])
    expect(targetsOf(pods, inCluster, undefined)).toEqual([])
  })
})
