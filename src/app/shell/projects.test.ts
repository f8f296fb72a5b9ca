import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { implicitProjects, projectsOf } from './projects.ts'

const namespace = (name: string, labels?: Record<string, string>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, ...(labels !== undefined && { labels }) },
})
const of = (project: string) => ({ 'cpaas.io/project': project })
const listed = (namespaces: readonly KubeObject[], label = 'cpaas.io/project') => [
  ...projectsOf(namespaces, label),
]

describe('the projects of a cluster', () => {
  test('are the sets of namespaces that share the label, both sorted', () => {
    const all = [namespace('web', of('shop')), namespace('b', of('lab')), namespace('api', of('shop'))]
    expect(listed(all)).toEqual([
      ['lab', ['b']],
      ['shop', ['api', 'web']],
    ])
  })

  test('leave out namespaces that belong to none', () => {
    const all = [namespace('kube-system'), namespace('default', {}), namespace('old', of(''))]
    expect(listed(all)).toEqual([])
  })

  test('go by the label of the platform', () => {
    const all = [namespace('a', of('shop')), namespace('b', { 'example.com/project': 'lab' })]
    expect(listed(all, 'example.com/project')).toEqual([['lab', ['b']]])
  })

  test('leave the namespaces that they were given in order', () => {
    const all = [namespace('b', of('shop')), namespace('a', of('shop'))]
    listed(all)
    expect(all.map(({ metadata }) => metadata.name)).toEqual(['b', 'a'])
  })

  test('where none has the label are its namespaces, one by one', () => {
    expect([...implicitProjects([namespace('b'), namespace('a', of(''))])]).toEqual([
      ['a', ['a']],
      ['b', ['b']],
    ])
  })
})
