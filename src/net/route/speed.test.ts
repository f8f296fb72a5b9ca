/** Many rules cost what many rules have to, and no more: work is counted or compared, never timed by itself. */
import { expect, test } from 'vitest'
import * as cover from './cover.ts'
import { albRouter, parseRequest, shadowsOf, trace } from './index.ts'
import { ShadowIndex } from './shadow-index.ts'
import { manyRules } from './testing/many-rules.ts'

const { request } = parseRequest({ url: 'http://app-40.example.com/team-13/service-5', source: '10.0.0.1' })

/** The fastest of several, which other work on the machine disturbs least. */
function fastest(task: () => unknown): number {
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now()
    task()
    return performance.now() - start
  })
  return Math.min(...times)
}

test('ten times the rules take less than 30 times as long to be read, ordered and traced', () => {
  if (request === null) throw new Error('no request')
  const [few, many] = [manyRules(500), manyRules(5000)]
  const work = (objects: typeof few) => fastest(() => trace(albRouter(objects), request))
  work(few)
  expect(work(many) / work(few)).toBeLessThan(30)
})

test('shadows of 5,000 rules are found by looking at a few for each', () => {
  const { listeners } = albRouter(manyRules(5000))
  const routes = listeners[0]?.routes ?? []
  const index = new ShadowIndex(routes.map(({ match }) => match))
  let looked = 0
  for (const { match } of routes) for (const _ of index.mayCover(match)) looked += 1
  expect(routes.length).toBe(5001)
  expect(looked).toBeLessThan(100 * routes.length)
})

test('what is found among many rules is what every pair says', () => {
  const routes = albRouter(manyRules(600)).listeners[0]?.routes ?? []
  const shadows = shadowsOf(routes)
  const states = new Set(shadows.map(({ state }) => state))
  expect(states.has('reachable') && states.has('unreachable')).toBe(true)
  for (const [at, { match }] of routes.entries()) {
    const isCovered = routes.slice(0, at).some((earlier) => cover.covers(earlier.match, match))
    expect(shadows[at]?.state === 'unreachable', `${at}`).toBe(isCovered)
  }
})
