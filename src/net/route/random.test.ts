/** On random rules the fast evaluation says what the plain one does, and what is said to be hidden never answers. */
import { expect, test } from 'vitest'
import { areDisjoint, covers } from './cover.ts'
import {
  albRouter,
  evaluateMatch,
  findRoute,
  prepareListener,
  readMatch,
  shadowsOf,
  trace,
  writeMatch,
} from './index.ts'
import type { Match } from './match.ts'
import { compareKeys } from './order.ts'
import { naivelyMatches } from './testing/naive.ts'
import { Random, randomMatch, randomRequest } from './testing/random.ts'

const rounds = 1500
const firstSeed = 20_261_122

const alb = { apiVersion: 'crd.alauda.io/v2beta1', kind: 'ALB2', metadata: { name: 'alb', namespace: 'n' } }
const frontend = {
  apiVersion: 'crd.alauda.io/v1',
  kind: 'Frontend',
  metadata: { name: 'f', namespace: 'n', labels: { 'alb2.cpaas.io/name': 'alb' } },
  spec: { port: 80, protocol: 'http' },
}

function routerOf(matches: readonly Match[], random: Random) {
  const rules = matches.map((match, at) => ({
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Rule',
    metadata: { name: `r${at}`, namespace: 'n', labels: { 'alb2.cpaas.io/frontend': 'f' } },
    spec: { dslx: writeMatch(match), priority: random.int(4, 6) },
  }))
  return albRouter({ alb, frontends: [frontend], rules })
}

test('every way of finding the rule agrees', () => {
  for (let seed = firstSeed; seed < firstSeed + rounds; seed += 1) {
    const random = new Random(seed)
    const matches = Array.from({ length: random.int(2, 12) }, () => randomMatch(random))
    const router = routerOf(matches, random)
    const [listener] = router.listeners
    if (listener === undefined) throw new Error('no listener')
    const prepared = prepareListener(listener)
    const shadows = shadowsOf(listener.routes)
    for (let asked = 0; asked < 12; asked += 1) {
      const request = randomRequest(random)
      const matching = listener.routes.filter(({ match }) => naivelyMatches(match, request))
      const [expected = null] = matching.toSorted((a, b) =>
        a.order === null || b.order === null ? 0 : compareKeys(a.order, b.order),
      )
      const found = trace(router, request)
      expect(found.route?.id, `seed ${seed}`).toBe(expected?.id)
      expect(findRoute(prepared, request)).toEqual({ route: expected, perhaps: [] })
      if (expected === null) continue
      const shadow = shadows[listener.routes.indexOf(expected)]
      expect(shadow?.state, `seed ${seed}: ${expected.id} answers`).not.toBe('unreachable')
      for (const route of matching.slice(1)) {
        const state = shadows[listener.routes.indexOf(route)]?.state
        expect(state, `seed ${seed}: ${route.id} shares a request`).not.toBe('reachable')
      }
    }
  }
})

test('what is covered is matched, what is apart has nothing in common', () => {
  let [covered, apart] = [0, 0]
  for (let seed = firstSeed; seed < firstSeed + 4 * rounds; seed += 1) {
    const random = new Random(seed)
    const [a, b] = [randomMatch(random), randomMatch(random)]
    const [isCovered, areApart] = [covers(a, b), areDisjoint(a, b)]
    if (isCovered) covered += 1
    if (areApart) apart += 1
    if (!isCovered && !areApart) continue
    for (let asked = 0; asked < 40; asked += 1) {
      const request = randomRequest(random)
      const [byA, byB] = [a, b].map((each) => evaluateMatch(each, request).outcome === 'yes')
      if (isCovered && byB) expect(byA, `seed ${seed}`).toBe(true)
      if (areApart) expect(byA && byB, `seed ${seed}`).toBe(false)
    }
  }
  expect(covered).toBeGreaterThan(50)
  expect(apart).toBeGreaterThan(500)
})

test('what is read is what was written', () => {
  for (let seed = firstSeed; seed < firstSeed + rounds; seed += 1) {
    const match = randomMatch(new Random(seed))
    expect(readMatch(writeMatch(match))).toMatchObject({ match, fate: 'used', isWhole: true })
  }
})

test('the index hides no cover that comparing all pairs finds', () => {
  for (let seed = firstSeed; seed < firstSeed + rounds / 3; seed += 1) {
    const random = new Random(seed)
    const routes = Array.from({ length: 30 }, () => ({ match: randomMatch(random), fate: 'used' as const }))
    const shadows = shadowsOf(routes)
    for (const [at, { match }] of routes.entries()) {
      const hosts = match.conditions.filter(({ indicator }) => indicator === 'HOST')
      const urls = match.conditions.filter(({ indicator }) => indicator === 'URL')
      // Of several conditions about one thing the index looks at the first.
      if (hosts.length > 1 || urls.length > 1) continue
      const isCovered = routes.slice(0, at).some((earlier) => covers(earlier.match, match))
      const mayMiss = routes.slice(0, at).some(({ match: other }) => other.conditions.length > 2)
      if (isCovered && !mayMiss) expect(shadows[at]?.state, `seed ${seed} ${at}`).toBe('unreachable')
      if (!isCovered) expect(shadows[at]?.state, `seed ${seed} ${at}`).not.toBe('unreachable')
    }
  }
})
