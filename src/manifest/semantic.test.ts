import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatKeyedPath, resolvePath } from './keyedpath.ts'
import { keptInOrder, movesTo } from './order.ts'
import { isEqual, plainAt, withValueAt } from './plain.ts'
import { type SemanticChange, semanticChanges } from './semantic.ts'
import { values } from './values.arbitrary.ts'
import { versions } from './versions.arbitrary.ts'

const said = (before: unknown, after: unknown) =>
  semanticChanges(before, after).map(({ kind, keyed }) => `${kind} ${formatKeyedPath(keyed)}`)
const http = { name: 'http', port: 80 }
const https = { name: 'https', port: 443 }
const dns = { name: 'dns', port: 53 }

describe('semanticChanges', { timeout: 60_000 }, () => {
  it('names items by their key', () => {
    const before = { spec: { type: 'ClusterIP', ports: [http, https] } }
    const after = { spec: { ports: [{ ...http, port: 81, nodePort: 1 }, dns] } }
    expect(semanticChanges(before, after)).toEqual([
      { kind: 'removed', path: ['spec', 'type'], keyed: ['spec', 'type'], before: 'ClusterIP' },
      {
        kind: 'removed',
        path: ['spec', 'ports', 1],
        keyed: ['spec', 'ports', { name: 'https' }],
        before: https,
      },
      {
        kind: 'changed',
        path: ['spec', 'ports', 0, 'port'],
        keyed: ['spec', 'ports', { name: 'http' }, 'port'],
        before: 80,
        after: 81,
      },
      {
        kind: 'added',
        path: ['spec', 'ports', 0, 'nodePort'],
        keyed: ['spec', 'ports', { name: 'http' }, 'nodePort'],
        after: 1,
      },
      { kind: 'added', path: ['spec', 'ports', 1], keyed: ['spec', 'ports', { name: 'dns' }], after: dns },
    ])
  })

  it('says of as few items as possible that they moved', () => {
    expect(said({ ports: [http, https, dns] }, { ports: [https, dns, { ...http, port: 8 }] })).toEqual([
      'moved ports[name=http]',
      'changed ports[name=http].port',
    ])
    expect(said({ ports: [http, https, dns] }, { ports: [dns, http, https] })).toEqual([
      'moved ports[name=dns]',
    ])
    expect(semanticChanges([http, dns], [dns, http])).toMatchObject([{ kind: 'moved', from: 1, to: 0 }])
  })

  it('takes added and removed values as a whole, and tells an empty map from none', () => {
    expect(said({ a: { b: { c: 1 } } }, {})).toEqual(['removed a'])
    expect(said({ a: { b: 1 } }, { a: {} })).toEqual(['removed a.b'])
    expect(said({ a: null }, { a: { b: 1 } })).toEqual(['changed a'])
    expect(said({ args: ['x', 'y', 'z'] }, { args: ['x', 'z'] })).toEqual(['removed args[1]'])
  })

  it('is complete: doing what it says gives the other version', () => {
    fc.assert(
      fc.property(versions, ({ mine, theirs }) => {
        const changes = semanticChanges(mine, theirs)
        expect(isEqual(applied(mine, changes), theirs)).toBe(true)
        if (changes.length === 0) expect(mine).toEqual(theirs)
      }),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(values, values, (before, after) => {
        expect(
          isEqual(applied({ before }, semanticChanges({ before }, { before: after })), { before: after }),
        ).toBe(true)
        expect(semanticChanges(before, structuredClone(before))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})

describe('movesTo', () => {
  it('brings one order into another with the fewest moves', () => {
    const orders = fc
      .uniqueArray(fc.nat(9))
      .chain((order) => fc.tuple(fc.constant(order), fc.shuffledSubarray(order, { minLength: order.length })))
    fc.assert(
      fc.property(orders, ([order, target]) => {
        const moves = movesTo(order, target)
        const moved = moves.reduce(
          (list, { from, to }) => list.toSpliced(from, 1).toSpliced(to, 0, list[from] ?? -1),
          order,
        )
        expect(moved).toEqual(target)
        const kept = keptInOrder(target.map((item) => order.indexOf(item)))
        expect(moves.length).toBeLessThanOrEqual(order.length - kept.size)
      }),
    )
  })
})

/** What the changes say, done to a value: removals, then changes, then whatever gets a new place, in its order. */
function applied(value: unknown, changes: readonly SemanticChange[]): unknown {
  let result = value
  for (const change of changes.toReversed()) {
    if (change.kind === 'removed') result = withValueAt(result, placeOf(result, change), undefined)
  }
  for (const change of changes) {
    if (change.kind === 'changed') result = withValueAt(result, placeOf(result, change), change.after)
  }
  const lists = new Map<string, SemanticChange[]>()
  for (const change of changes) {
    const list = formatKeyedPath(change.keyed.slice(0, -1))
    if (change.kind === 'added' || change.kind === 'moved')
      lists.set(list, [...(lists.get(list) ?? []), change])
  }
  return [...lists.values()].reduce(placed, result)
}

/** Added entries of one map, or added and moved items of one list, which are lifted out before any is put back. */
function placed(value: unknown, changes: readonly SemanticChange[]): unknown {
  const parent = resolvePath({ value }, changes[0]?.keyed.slice(0, -1) ?? []) ?? []
  const list = plainAt(value, parent)
  if (!Array.isArray(list)) {
    return changes.reduce(
      (map, { path, ...change }) =>
        withValueAt(map, [...parent, ...path.slice(-1)], change.kind === 'added' ? change.after : null),
      value,
    )
  }
  const moved = new Map<SemanticChange, unknown>(
    changes.flatMap((change) =>
      change.kind === 'moved' ? [[change, plainAt(value, placeOf(value, change))] as const] : [],
    ),
  )
  const items = changes.reduce<unknown[]>(
    (rest, change) =>
      rest.toSpliced(
        Number(change.path.at(-1)),
        0,
        change.kind === 'added' ? change.after : moved.get(change),
      ),
    list.filter((item) => ![...moved.values()].includes(item)),
  )
  return withValueAt(value, parent, items)
}

function placeOf(value: unknown, change: SemanticChange) {
  const path = resolvePath({ value }, change.keyed)
  if (path === null) throw new Error(`${formatKeyedPath(change.keyed)} names nothing`)
  return path
}
