import { expect, test } from 'vitest'
import { parseManifest, setAt } from './manifest.ts'
import { mergeTheirs } from './merge.ts'

const base = { spec: { type: 'ClusterIP', ports: [{ port: 80 }] }, metadata: { labels: { app: 'web' } } }
const text = '# mine\nspec:\n  type: ClusterIP\n  ports:\n    - port: 80\nmetadata:\n  labels: {app: web}\n'
const mine = parseManifest(text)

test('their changes elsewhere are taken over, comments and all of mine stay', () => {
  const edited = setAt(mine, ['spec', 'ports', 0, 'port'], 81)
  const theirs = { ...base, metadata: { labels: { app: 'web', team: 'blue' } } }
  const { manifest, conflicts } = mergeTheirs(base, edited, theirs)
  expect(conflicts).toEqual([])
  expect(manifest.text).toBe(text.replace('80', '81').replace('{app: web}', '{app: web, team: blue}'))
})

test('where both changed the same, mine stands and the place is named', () => {
  const edited = setAt(mine, ['spec', 'type'], 'NodePort')
  const theirs = { ...base, spec: { ...base.spec, type: 'LoadBalancer' } }
  const { manifest, conflicts } = mergeTheirs(base, edited, theirs)
  expect(conflicts).toEqual([['spec', 'type']])
  expect(manifest.text).toBe(edited.text)
})

test('where both did the same there is nothing to do', () => {
  const edited = setAt(mine, ['spec', 'type'], 'NodePort')
  const theirs = { ...base, spec: { ...base.spec, type: 'NodePort' } }
  expect(mergeTheirs(base, edited, theirs)).toEqual({ manifest: edited, conflicts: [] })
})

test('a list that both changed is one conflict, not a mixture of items', () => {
  const edited = setAt(mine, ['spec', 'ports', 0, 'port'], 81)
  const theirs = { ...base, spec: { ...base.spec, ports: [{ port: 443 }, { port: 80 }] } }
  const { manifest, conflicts } = mergeTheirs(base, edited, theirs)
  expect(conflicts).toEqual([['spec', 'ports']])
  expect(manifest).toBe(edited)
})

test('what they removed goes', () => {
  const { manifest } = mergeTheirs(base, mine, { ...base, spec: { ports: base.spec.ports } })
  expect(manifest.text).toBe(text.replace('  type: ClusterIP\n', ''))
})
