/** What the generated policies let through, by the evaluation of policies. */
import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { compilePolicies, type EndpointRef, evaluate } from '../../net/policy/index.ts'
import { type Access, noAccess } from './access.ts'
import { planOf } from './plan.ts'

const naming = { labelDomain: 'cpaas.io', projectLabel: 'cpaas.io/project' }

const projects = { 'shop-prod': 'shop', 'shop-dev': 'shop', payments: 'payments', media: 'media', system: '' }

const namespaces = Object.entries(projects).map(([name, project]) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: project === '' ? {} : { [naming.projectLabel]: project } },
}))

const pods = Object.keys(projects).map((namespace, at) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'pod', namespace, labels: {} },
  spec: { nodeName: 'node', containers: [{ name: 'main' }] },
  status: { phase: 'Running', podIPs: [{ ip: `10.0.0.${at + 1}` }] },
}))

function reaches(access: Readonly<Record<string, Partial<Access>>>, isolated = true) {
  const settings = {
    isolated,
    access: new Map(Object.entries(access).map(([to, each]) => [to, { ...noAccess, ...each }])),
  }
  const plan = planOf({ settings, namespaces, policies: [], naming, at: '2026-01-01T00:00:00Z' })
  const policies = plan.changes.flatMap(({ after }): KubeObject[] => (after === null ? [] : [after]))
  const compiled = compilePolicies({ policies, namespaces, pods, nodes: [] })
  const end = (text: string): EndpointRef =>
    text in projects ? { namespace: text, pod: 'pod' } : { ip: text }
  return (from: string, to: string) =>
    evaluate(compiled, { from: end(from), to: end(to), protocol: 'TCP', port: 80 }).allowed
}

test('projects reach themselves and what is outside; nobody else reaches them', () => {
  const may = reaches({})
  expect(may('shop-prod', 'shop-dev')).toBe(true)
  expect(may('shop-prod', 'shop-prod')).toBe(true)
  expect(may('shop-prod', 'payments')).toBe(false)
  expect(may('system', 'shop-prod')).toBe(false)
  expect(may('192.0.2.1', 'shop-prod')).toBe(false)
  expect(may('shop-prod', '192.0.2.1')).toBe(true)
  expect(may('shop-prod', 'system')).toBe(true)
  expect(may('192.0.2.1', 'system')).toBe(true)
})

test('access of a single project goes one way, to every namespace of the other', () => {
  const may = reaches({ shop: { projects: ['payments'] } })
  expect(may('payments', 'shop-prod')).toBe(true)
  expect(may('payments', 'shop-dev')).toBe(true)
  expect(may('shop-prod', 'payments')).toBe(false)
  expect(may('media', 'shop-prod')).toBe(false)
})

test('all projects are those with a project, and no others', () => {
  const may = reaches({ shop: { allProjects: true } })
  expect(may('payments', 'shop-prod')).toBe(true)
  expect(may('media', 'shop-dev')).toBe(true)
  expect(may('system', 'shop-prod')).toBe(false)
  expect(may('payments', 'media')).toBe(false)
})

test('an IP segment lets its addresses in, and those alone', () => {
  const may = reaches({ shop: { blocks: ['192.0.2.0/24'] } })
  expect(may('192.0.2.77', 'shop-prod')).toBe(true)
  expect(may('192.0.3.1', 'shop-prod')).toBe(false)
  expect(may('192.0.2.77', 'payments')).toBe(false)
})

test('without isolation everybody reaches everything', () => {
  const may = reaches({ shop: { blocks: ['192.0.2.0/24'] } }, false)
  expect(may('media', 'shop-prod')).toBe(true)
  expect(may('198.51.100.1', 'payments')).toBe(true)
})
