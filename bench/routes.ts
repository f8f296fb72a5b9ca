/** How fast 5,000 rules of a balancer are read, ordered and traced, and their shadows found: `npx tsx bench/routes.ts`. */

import {
  albRouter,
  findRoute,
  parseRequest,
  prepareListener,
  shadowsOf,
  trace,
} from '../src/net/route/index.ts'
import { manyRules } from '../src/net/route/testing/many-rules.ts'
import { medianTime } from './statistics.ts'

const { request } = parseRequest({ url: 'http://app-40.example.com/team-13/service-5', source: '10.0.0.1' })
const objects = manyRules(5000)
const router = albRouter(objects)
const [listener] = router.listeners
if (request === null || listener === undefined) throw new Error('nothing to measure')
const prepared = prepareListener(listener)
const shadows = shadowsOf(listener.routes)
const states = [...new Set(shadows.map(({ state }) => state))]

const tasks: readonly (readonly [string, () => unknown])[] = [
  ['read and order', () => albRouter(objects)],
  ['trace, with a reason for every rule', () => trace(router, request)],
  ['read, order and trace', () => trace(albRouter(objects), request)],
  ['find the route only', () => findRoute(prepared, request)],
  ['shadows', () => shadowsOf(listener.routes)],
]
console.log(
  states.map((state) => `${shadows.filter((each) => each.state === state).length} ${state}`).join(', '),
  '\n',
)
for (const [name, task] of tasks)
  console.log(`${name.padEnd(36)} ${medianTime(15, task).toFixed(3).padStart(10)} ms`)
