import { expect, test } from 'vitest'
import { LineStore } from './line-store.ts'

const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ time: '', text: `line ${from + index}` }))

function store(limits: { lines: number; letters: number }) {
  const due: (() => void)[] = []
  const made = new LineStore(limits, (tell) => due.push(tell))
  return { store: made, due, tell: () => due.splice(0).map((each) => each()) }
}

test('keeps the last lines, with their numbers', () => {
  const { store: made, tell } = store({ lines: 100, letters: 1e6 })
  for (let at = 0; at < 1000; at += 50) made.add(lines(at, 50))
  tell()
  expect(made.count).toBe(1000)
  expect(made.view().length).toBeGreaterThanOrEqual(100)
  expect(made.view().length).toBeLessThanOrEqual(110)
  expect(made.view().at(-1)).toEqual({ time: '', text: 'line 999', number: 999 })
})

test('keeps no more letters than it may', () => {
  const { store: made, tell } = store({ lines: 100, letters: 1000 })
  for (let at = 0; at < 50; at += 1) made.add([{ time: '', text: 'x'.repeat(100) }])
  tell()
  expect(made.view().length).toBeLessThanOrEqual(10)
  expect(made.view().length).toBeGreaterThan(5)
})

test('tells of many changes once, and shows none before', () => {
  const { store: made, due, tell } = store({ lines: 100, letters: 1e6 })
  let told = 0
  const end = made.subscribe(() => {
    told += 1
  })
  made.add(lines(0, 2))
  made.add(lines(2, 2))
  expect(made.view()).toEqual([])
  expect(due).toHaveLength(1)
  tell()
  expect(told).toBe(1)
  expect(made.view()).toHaveLength(4)
  made.clear()
  tell()
  expect(made.view()).toEqual([])
  end()
  made.add(lines(0, 1))
  tell()
  expect(told).toBe(2)
})
