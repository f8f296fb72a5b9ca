import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Recount } from './recount.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function summing() {
  const told: number[] = []
  const begin = () => {
    let sum = 0
    return {
      add: (item: number) => {
        // Each costs more than a piece has.
        vi.advanceTimersByTime(0)
        vi.setSystemTime(Date.now() + 10)
        sum += item
      },
      result: () => sum,
    }
  }
  return { told, recount: new Recount<number, number>(begin, (result) => told.push(result)) }
}

test('tells once all is counted', () => {
  const { told, recount } = summing()
  recount.offer([1, 2, 3])
  expect(told).toEqual([])
  vi.advanceTimersByTime(1_000)
  expect(told).toEqual([6])
})

test('counts to the end what it began with, then only the last of what came meanwhile', () => {
  const { told, recount } = summing()
  recount.offer([1, 2, 3])
  recount.offer([10])
  recount.offer([20])
  vi.advanceTimersByTime(1_000)
  expect(told).toEqual([6, 20])
})

test('rests between two counts', () => {
  const { told, recount } = summing()
  recount.offer([1])
  vi.advanceTimersByTime(20)
  recount.offer([2])
  vi.advanceTimersByTime(20)
  expect(told).toEqual([1])
  vi.advanceTimersByTime(100)
  expect(told).toEqual([1, 2])
})

test('tells nothing any more once it is stopped', () => {
  const { told, recount } = summing()
  recount.offer([1])
  recount.stop()
  recount.offer([2])
  vi.advanceTimersByTime(1_000)
  expect(told).toEqual([])
})
