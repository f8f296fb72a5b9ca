/** Random versions of one object for the property tests: a base, and what two people made of it. */

import * as fc from 'fast-check'
import type { Path } from '../k8s/fieldpath.ts'
import { isPlainMap, plainAt, withValueAt } from './plain.ts'

const names = fc.constantFrom('http', 'https', 'dns', 'metrics', 'admin', 'grpc', 'a,b', '80')
const small = fc.oneof(fc.nat(3), fc.constantFrom('TCP', 'UDP', 'on', ''), fc.boolean())
const maps = (keys: string[], values: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom(...keys), values, { maxKeys: 3, noNullPrototype: true })

const items = fc.uniqueArray(
  fc
    .tuple(names, maps(['port', 'targetPort', 'protocol'], small), fc.array(small, { maxLength: 2 }))
    .map(([name, rest, args]) => ({ name, ...rest, ...(args.length > 0 ? { args } : {}) })),
  { selector: ({ name }) => name, maxLength: 4 },
)

/** An object whose lists `ports` and `env` have keys, and whose `args` and `rules` do not. */
export const keyedObjects: fc.Arbitrary<unknown> = fc.record(
  {
    kind: fc.constant('Service'),
    metadata: fc.record(
      { labels: maps(['app', 'tier', 'x/y'], small) },
      { requiredKeys: [], noNullPrototype: true },
    ),
    spec: fc.record(
      {
        type: small,
        ports: items,
        containers: fc.uniqueArray(
          fc.tuple(names, items).map(([name, env]) => ({ name, env })),
          { selector: ({ name }) => name, maxLength: 2 },
        ),
        rules: fc.array(fc.record({ to: fc.array(small, { maxLength: 2 }) }, { noNullPrototype: true }), {
          maxLength: 3,
        }),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  },
  { requiredKeys: ['kind'], noNullPrototype: true },
)

/** One change of a random place: a scalar set, an entry removed, an item added or moved. */
interface Change {
  readonly at: number
  readonly how: 'set' | 'remove' | 'add' | 'move'
  readonly value: unknown
  readonly item: unknown
}

const edits: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    at: fc.nat(),
    how: fc.constantFrom('set', 'set', 'remove', 'add', 'add', 'move'),
    value: small,
    item: names.chain((name) => small.map((port) => ({ name, port }))),
  }),
  { maxLength: 4 },
)

export const versions: fc.Arbitrary<{ base: unknown; mine: unknown; theirs: unknown }> = fc
  .tuple(keyedObjects, edits, edits)
  .map(([base, mine, theirs]) => ({
    base,
    mine: mine.reduce(changed, base),
    theirs: theirs.reduce(changed, base),
  }))

function changed(root: unknown, { at, how, value, item }: Change): unknown {
  const paths = pathsOf(root).filter((path) => path.length > 1 && path.at(-1) !== 'name')
  const path = paths[at % Math.max(1, paths.length)]
  if (path === undefined) return withValueAt(root, ['spec', 'type'], value)
  const old = plainAt(root, path)
  const keyed = ['ports', 'env', 'containers'].includes(String(path.at(-1)))
  if (how === 'remove') return withValueAt(root, path, undefined)
  if (Array.isArray(old) && how === 'move')
    return withValueAt(root, path, [...old.slice(1), ...old.slice(0, 1)])
  if (Array.isArray(old) && keyed) {
    const isNew = !old.some((other) => isPlainMap(other) && isPlainMap(item) && other.name === item.name)
    return isNew ? withValueAt(root, path, old.toSpliced(at % (old.length + 1), 0, item)) : root
  }
  if (isPlainMap(old)) return withValueAt(root, [...path, 'extra'], value)
  return Array.isArray(old)
    ? withValueAt(root, [...path, old.length], path.at(-1) === 'args' ? value : { to: [] })
    : withValueAt(root, path, value)
}

export function pathsOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => [[...path, index], ...pathsOf(item, [...path, index])])
  if (!isPlainMap(value)) return []
  return Object.entries(value).flatMap(([key, entry]) => [[...path, key], ...pathsOf(entry, [...path, key])])
}
