import { expect, test } from 'vitest'
import { Few } from './few.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('never more than a few at a time, and all in their turn', async () => {
  const few = new Few(2)
  const { signal } = new AbortController()
  const ends: (() => void)[] = []
  const begun: number[] = []
  const all = [0, 1, 2, 3, 4].map((at) =>
    few.run(async () => {
      begun.push(at)
      await new Promise<void>((resolve) => ends.push(resolve))
      return at
    }, signal),
  )
  await settled()
  expect(begun).toEqual([0, 1])
  ends[1]?.()
  await settled()
  expect(begun).toEqual([0, 1, 2])
  for (let at = 0; at < 5; at += 1) {
    ends[at]?.()
    await settled()
  }
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4])
})

test('what fails or is given up makes room for the next', async () => {
  const few = new Few(1)
  const given = new AbortController()
  const failing = few.run(() => Promise.reject(new Error('no')), new AbortController().signal)
  const left = few.run(async () => 'begun', given.signal)
  const next = few.run(async () => 'next', new AbortController().signal)
  given.abort()
  await expect(failing).rejects.toThrow('no')
  await expect(left).rejects.toThrow()
  expect(await next).toBe('next')
})
