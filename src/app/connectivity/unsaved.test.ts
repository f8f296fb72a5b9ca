import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { unsavedIn, withUnsaved } from './unsaved.ts'

const policy = (name: string, more = '') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: shop}\nspec: {podSelector: {}}\n${more}`
const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n'

test('drafts with policies are offered by the names of these', () => {
  const found = unsavedIn([
    { id: 'a', text: `${policy('deny')}---\n${service}---\n${policy('allow')}` },
    { id: 'b', text: service },
    { id: 'c', text: policy('') },
    { id: 'd', text: 'kind: [' },
    {
      id: 'e',
      text: 'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: top}\n',
    },
  ])
  expect(found.map(({ id, names }) => [id, ...names])).toEqual([
    ['a', 'NetworkPolicy shop/deny', 'NetworkPolicy shop/allow'],
    ['e', 'AdminNetworkPolicy top'],
  ])
})

test('a policy takes the place of the one of its name, and others are added', () => {
  const [draft] = unsavedIn([{ id: 'a', text: `${policy('deny')}---\n${policy('new')}` }])
  const standing = ['deny', 'other'].map(
    (name) =>
      ({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name, namespace: 'shop', uid: name },
      }) as KubeObject,
  )
  const names = (all: readonly KubeObject[]) =>
    all.map(({ metadata: { name, uid = 'unsaved' } }) => `${name} ${uid}`)
  expect(names(withUnsaved(standing, draft?.policies ?? []))).toEqual([
    'other other',
    'deny unsaved',
    'new unsaved',
  ])
  expect(withUnsaved(standing, [])).toBe(standing)
})
