import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Frames } from './frames.ts'

const page = { hidden: false }
let frames: (() => void)[] = []
const paint = () => {
  const due = frames
  frames = []
  for (const frame of due) frame()
}

beforeEach(() => {
  frames = []
  page.hidden = false
  vi.useFakeTimers()
  vi.stubGlobal('document', page)
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = []
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const task = (...listeners: (() => void)[]) => ({ publish: vi.fn(() => listeners) })

test('everything due is taken over before anybody hears of it, and each hears once', () => {
  const all = new Frames()
  const order: string[] = []
  const listener = () => order.push('heard')
  const [one, two] = ['one', 'two'].map((name) => ({
    publish: () => {
      order.push(name)
      return [listener]
    },
  }))
  if (one === undefined || two === undefined) throw new Error()
  all.schedule(one)
  all.schedule(two)
  all.schedule(one)
  expect(frames).toHaveLength(1)
  paint()
  expect(order).toEqual(['one', 'two', 'heard'])
})

test('a tab that is hidden before its frame is painted does not wait for it', () => {
  const all = new Frames()
  const each = task()
  all.schedule(each)
  page.hidden = true
  vi.advanceTimersByTime(250)
  expect(each.publish).toHaveBeenCalledTimes(1)
  all.schedule(each)
  expect(frames).toEqual([])
  vi.advanceTimersByTime(250)
  expect(each.publish).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(5_000)
  expect(each.publish).toHaveBeenCalledTimes(2)
})

/** Shows something that takes so long to show. */
async function show(all: Frames, milliseconds: number): Promise<void> {
  const slow = { publish: () => [() => void vi.advanceTimersByTime(milliseconds)] }
  all.schedule(slow)
  paint()
  await Promise.resolve()
}

test('a page that is slow to show things rests for longer than it worked', async () => {
  const all = new Frames()
  await show(all, 100)
  all.schedule(task())
  vi.advanceTimersByTime(149)
  expect(frames).toEqual([])
  vi.advanceTimersByTime(1)
  expect(frames).toHaveLength(1)
})

test('what a page is empty without waits for nothing', async () => {
  const all = new Frames()
  await show(all, 100)
  all.schedule(task())
  expect(frames).toEqual([])
  all.schedule(task(), 'first')
  expect(frames).toHaveLength(1)
})

test('changes wait a moment for each other, and for nothing after a quiet time', async () => {
  const all = new Frames()
  await show(all, 10)
  all.schedule(task(), 'change')
  vi.advanceTimersByTime(149)
  expect(frames).toEqual([])
  vi.advanceTimersByTime(1)
  expect(frames).toHaveLength(1)
  paint()
  await Promise.resolve()
  vi.advanceTimersByTime(1_000)
  all.schedule(task(), 'change')
  expect(frames).toHaveLength(1)
})

test('what cannot wait takes the changes that do with it', async () => {
  const all = new Frames()
  await show(all, 10)
  const [patient, other] = [task(), task()]
  all.schedule(patient, 'change')
  all.schedule(other)
  vi.advanceTimersByTime(15)
  expect(frames).toHaveLength(1)
  paint()
  expect(patient.publish).toHaveBeenCalledTimes(1)
  expect(other.publish).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1_000)
  expect(frames).toEqual([])
  expect(patient.publish).toHaveBeenCalledTimes(1)
})
