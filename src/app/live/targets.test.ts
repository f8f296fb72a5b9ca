import { expect, test } from 'vitest'
import { albPorts, services } from '../../kinds/related.ts'
import type { WatchState, WatchTarget } from '../../wire.ts'
import { shareOf, shareTargets } from './targets.ts'

const state = (phase: WatchState['phase'], code?: number): WatchState => ({
  phase,
  since: 0,
  ...(code !== undefined && { reason: { message: '', code } }),
})
const refused = state('stopped', 403)
const target: WatchTarget = { cluster: 'c', group: 'crd.alauda.io', version: 'v1', plural: 'frontends' }
const share = shareOf(albPorts, 'shop', 'cpaas.io')

test('in place of what is refused, the share of the project is asked for where it lies', () => {
  for (const namespace of [undefined, 'cpaas-system']) {
    const asked = shareTargets({ ...target, ...(namespace && { namespace }) }, refused, share)
    expect(asked.length).toBeGreaterThan(1)
    for (const each of asked) {
      expect(each).toMatchObject({ ...target, namespace: 'cpaas-system' })
      expect(each.labelSelector).toContain('shop')
    }
  }
  const one = { ...target, fieldSelector: 'metadata.name=a' }
  expect(shareTargets(one, refused, share)[0]).toMatchObject({ fieldSelector: 'metadata.name=a' })
})

test('nothing else is asked for', () => {
  expect(shareTargets({ ...target, namespace: 'shop-prod' }, refused, share)).toEqual([])
  expect(shareTargets(target, refused, undefined)).toEqual([])
  for (const other of [state('live'), state('loading'), state('stopped', 404), state('reconnecting', 403)])
    expect(shareTargets(target, other, share)).toEqual([])
})

test('only projects have a share, and only of what lies side by side', () => {
  expect(shareOf(albPorts, null, 'cpaas.io')).toBeUndefined()
  expect(shareOf(services, 'shop', 'cpaas.io')).toBeUndefined()
})
