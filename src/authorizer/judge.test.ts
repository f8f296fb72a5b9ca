import { expect, test } from 'vitest'
import { defaultSharing, judge } from './judge.ts'

const nameKey = 'project.cpaas.io/name'
const own = { key: nameKey, operator: 'In', values: ['shop'] }

function review(attributes: object, spec: object = {}): unknown {
  const resourceAttributes = {
    ...{ verb: 'list', group: 'crd.alauda.io', version: 'v1', resource: 'frontends' },
    ...{ namespace: 'cpaas-system', labelSelector: { requirements: [own] }, ...attributes },
  }
  const groups = ['project:shop', 'system:authenticated']
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { user: 'dana', groups, resourceAttributes, ...spec },
  }
}

const selecting = (...requirements: unknown[]) => review({ labelSelector: { requirements } })
const allowed = (given: unknown) => judge(given, defaultSharing)

test('who asks for the own project may list and watch', () => {
  expect(allowed(review({}))).toBe(true)
  expect(allowed(review({ verb: 'watch' }))).toBe(true)
  expect(allowed(review({ resource: 'rules', name: 'edge-00443' }))).toBe(true)
  for (const requirement of [
    { key: 'project.cpaas.io/shop', operator: 'In', values: ['true'] },
    { key: 'cpaas.io/project', operator: 'In', values: ['shop'] },
    { key: nameKey, operator: 'In', values: ['ALL_ALL', 'shop'] },
    { key: 'project.cpaas.io/ALL_ALL', operator: 'In', values: ['true'] },
  ]) {
    expect(allowed(selecting(requirement)), requirement.key).toBe(true)
  }
  expect(allowed(selecting({ key: 'x', operator: 'DoesNotExist' }, own))).toBe(true)
})

const wrongRequirements: Readonly<Record<string, unknown>> = {
  'another project': { ...own, values: ['payments'] },
  'another project besides': { ...own, values: ['shop', 'payments'] },
  'nothing of it': { ...own, values: [] },
  'not the other one': { key: nameKey, operator: 'NotIn', values: ['payments'] },
  'any project': { key: nameKey, operator: 'Exists' },
  'no project': { key: nameKey, operator: 'DoesNotExist' },
  'another operator': { ...own, operator: 'in' },
  'the label of another': { key: 'project.cpaas.io/payments', operator: 'In', values: ['true'] },
  'any value of the label': { key: 'project.cpaas.io/shop', operator: 'Exists' },
  'what is not said to be so': { key: 'project.cpaas.io/shop', operator: 'In', values: ['true', 'false'] },
  'another label': { ...own, key: 'project.alauda.io/name' },
  'a label that begins alike': { ...own, key: `${nameKey}x` },
  'a value that is no list': { ...own, values: 'shop' },
  'a value that is no text': { ...own, values: [{ toString: 'shop' }] },
  'no requirement': null,
}

test.each(Object.entries(wrongRequirements))('a list of %s is nothing that it allows', (_, requirement) => {
  expect(allowed(selecting(requirement))).toBe(false)
})

test('one requirement that cannot be read spoils all', () => {
  expect(allowed(selecting(own, { key: 'x' }))).toBe(false)
  expect(allowed(selecting(own, 'x=y'))).toBe(false)
})

const wrongAttributes: Readonly<Record<string, object>> = {
  'no selector': { labelSelector: undefined },
  'no requirements': { labelSelector: { requirements: [] } },
  'requirements of another shape': { labelSelector: { requirements: own } },
  'a raw selector': { labelSelector: { rawSelector: `${nameKey}=shop` } },
  'a raw selector besides': { labelSelector: { rawSelector: 'x', requirements: [own] } },
  'a field selector alone': { labelSelector: undefined, fieldSelector: { requirements: [own] } },
  'a single object': { verb: 'get', name: 'edge-00443' },
  'a deletion of many': { verb: 'deletecollection' },
  'a change': { verb: 'update' },
  'any verb': { verb: '*' },
  'a list of verbs': { verb: ['list'] },
  'a part of it': { subresource: 'status' },
  'another resource': { resource: 'alaudaloadbalancer2' },
  'any resource': { resource: '*' },
  'another group': { group: '' },
  'another namespace': { namespace: 'kube-system' },
  'all namespaces': { namespace: '' },
  'no namespace': { namespace: undefined },
}

test.each(Object.entries(wrongAttributes))('it allows nothing of %s', (_, attributes) => {
  expect(allowed(review(attributes))).toBe(false)
})

test('only groups say which projects somebody is in', () => {
  const groups = (...names: unknown[]) => allowed(review({}, { groups: names }))
  expect(groups('project:payments', 'project:shop')).toBe(true)
  for (const names of [
    [],
    ['shop'],
    ['project:'],
    ['project:shop '],
    ['Project:shop'],
    ['xproject:shop'],
    ['project:ALL_ALL'],
    [['project:shop']],
  ]) {
    expect(groups(...names), JSON.stringify(names)).toBe(false)
  }
  expect(allowed(review({}, { groups: 'project:shop' }))).toBe(false)
  expect(allowed(review({}, { groups: [], user: 'project:shop', extra: { g: ['project:shop'] } }))).toBe(
    false,
  )
})

test('a project called like a part of the labels gets nothing by that', () => {
  const of = (requirement: object) =>
    allowed(
      review(
        { labelSelector: { requirements: [requirement] } },
        { groups: ['project:name', 'project:true'] },
      ),
    )
  // The label with the name of the project: one called "true" is the own one, and no other.
  expect(of({ key: nameKey, operator: 'In', values: ['true'] })).toBe(true)
  expect(of({ key: nameKey, operator: 'In', values: ['shop'] })).toBe(false)
  const onlyName = review(
    { labelSelector: { requirements: [{ key: nameKey, operator: 'In', values: ['true'] }] } },
    { groups: ['project:name'] },
  )
  expect(allowed(onlyName)).toBe(false)
})

test('what names a path besides is not allowed', () => {
  expect(allowed(review({}, { nonResourceAttributes: { path: '/', verb: 'get' } }))).toBe(false)
  expect(allowed(review({}, { resourceAttributes: undefined }))).toBe(false)
})

test.each([
  null,
  undefined,
  1,
  'x',
  [],
  {},
  { kind: 'SubjectAccessReview' },
  { apiVersion: 'authorization.k8s.io/v1beta1', kind: 'SubjectAccessReview' },
  { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview' },
])('%j is no review', (given) => {
  expect(allowed(given)).toBeNull()
})
