/** Many rules cost what many rules have to, and no more: work is counted or compared, never timed by itself. */
import { expect, test } from 'vitest'
import * as cover from './cover.ts'
import { albRouter, parseRequest, shadowsOf, trace } from './index.ts'
import { ShadowIndex } from './shadow-index.ts'
import { manyRules } from './testing/many-rules.ts'

const { request } = parseRequest({ url: 'http://app-40.example.com/team-13/service-5', source: '10.0.0.1' })

/** The same, and how often something of it was read. */
function counted<T extends object>(target: T): { readonly object: T; readonly reads: () => number } {
  let reads = 0
  const wrap = <U extends object>(inner: U): U =>
    new Proxy(inner, {
      get(of, key) {
        reads += 1
        const value: unknown = Reflect.get(of, key)
        return typeof value === 'object' && value !== null && !(value instanceof Map) ? wrap(value) : value
      },
    })
  return { object: wrap(target), reads: () => reads }
}

test('ten times the rules are read ten times, and a request is looked at as often', () => {
  if (request === null) throw new Error('no request')
  const work = (count: number) => {
    const objects = counted(manyRules(count))
    const asked = counted(request)
    trace(albRouter(objects.object), asked.object)
    return { read: objects.reads(), asked: asked.reads() }
  }
  const [few, many] = [work(500), work(5000)]
  expect(few.read).toBeGreaterThan(500)
  expect(many.read / few.read).toBeLessThan(10.5)
  expect(few.asked).toBeGreaterThan(500)
  expect(many.asked / few.asked).toBeLessThan(10.5)
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
  const routes = albRouter(manyRules(1500)).listeners[0]?.routes ?? []
  const shadows = shadowsOf(routes)
  const states = new Set(shadows.map(({ state }) => state))
  expect(states.has('reachable') && states.has('unreachable')).toBe(true)
  for (const [at, { match }] of routes.entries()) {
    const isCovered = routes.slice(0, at).some((earlier) => cover.covers(earlier.match, match))
    expect(shadows[at]?.state === 'unreachable', `${at}`).toBe(isCovered)
  }
})
