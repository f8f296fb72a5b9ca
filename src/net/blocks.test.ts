/** Runs of addresses as blocks. */
import { expect, test } from 'vitest'
import { blocksOf } from './blocks.ts'
import { parseRange } from './range.ts'

test.each([
  ['10.0.0.0-10.0.0.5', ['10.0.0.0/30', '10.0.0.4/31']],
  ['10.0.0.1-10.0.0.4', ['10.0.0.1/32', '10.0.0.2/31', '10.0.0.4/32']],
  ['0.0.0.0-255.255.255.255', ['0.0.0.0/0']],
  ['255.255.255.255-255.255.255.255', ['255.255.255.255/32']],
  ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', ['::/0']],
  ['fd00::-fd00::2', ['fd00::/127', 'fd00::2/128']],
])('%s', (text, blocks) => {
  const range = parseRange(text)
  expect(range === null ? null : blocksOf(range)).toEqual(blocks)
})
