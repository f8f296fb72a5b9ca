import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { testWorld } from '../testing/world.ts'
import { draftOn, rankingOn, standingOf } from './ranking.ts'

const alb: KubeObject = {
  apiVersion: 'crd.alauda.io/v2beta1',
  kind: 'ALB2',
  metadata: { name: 'edge', namespace: 'cpaas-system' },
}

const port = (spec: object = {}): KubeObject => ({
  apiVersion: 'crd.alauda.io/v1',
  kind: 'Frontend',
  metadata: { name: 'edge-00080', namespace: 'cpaas-system', labels: { 'alb2.cpaas.io/name': 'edge' } },
  ...{ spec: { port: 80, protocol: 'http', ...spec } },
})

const host = (name: string) => ({ type: 'HOST', values: [['EQ', name]] })
const below = (path: string) => ({ type: 'URL', values: [['STARTS_WITH', path]] })

const rule = (name: string, priority: number | undefined, ...dslx: readonly object[]): KubeObject => ({
  apiVersion: 'crd.alauda.io/v1',
  kind: 'Rule',
  metadata: {
    name,
    namespace: 'cpaas-system',
    labels: { 'alb2.cpaas.io/name': 'edge', 'alb2.cpaas.io/frontend': 'edge-00080' },
  },
  ...{ spec: { ...(priority !== undefined && { priority }), dslx } },
})

const names = (routes: readonly { source: { name: string } }[]) => routes.map(({ source }) => source.name)

describe('rules of a port', () => {
  const rules = [
    rule('all', 5, host('a.com'), below('/')),
    rule('app', 6, host('a.com'), below('/app')),
    rule('again', 5, host('a.com'), below('/')),
    rule('other', 5, host('b.com')),
    rule('first', undefined, host('a.com'), below('/login')),
  ]
  const world = testWorld({ objects: [alb, port(), ...rules] })
  const of = (name: string) => {
    const found = standingOf(
      rules.find(({ metadata }) => metadata.name === name),
      world,
    )
    if (found === null) throw new Error(name)
    return found
  }

  test('stand in the order in which they are asked', () => {
    expect(names(rankingOn('cpaas-system', 'edge-00080', world)?.routes ?? [])).toEqual([
      'first',
      'again',
      'all',
      'other',
      'app',
    ])
    expect(of('app')).toMatchObject({ place: 5, of: 5 })
  })

  test('that are never reached name the one before them, and why it is', () => {
    expect(of('app')).toMatchObject({ state: 'unreachable', because: 'priority', twin: null })
    expect(names(of('app').by)).toEqual(['again'])
    expect(of('all')).toMatchObject({ state: 'unreachable', because: 'name' })
    expect(of('all').twin?.source.name).toBe('again')
    expect(of('again')).toMatchObject({ state: 'overlapped', twin: null })
    expect(of('other')).toMatchObject({ state: 'reachable', by: [] })
  })

  test('for one domain know the other priorities that it has', () => {
    expect(of('first').otherPriorities).toEqual([5, 6])
    expect(of('other').otherPriorities).toEqual([])
  })

  test('of a port that is not there have no order', () => {
    expect(standingOf(rules[0], testWorld({ objects: rules }))).toBeNull()
  })

  test('are worked out once for as long as none of them changes', () => {
    const lookup: typeof world.lookup = (kind, index, key) =>
      (kind.kind === 'Rule' ? rules : world.lookup(kind, index, key)) as never
    const still = { ...world, lookup }
    expect(rankingOn('cpaas-system', 'edge-00080', still)).toBe(
      rankingOn('cpaas-system', 'edge-00080', still),
    )
  })

  test('all stand behind a redirect of the port', () => {
    const redirected = testWorld({
      objects: [alb, port({ config: { redirect: { scheme: 'https' } } }), ...rules],
    })
    expect(standingOf(rules[3], redirected)).toMatchObject({ state: 'unreachable', place: 5 })
    expect(standingOf(rules[3], redirected)?.by[0]?.source.kind).toBe('Frontend')
  })
})

describe('a rule that is being written', () => {
  const rules = [rule('app', 5, host('a.com'), below('/app')), rule('late', 9, host('a.com'), below('/'))]
  const world = testWorld({ objects: [alb, port(), ...rules] })

  test('is told what it would hide, and what comes before it', () => {
    const draft = draftOn(rule('new', 2, host('a.com')), world)
    expect(draft).toMatchObject({ place: 1, cover: null, before: [] })
    expect(names(draft?.hides ?? [])).toEqual(['app', 'late'])
    const behind = draftOn(rule('new', 9, host('a.com'), below('/app/x')), world)
    expect(behind?.cover).toMatchObject({ because: 'priority', route: { source: { name: 'app' } } })
    expect(names(behind?.before ?? [])).toEqual(['app'])
  })

  test('does not meet itself', () => {
    expect(draftOn(rule('app', 5, host('a.com'), below('/app')), world)).toMatchObject({
      cover: null,
      hides: [],
      place: 1,
    })
  })

  test('has no place among streams', () => {
    const streams = testWorld({ objects: [alb, port({ protocol: 'tcp' }), ...rules] })
    expect(draftOn(rules[0], streams)).toBeNull()
  })
})

test('5,000 rules of a port are put in order, and each is looked up, once', () => {
  const rules = Array.from({ length: 5000 }, (_, at) =>
    rule(`r-${at}`, 1 + (at % 10), host(`${at % 700}.example.com`), below(`/app-${at % 13}`)),
  )
  const world = testWorld({ objects: [alb, port()] })
  const lookup: typeof world.lookup = (kind, index, key) =>
    (kind.kind === 'Rule' ? rules : world.lookup(kind, index, key)) as never
  const still = { ...world, lookup }
  const started = performance.now()
  expect(rules.every((each) => standingOf(each, still) !== null)).toBe(true)
  // About a tenth of it where nothing else runs; with one ranking for each it would be minutes.
  expect(performance.now() - started).toBeLessThan(1500)
})
