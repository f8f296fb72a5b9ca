import { expect, test } from 'vitest'
import { partsOf } from './parts.ts'

const marks = (text: string, marked: string) =>
  partsOf(text, marked)
    .map(({ part, isMarked }) => (isMarked ? `[${part}]` : part))
    .join('')

test.each([
  ['GET /cart 502', '502', 'GET /cart [502]'],
  ['Error: error', 'ERR', '[Err]or: [err]or'],
  ['aaaa', 'aa', '[aa][aa]'],
  ['nothing', 'x', 'nothing'],
  ['all', '', 'all'],
  ['', 'x', ''],
  ['İstanbul', 'stan', 'İstanbul'],
])('in %j marks %j', (text, marked, shown) => expect(marks(text, marked)).toBe(shown))
