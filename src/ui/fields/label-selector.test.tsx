/** What a label selector shows of a manifest and of the objects it matches. */
import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { LabelSelector, type LabelSelectorProps } from './label-selector.tsx'
import { shownOf } from './testing/markup.tsx'

const objects: readonly KubeObject[] = ['shop', 'shop', 'media'].map((project, index) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: `${project}-${index}`, labels: { project } },
}))
const shown = (yaml: string, availability: LabelSelectorProps['availability'] = 'live') =>
  shownOf(
    yaml,
    <LabelSelector
      path={['spec', 'namespaceSelector']}
      label="Namespaces"
      objects={objects}
      availability={availability}
      what="namespaces"
      absent="Only its own namespace."
    />,
  )

describe('a label selector', () => {
  it('counts what it matches', () => {
    expect(shown('spec:\n  namespaceSelector:\n    matchLabels:\n      project: shop\n')).toContain(
      'Matches 2 of 3 namespaces',
    )
    const rules = '[{key: project, operator: NotIn, values: [shop]}]'
    const text = shown(`spec:\n  namespaceSelector:\n    matchExpressions: ${rules}\n`)
    expect(text).toContain('Matches 1 of 3 namespaces')
    expect(text).toContain('[Expression 1]')
  })

  it('tells an empty one from none', () => {
    expect(shown('spec: {namespaceSelector: {}}')).toContain('matches all namespaces: 3')
    expect(shown('spec: {}')).toContain('Only its own namespace.')
  })

  it('says why it cannot count', () => {
    const yaml = 'spec: {namespaceSelector: {matchLabels: {project: shop}}}'
    expect(shown(yaml, 'refused')).toContain('You may not list namespaces')
    expect(shown(yaml, 'loading')).toContain('Looking for namespaces')
    expect(shown('spec: {namespaceSelector: {matchExpressions: [{key: a, operator: In}]}}')).toContain(
      'Finish what you began',
    )
  })

  it.each([
    'spec: {namespaceSelector: all}',
    'spec: {namespaceSelector: {matchLabels: [a]}}',
    'spec: {namespaceSelector: {matchExpressions: [text]}}',
    'spec: {namespaceSelector: {matchExpressions: [{key: a, operator: In, values: b}]}}',
  ])('leaves %s to the YAML', (yaml) => {
    expect(shown(yaml)).toContain('The YAML holds something this field cannot show.')
  })
})
