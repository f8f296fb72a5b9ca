/** `docs/security.md` names every item that it should, and tests that exist. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/security.md'), 'utf8').replace(/\s+/g, ' ')

/** Of ASVS 4.0.3, levels 1 and 2. 4.1.4 was taken out of it. */
const items = [
  ...[
    '3.1.1',
    '3.2.1',
    '3.2.2',
    '3.2.3',
    '3.2.4',
    '3.3.1',
    '3.3.2',
    '3.3.3',
    '3.3.4',
    '3.4.1',
    '3.4.2',
    '3.4.3',
  ],
  ...[
    '3.4.4',
    '3.4.5',
    '3.5.1',
    '3.5.2',
    '3.5.3',
    '3.7.1',
    '4.1.1',
    '4.1.2',
    '4.1.3',
    '4.1.5',
    '4.2.1',
    '4.2.2',
  ],
  ...['4.3.1', '4.3.2', '4.3.3', '9.1.1', '9.1.2', '9.1.3', '9.2.1', '9.2.2', '9.2.3', '9.2.4'],
]

const paragraphs = page.split(/(?=- \*\*\d)/).slice(1)
const proof = /`([^`]+\.(?:test|spec)\.tsx?)` "([^"]+)"/g

test('every item is there once, in order', () => {
  expect(paragraphs.map((each) => /\*\*([\d.]+)\*\*/.exec(each)?.[1])).toEqual(items)
})

test.each(paragraphs.map((each) => [each.slice(4, 9), each] as const))(
  '%s names tests that exist',
  (_item, text) => {
    const named = [...text.matchAll(proof)]
    expect(named.length).toBeGreaterThan(0)
    // Whatever looks like a test is named with one of its titles.
    expect(named).toHaveLength([...text.matchAll(/\.(?:test|spec)\.tsx?`/g)].length)
    for (const [, file = '', title = ''] of named) {
      expect(existsSync(join(root, file)), file).toBe(true)
      expect(readFileSync(join(root, file), 'utf8'), file).toContain(title)
    }
  },
)
