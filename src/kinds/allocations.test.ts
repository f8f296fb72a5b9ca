import { describe, expect, test } from 'vitest'
import words from '../app/i18n/en.ts'
import type { KubeObject } from '../k8s/objects.ts'
import { asFields } from '../k8s/shape.ts'
import { allocations, type ProjectPlace } from './allocations.ts'

const namespace = (name: string, labels: Record<string, string> = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
})
const shop: ProjectPlace = {
  name: 'shop',
  labelDomain: 'cpaas.io',
  namespaces: [namespace('shop-prod', { 'cpaas.io/project': 'shop', stage: 'prod' }), namespace('shop-dev')],
}

function allocated(id: string, fields: object, labels: Record<string, string> = {}, project = shop) {
  const object = { apiVersion: 'v1', kind: 'Any', metadata: { name: 'it', labels }, ...fields }
  const allocation = allocations.find((each) => each.id === id)
  return (allocation?.of(object, project) ?? []).map(
    ({ title, detail, isShared }) => `${title}${detail && ` (${detail})`}${isShared ? ' shared' : ''}`,
  )
}

const ofProject = (name: string, domain = 'cpaas.io') => ({ [`project.${domain}/name`]: name })

describe('allocated to a project are', () => {
  test('domains with its label, by their own name, and those of every project', () => {
    const domain = { spec: { name: 'shop.example.com', kind: 'full' } }
    expect(allocated('domains', domain, ofProject('shop'))).toEqual(['shop.example.com'])
    expect(allocated('domains', domain, ofProject('ALL_ALL'))).toEqual(['shop.example.com shared'])
    expect(allocated('domains', domain, ofProject('media'))).toEqual([])
    expect(allocated('domains', domain, ofProject(''))).toEqual([])
    expect(allocated('domains', {}, ofProject('shop'))).toEqual(['it'])
    const cluster = (name: string) => ({ ...ofProject('shop'), 'cluster.cpaas.io/name': name })
    expect(allocated('domains', domain, cluster('edge'))).toEqual(['shop.example.com (edge)'])
    expect(allocated('domains', domain, cluster('ALL_ALL'))).toEqual(['shop.example.com'])
    expect(allocated('domains', domain, ofProject('shop', 'example.org'))).toEqual([])
  })

  test('what the server is asked for by that label', () => {
    const asked = allocations.flatMap(({ labels }) => labels?.(shop) ?? [])
    expect(asked).toEqual(Array(2).fill('project.cpaas.io/name in (shop,ALL_ALL)'))
  })

  test('certificates with its label', () => {
    expect(allocated('certificates', {}, ofProject('shop'))).toEqual(['it'])
    expect(allocated('certificates', {}, {})).toEqual([])
  })

  test('subnets that name a namespace of it, or its labels', () => {
    const subnet = (spec: object) => ({ spec: { cidrBlock: '10.50.0.0/20', ...spec } })
    expect(allocated('subnets', subnet({ namespaces: ['shop-dev', 'media-dev'] }))).toEqual([
      'it (10.50.0.0/20)',
    ])
    const byLabel = { namespaceSelectors: [{ matchLabels: { 'cpaas.io/project': 'shop' } }] }
    expect(allocated('subnets', subnet(byLabel))).toEqual(['it (10.50.0.0/20)'])
    const byRule = {
      namespaceSelectors: [{ matchExpressions: [{ key: 'stage', operator: 'In', values: ['prod'] }] }],
    }
    expect(allocated('subnets', subnet(byRule))).toEqual(['it (10.50.0.0/20)'])
    expect(allocated('subnets', subnet({ namespaces: ['media-dev'] }))).toEqual([])
    expect(allocated('subnets', subnet({ namespaceSelectors: [{}] }))).toEqual([])
    expect(allocated('subnets', subnet({}))).toEqual([])
  })

  test('load balancers that name it, or every project', () => {
    const alb = (config: object) => ({ spec: { address: '10.20.0.21', config } })
    expect(allocated('loadBalancers', alb({ projects: ['media', 'shop'] }))).toEqual(['it (10.20.0.21)'])
    expect(allocated('loadBalancers', alb({ projects: ['ALL_ALL'] }))).toEqual(['it (10.20.0.21) shared'])
    expect(allocated('loadBalancers', alb({}), { 'project.cpaas.io/shop': 'true' })).toEqual([
      'it (10.20.0.21)',
    ])
    expect(allocated('loadBalancers', alb({ projects: ['media'] }))).toEqual([])
    expect(allocated('loadBalancers', alb({ enablePortProject: true, projects: ['shop'] }))).toEqual([])
  })

  test('ports of load balancers that are shared by ports', () => {
    const portProjects = JSON.stringify([
      { port: '5400-5499', projects: ['shop'] },
      { port: 9000, projects: ['ALL_ALL'] },
      { port: '8800', projects: ['media'] },
    ])
    const alb = { spec: { config: { enablePortProject: true, portProjects } } }
    expect(allocated('ports', alb)).toEqual(['it (5400-5499)', 'it (9000) shared'])
    expect(allocated('ports', { spec: { config: { portProjects } } })).toEqual([])
  })

  test('nothing of what is of no shape at all', () => {
    const junk = [undefined, null, 1, '', 'x', '{', '[1,{}]', [], [null, 3, {}], { a: 1 }, true]
    for (const { id } of allocations)
      for (const value of junk)
        for (const spec of [
          value,
          { namespaces: value, namespaceSelectors: value, config: value, name: value },
          { namespaceSelectors: [{ matchLabels: value, matchExpressions: value }] },
          { config: { enablePortProject: true, portProjects: value, projects: value } },
        ])
          expect(allocated(id, { spec }), id).toEqual([])
  })
})

test('each has a name', () => {
  for (const { id } of allocations)
    expect(asFields(asFields(words.kinds).allocation)[id], id).toBeTypeOf('string')
})
