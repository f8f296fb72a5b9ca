/** Random rules and requests out of few words, so that they often meet. */
import { Random } from '../../policy/testing/random-clusters.ts'
import type { Condition, Match, Test } from '../match.ts'
import { parseRequest, type RouteRequest } from '../request.ts'

export { Random }

type Some<T> = readonly [T, ...T[]]

const hosts: Some<string> = ['a.com', 'b.com', 'x.a.com', 'y.a.com', 'z.x.a.com']
const suffixes: Some<string> = ['*.a.com', '*.com', '.a.com', '*.x.a.com']
const paths: Some<string> = ['/', '/a', '/ab', '/a/b', '/a/b/c', '/b', '/b/']
const patterns: Some<string> = ['^/a', '^/(a|b)$', '/b', '^/[^/]+$', 'b$']
const sources: Some<string> = ['10.0.0.1', '10.0.0.9', '10.0.0.100', '10.0.1.1']
const methods: Some<string> = ['GET', 'POST', 'PUT']
const words: Some<string> = ['1', '2', 'x', '10']

const some = (random: Random, from: Some<string>) =>
  Array.from({ length: random.int(1, 3) }, () => random.pick(from))

type Make = (random: Random) => Test
const one =
  (operator: Test['operator'], from: Some<string>): Make =>
  (random) => ({ operator, values: [random.pick(from)] })
const many =
  (from: Some<string>): Make =>
  (random) => ({ operator: 'IN', values: some(random, from) })
const range =
  (from: Some<string>): Make =>
  (random) => ({ operator: 'RANGE', values: [random.pick(from), random.pick(from)] })

const keyed: Some<Make> = [one('EQ', words), many(words), one('STARTS_WITH', words), range(words)]
interface Kind {
  readonly indicator: Condition['indicator']
  readonly key: string
  readonly makes: Some<Make>
}

const often: Some<Kind> = [
  { indicator: 'HOST', key: '', makes: [one('EQ', hosts), many(hosts), one('ENDS_WITH', suffixes)] },
  {
    indicator: 'URL',
    key: '',
    makes: [one('EQ', paths), many(paths), one('STARTS_WITH', paths), one('REGEX', patterns)],
  },
]

const kinds: Some<Kind> = [
  ...often,
  { indicator: 'METHOD', key: '', makes: [one('EQ', methods), many(methods)] },
  { indicator: 'SRC_IP', key: '', makes: [one('EQ', sources), many(sources), range(sources)] },
  { indicator: 'HEADER', key: 'v', makes: keyed },
  { indicator: 'COOKIE', key: 'c', makes: keyed },
  { indicator: 'PARAM', key: 'p', makes: [...keyed, () => ({ operator: 'EXIST', values: [] })] },
]

export function randomMatch(random: Random): Match {
  const count = random.int(1, 3)
  return { conditions: Array.from({ length: count }, () => randomCondition(random)) }
}

function randomCondition(random: Random): Condition {
  const { indicator, key, makes } = random.pick(random.chance(0.6) ? often : kinds)
  const tests = Array.from({ length: random.int(1, 2) }, () => random.pick(makes)(random))
  // One of several rows may not be EXIST: the controller drops such rules.
  const isExist = tests.some(({ operator }) => operator === 'EXIST')
  return { indicator, key, tests: isExist ? tests.slice(0, 1) : tests }
}

export function randomRequest(random: Random): RouteRequest {
  const query = random.chance(0.4) ? `?p=${random.pick(words)}` : ''
  const { request } = parseRequest({
    method: random.pick(methods),
    url: `http://${random.pick(hosts)}${random.pick(paths)}${query}`,
    headers: random.chance(0.4) ? `v: ${random.pick(words)}` : '',
    cookies: random.chance(0.4) ? `c=${random.pick(words)}` : '',
    source: random.pick(sources),
  })
  if (request === null) throw new Error('a random request is none')
  return request
}
