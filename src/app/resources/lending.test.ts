import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ServedType } from '../../k8s/resource.ts'
import { alb2 } from '../../kinds/alb2/kind.ts'
import { frontend } from '../../kinds/frontend/kind.ts'
import { service } from '../../kinds/service/kind.ts'
import { testWorld } from '../../kinds/testing/world.ts'
import type { Scope } from '../scope.ts'
import { isShownIn, lentHome, lentWish, typeInView } from './lending.ts'

const admin: Scope = { view: 'admin', cluster: 'c' }
const shop: Scope = { view: 'project', cluster: 'c', project: 'shop', namespace: null }

const type: ServedType = {
  group: 'crd.alauda.io',
  version: 'v2beta1',
  plural: 'alaudaloadbalancer2',
  kind: 'ALB2',
  namespaced: true,
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
  shortNames: [],
}

const alb = (config: object) =>
  ({
    apiVersion: 'crd.alauda.io/v2beta1',
    kind: 'ALB2',
    metadata: { name: 'a' },
    spec: { config },
  }) as KubeObject

test('what is lent is only read in the view of a project, by one and the same type', () => {
  expect(typeInView(alb2, admin, type, 'cpaas.io')).toBe(type)
  expect(typeInView(alb2, shop, type, 'cpaas.io').verbs).toEqual(['get', 'list', 'watch'])
  expect(typeInView(alb2, shop, type, 'cpaas.io')).toBe(typeInView(alb2, shop, type, 'cpaas.io'))
  expect(typeInView(service, shop, type, 'cpaas.io')).toBe(type)
})

test('a project is shown what is open to it, an administrator everything', () => {
  const byPort = (projects: readonly string[]) =>
    alb({ enablePortProject: true, portProjects: JSON.stringify([{ port: '80', projects }]) })
  for (const open of [alb({ projects: ['shop'] }), alb({ projects: ['ALL_ALL'] }), byPort(['shop'])])
    expect(isShownIn(alb2, open, shop, testWorld())).toBe(true)
  for (const closed of [alb({}), alb({ projects: ['media'] }), byPort(['media'])]) {
    expect(isShownIn(alb2, closed, shop, testWorld())).toBe(false)
    expect(isShownIn(alb2, closed, admin, testWorld())).toBe(true)
  }
  expect([lentHome(alb2), lentHome(service)]).toEqual(['cpaas-system', undefined])
})

test('of what lies side by side, a project is told how to find its share', () => {
  const ofShop = typeInView(frontend, shop, type, 'cpaas.io')
  expect(ofShop.verbs).toEqual(type.verbs)
  expect(ofShop.share?.namespace).toBe('cpaas-system')
  expect(ofShop.share?.selectors[0]).toBe('project.cpaas.io/name in (shop,ALL_ALL)')
  expect(typeInView(frontend, shop, type, 'cpaas.io')).toBe(ofShop)
  const media = { ...shop, project: 'media' }
  expect(typeInView(frontend, media, type, 'cpaas.io').share?.selectors[0]).toContain('(media,ALL_ALL)')
  expect(typeInView(frontend, admin, type, 'cpaas.io')).toBe(type)
  expect(typeInView(alb2, shop, type, 'cpaas.io')).not.toHaveProperty('share')
  expect(lentWish(frontend, shop, 'cpaas.io')).toEqual({
    home: 'cpaas-system',
    labelSelector: 'project.cpaas.io/name in (shop,ALL_ALL)',
  })
  expect(lentWish(frontend, admin, 'cpaas.io').labelSelector).toBeUndefined()
})
