import { afterEach, describe, expect, test, vi } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { applyChange, type MetadataChange, patchOf, planOf } from './metadata-change.ts'

const object = (name: string, labels: Record<string, string> = {}, version = '1'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion: version, labels },
})
const change: MetadataChange = { field: 'labels', key: 'tier', value: 'front' }
const type = { group: '', version: 'v1', plural: 'services', kind: 'Service', namespaced: true }

test('a plan tells what changes on how many, and what is lost', () => {
  const objects = [
    object('a'),
    object('b', { tier: 'back' }),
    object('c', { tier: 'front' }),
    object('d', { tier: 'back' }),
  ]
  const plan = planOf(objects, change)
  expect(plan.changed.map(({ metadata }) => metadata.name)).toEqual(['a', 'b', 'd'])
  expect(plan.same).toBe(1)
  expect([...plan.lost]).toEqual([['back', 2]])
  const removal = planOf(objects, { ...change, value: null })
  expect(removal.changed).toHaveLength(3)
  expect([...removal.lost]).toEqual([
    ['back', 2],
    ['front', 1],
  ])
})

test('a patch names the object and the version that was seen', () => {
  expect(patchOf(object('a'), { ...change, value: null })).toEqual({
    metadata: { uid: 'uid-a', resourceVersion: '1', labels: { tier: null } },
  })
})

describe('applying', () => {
  const answer = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()
  afterEach(() => {
    answer.mockReset()
    vi.unstubAllGlobals()
  })
  const apply = (reviewed: KubeObject) => {
    vi.stubGlobal('fetch', answer)
    return applyChange({ cluster: 'c', type }, reviewed, change, 'somebody was faster')
  }
  const ok = (body: KubeObject) => new Response(JSON.stringify(body))
  const conflict = () =>
    new Response(JSON.stringify({ kind: 'Status', code: 409, message: 'modified' }), { status: 409 })
  const sent = () => answer.mock.calls.map(([, init]) => init.method)

  test('sends a merge patch', async () => {
    answer.mockResolvedValueOnce(ok(object('a')))
    await apply(object('a'))
    expect(answer.mock.calls[0]?.[1]).toMatchObject({
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify(patchOf(object('a'), change)),
    })
  })

  test('goes on with the version of now where the value is still the one that was reviewed', async () => {
    answer.mockResolvedValueOnce(conflict())
    answer.mockResolvedValueOnce(ok(object('a', {}, '2')))
    answer.mockResolvedValueOnce(ok(object('a')))
    await apply(object('a'))
    expect(sent()).toEqual(['PATCH', 'GET', 'PATCH'])
    expect(answer.mock.calls[2]?.[1].body).toContain('"resourceVersion":"2"')
  })

  test('never writes over what somebody else set there', async () => {
    answer.mockResolvedValueOnce(conflict())
    answer.mockResolvedValueOnce(ok(object('a', { tier: 'other' }, '2')))
    await expect(apply(object('a'))).rejects.toThrow('somebody was faster')
    expect(sent()).toEqual(['PATCH', 'GET'])
  })

  test('has nothing to do where somebody else did the same', async () => {
    answer.mockResolvedValueOnce(conflict())
    answer.mockResolvedValueOnce(ok(object('a', { tier: 'front' }, '2')))
    await apply(object('a'))
    expect(sent()).toEqual(['PATCH', 'GET'])
  })

  test('never touches another object of the same name', async () => {
    answer.mockResolvedValueOnce(conflict())
    answer.mockResolvedValueOnce(ok({ ...object('a'), metadata: { ...object('a').metadata, uid: 'other' } }))
    await expect(apply(object('a'))).rejects.toThrow('modified')
  })

  test('gives up where others never stop writing', async () => {
    answer.mockImplementation(async (_, init) =>
      init.method === 'PATCH' ? conflict() : ok(object('a', {}, '9')),
    )
    await expect(apply(object('a'))).rejects.toThrow('modified')
    expect(sent().filter((method) => method === 'PATCH')).toHaveLength(4)
  })
})
