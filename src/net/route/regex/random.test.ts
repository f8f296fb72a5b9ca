/** Random patterns find in random texts what the engine of JavaScript finds, where both read them alike. */
import { expect, test } from 'vitest'
import { Random } from '../../policy/testing/random-clusters.ts'
import { regexOf, search } from './index.ts'

const atoms = ['a', 'b', '/', '.', '[ab]', '[^a]', '[a-c/]', '\\w', '\\d', '\\.'] as const
const counts = ['', '', '', '*', '+', '?', '{2}', '{1,3}', '*?', '+?', '??'] as const

function randomPattern(random: Random, depth: number): string {
  const parts = Array.from({ length: random.int(1, 3) }, () => {
    const isGroup = depth > 0 && random.chance(0.35)
    const atom = isGroup
      ? `${random.pick(['(', '(?:'])}${randomPattern(random, depth - 1)})`
      : random.pick(atoms)
    return atom + random.pick(counts)
  })
  const joined = parts.join('')
  const option = depth > 0 && random.chance(0.25) ? `|${randomPattern(random, depth - 1)}` : ''
  const edges = random.chance(0.2) ? ['^', '$'] : ['', '']
  return `${edges[0]}${joined}${edges[1]}${option}`
}

test('on 20,000 random patterns', () => {
  let found = 0
  for (let seed = 1; seed <= 20_000; seed += 1) {
    const random = new Random(seed)
    const pattern = randomPattern(random, 2)
    const text = Array.from({ length: random.int(0, 10) }, () =>
      random.pick(['a', 'b', 'c', '/', '.', '1']),
    ).join('')
    const regex = regexOf(pattern)
    if ('unfit' in regex) throw new Error(`seed ${seed}: ${pattern} is ${regex.unfit}`)
    const slots = search(regex, text)
    const expected = new RegExp(pattern).exec(text)
    const span = expected === null ? null : [expected.index, expected.index + expected[0].length]
    if (span !== null) found += 1
    const compared = regex.program.hasEmptyLoop ? 1 : 2
    const told = `seed ${seed}: ${pattern} in ${text}`
    expect(slots === null ? null : slots.slice(0, compared), told).toEqual(span?.slice(0, compared) ?? null)
  }
  expect(found).toBeGreaterThan(5_000)
})
