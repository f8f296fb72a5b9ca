import { expect, test } from 'vitest'
import { ChangeLog } from './changelog.ts'

/** Everything after a position, in pieces of that size. */
function readAll(log: ChangeLog, from: number, size = 1000): string[] {
  const keys: string[] = []
  for (let at = from; at < log.position; ) {
    let room = size
    at = log.read(at, (key) => {
      keys.push(key)
      room -= 1
      return room > 0
    })
  }
  return keys
}

test('gives what changed after a position, in order', () => {
  const log = new ChangeLog()
  log.append(['a', 'b'])
  const { position } = log
  log.append(['c', 'd'])
  expect(readAll(log, position)).toEqual(['c', 'd'])
  expect(readAll(log, 0)).toEqual(['a', 'b', 'c', 'd'])
  expect(readAll(log, log.position)).toEqual([])
})

test.each([1, 2, 100])(
  'gives a key that changed again once, where it changed last, in pieces of %i',
  (size) => {
    const log = new ChangeLog()
    log.append(['a', 'b'])
    log.append(['a', 'c'])
    log.append(['b'])
    expect(readAll(log, 0, size)).toEqual(['a', 'c', 'b'])
    expect(readAll(log, 2, size)).toEqual(['a', 'c', 'b'])
    expect(readAll(log, 4, size)).toEqual(['b'])
  },
)

test('forgets the oldest, keeps at least as many as it should, and says so', () => {
  const log = new ChangeLog(10)
  for (let n = 0; n < 100; n++) log.append([`key-${n}`])
  expect(log.position).toBe(100)
  expect(log.reaches(90)).toBe(true)
  expect(log.reaches(50)).toBe(false)
  expect(readAll(log, 95)).toEqual(['key-95', 'key-96', 'key-97', 'key-98', 'key-99'])
})

test('still gives a key that changed before and after what was forgotten', () => {
  const log = new ChangeLog(10)
  log.append(['old'])
  for (let n = 0; n < 15; n++) log.append([`key-${n}`])
  log.append(['old'])
  for (let n = 15; n < 24; n++) log.append([`key-${n}`])
  expect(log.reaches(0)).toBe(false)
  expect(readAll(log, 16)).toContain('old')
})

test('once cleared goes on from no position that it ever gave', () => {
  const log = new ChangeLog()
  log.append(['a'])
  const { position } = log
  log.clear()
  expect(log.reaches(position)).toBe(false)
  expect(log.reaches(log.position)).toBe(true)
})
