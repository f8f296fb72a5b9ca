import { expect, test } from 'vitest'
import { formatKeyedPath } from './keyedpath.ts'
import { insertAt, moveItem, parseManifest, removeAt, setAt } from './manifest.ts'
import { mergeTheirs, resolve } from './merge.ts'

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
  expect(conflicts).toEqual([
    { path: ['spec', 'type'], base: 'ClusterIP', mine: 'NodePort', theirs: 'LoadBalancer' },
  ])
  expect(manifest.text).toBe(edited.text)
})

test('where both did the same there is nothing to do', () => {
  const edited = setAt(mine, ['spec', 'type'], 'NodePort')
  const theirs = { ...base, spec: { ...base.spec, type: 'NodePort' } }
  expect(mergeTheirs(base, edited, theirs)).toEqual({ manifest: edited, conflicts: [], theirs })
})

test('a list without keys that both changed is one conflict, not a mixture of items', () => {
  const args = parseManifest('args: [a, b]\n')
  const { manifest, conflicts } = mergeTheirs({ args: ['a'] }, args, { args: ['c', 'a'] })
  expect(conflicts).toEqual([{ path: ['args'], base: ['a'], mine: ['a', 'b'], theirs: ['c', 'a'] }])
  expect(manifest).toBe(args)
})

test('what they removed goes', () => {
  const { manifest } = mergeTheirs(base, mine, { ...base, spec: { ports: base.spec.ports } })
  expect(manifest.text).toBe(text.replace('  type: ClusterIP\n', ''))
})

const PORTS = `ports:
  # web
  - name: http
    port: 80 # plain
  - name: https
    port: 443
  - name: metrics
    port: 9090
`
const [http, https, metrics] = [80, 443, 9090].map((port, index) => ({
  name: ['http', 'https', 'metrics'][index],
  port,
}))
const dns = { name: 'dns', port: 53 }
const before = { ports: [http, https, metrics] }

test('items of a list are merged by their key', () => {
  const edited = removeAt(setAt(parseManifest(PORTS), ['ports', 0, 'port'], 8080), ['ports', 2])
  const theirs = { ports: [dns, { ...http, protocol: 'TCP' }, https, metrics] }
  const { manifest, conflicts } = mergeTheirs(before, edited, theirs)
  expect(conflicts).toEqual([])
  expect(manifest.text).toBe(`ports:
  - name: dns
    port: 53
  # web
  - name: http
    port: 8080 # plain
    protocol: TCP
  - name: https
    port: 443
`)
})

test('a new item of theirs stands behind its predecessor and what I added there', () => {
  const edited = insertAt(parseManifest(PORTS), ['ports'], 1, { name: 'mine', port: 1 })
  const theirs = { ports: [http, dns, metrics] }
  const { manifest, conflicts } = mergeTheirs(before, edited, theirs)
  expect(conflicts).toEqual([])
  expect(manifest.value).toEqual({ ports: [http, { name: 'mine', port: 1 }, dns, metrics] })
})

test('items that they moved move with their comments', () => {
  const { manifest } = mergeTheirs(before, parseManifest(PORTS), { ports: [https, metrics, http] })
  expect(manifest.text).toBe(`ports:
  - name: https
    port: 443
  - name: metrics
    port: 9090
  # web
  - name: http
    port: 80 # plain
`)
})

test('a list whose items both have moved is one conflict', () => {
  const edited = moveItem(parseManifest(PORTS), ['ports'], 0, 2)
  const { conflicts } = mergeTheirs(before, edited, { ports: [metrics, http, https] })
  expect(conflicts.map(({ path }) => path)).toEqual([['ports']])
})

test('conflicts are resolved one by one, by key, whatever has moved since', () => {
  const edited = removeAt(setAt(parseManifest(PORTS), ['ports', 2, 'port'], 1), ['ports', 0])
  const theirs = { ports: [{ ...http, port: 81 }, dns, https, { ...metrics, port: 2 }] }
  const merged = mergeTheirs(before, edited, theirs)
  expect(merged.conflicts.map(({ path }) => formatKeyedPath(path)).toSorted()).toEqual([
    'ports[name=http]',
    'ports[name=metrics].port',
  ])
  const theirsTaken = merged.conflicts.reduce((at, conflict) => resolve(at, conflict, 'theirs'), merged)
  expect(theirsTaken.conflicts).toEqual([])
  expect(theirsTaken.manifest.value).toEqual(theirs)
  const mineKept = merged.conflicts.reduce((at, conflict) => resolve(at, conflict, 'mine'), merged)
  expect(mineKept.manifest).toBe(merged.manifest)
})

test('what I changed and they removed is asked about', () => {
  const edited = setAt(parseManifest(PORTS), ['ports', 0, 'port'], 81)
  const merged = mergeTheirs(before, edited, { ports: [https, metrics] })
  expect(merged.conflicts).toEqual([
    { path: ['ports', { name: 'http' }], base: http, mine: { ...http, port: 81 }, theirs: undefined },
  ])
  const [conflict] = merged.conflicts
  if (conflict)
    expect(resolve(merged, conflict, 'theirs').manifest.value).toEqual({ ports: [https, metrics] })
})
