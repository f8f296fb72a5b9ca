import { describe, expect, test } from 'vitest'
import { Discovery } from '../../k8s/discovery.ts'
import type { ServedType } from '../../k8s/resource.ts'
import { kinds } from '../../kinds/index.ts'
import { declaredKind, genericKind, parseSegment, pluralOf, segmentOf } from './generic-kind.ts'
import { addressOfObject, kindAt } from './kind-at.ts'
import { resourcesGoKey, resourcesSegment } from './page-address.ts'

const verbs = ['get', 'list', 'watch', 'create', 'update', 'delete']
const type = (group: string, version: string, plural: string, kind: string): ServedType => ({
  group,
  version,
  plural,
  kind,
  namespaced: true,
  verbs,
  shortNames: [],
})
const deployments = type('apps', 'v1', 'deployments', 'Deployment')
const configMaps = type('', 'v1', 'configmaps', 'ConfigMap')
const services = type('', 'v1', 'services', 'Service')
const discovery = new Discovery([services, configMaps, deployments])

describe('the segment of a type', () => {
  test.each([
    ['deployments.apps', deployments],
    ['configmaps.core', configMaps],
    ['httproutes.gateway.networking.k8s.io', type('gateway.networking.k8s.io', 'v1', 'httproutes', 'H')],
  ])('is %s and leads back', (segment, { group, plural, ...rest }) => {
    expect(segmentOf({ ...rest, group, plural })).toBe(segment)
    expect(parseSegment(segment)).toEqual({ group, plural })
  })

  test.each(['services', '', '.apps', 'deployments.'])('is never %j', (segment) =>
    expect(parseSegment(segment)).toBeNull(),
  )

  test('is none of the segments that kinds have', () => {
    for (const { segment } of kinds) expect(parseSegment(segment), segment).toBeNull()
  })
})

describe('many of a kind', () => {
  test.each([
    ['ConfigMap', 'configmaps', 'ConfigMaps'],
    ['NetworkPolicy', 'networkpolicies', 'NetworkPolicies'],
    ['Ingress', 'ingresses', 'Ingresses'],
    ['Endpoints', 'endpoints', 'Endpoints'],
    ['HTTPRoute', 'httproutes', 'HTTPRoutes'],
    ['NetworkAttachmentDefinition', 'network-attachment-definitions', 'NetworkAttachmentDefinitions'],
    ['IP', 'ips', 'IPs'],
    ['ALB2', 'alaudaloadbalancer2', 'ALB2'],
    ['NodeMetrics', 'nodes', 'NodeMetrics'],
  ])('%s, %s are %s', (kind, plural, many) => expect(pluralOf({ kind, plural })).toBe(many))
})

describe('a kind made from a type', () => {
  test('is the same for the same type, whenever it was looked up', () => {
    expect(genericKind(deployments)).toBe(genericKind({ ...deployments }))
    expect(genericKind(deployments)).not.toBe(genericKind({ ...deployments, version: 'v2' }))
  })

  test('begins an object of that type, in a namespace where it has one', () => {
    expect(genericKind(deployments).template({ namespace: 'shop' })).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: '', namespace: 'shop' },
    })
    const nodes = { ...type('', 'v1', 'nodes', 'Node'), namespaced: false }
    expect(genericKind(nodes).template({ namespace: 'shop' })).toEqual({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: '' },
    })
  })
})

describe('a segment names', () => {
  test('a declared kind in the views it has a place in', () => {
    expect(kindAt('services', 'admin', discovery)).toBe(declaredKind('admin', '', 'Service'))
    expect(kindAt('services', 'project', undefined)?.id).toBe('service')
    expect(kindAt('atlantis', 'admin', discovery)).toBeNull()
  })

  test('a served type where the whole cluster is looked at', () => {
    expect(kindAt('deployments.apps', 'admin', discovery)).toBe(genericKind(deployments))
    expect(kindAt('deployments.apps', 'project', discovery)).toBeNull()
    expect(kindAt('widgets.example.com', 'admin', discovery)).toBeNull()
  })

  test('the declared kind that covers a served type', () => {
    expect(kindAt('services.core', 'admin', discovery)?.id).toBe('service')
  })
})

describe('the page of an object that is referred to', () => {
  const admin = { view: 'admin', cluster: 'c' } as const
  const project = { view: 'project', cluster: 'c', project: 'p', namespace: null } as const
  const web = { namespace: 'n', name: 'web' }

  test('is that of the declared kind', () => {
    const reference = { group: '', kind: 'Service', ...web }
    expect(addressOfObject(admin, undefined, reference)).toBe('/admin/c/services/n/web')
    expect(addressOfObject(project, undefined, reference)).toBe('/projects/c/p/~all/services/n/web')
  })

  test('is that of the served type where the whole cluster is looked at', () => {
    const reference = { group: 'apps', kind: 'Deployment', ...web }
    expect(addressOfObject(admin, discovery, reference)).toBe('/admin/c/deployments.apps/n/web')
    expect(addressOfObject(project, discovery, reference)).toBeNull()
    expect(addressOfObject(admin, undefined, reference)).toBeNull()
    expect(addressOfObject(admin, discovery, { ...reference, kind: 'Widget' })).toBeNull()
  })

  test('has no namespace where the type has none, whatever refers to it', () => {
    const nodes = { ...type('', 'v1', 'nodes', 'Node'), namespaced: false }
    const reference = { group: '', kind: 'Node', ...web }
    expect(addressOfObject(admin, new Discovery([nodes]), reference)).toBe('/admin/c/nodes.core/web')
  })
})

test('no kind takes the key or the segment of the page of all types', () => {
  expect(kinds.map(({ goKey }) => goKey)).not.toContain(resourcesGoKey)
  expect(kinds.map(({ segment }) => segment)).not.toContain(resourcesSegment)
})
