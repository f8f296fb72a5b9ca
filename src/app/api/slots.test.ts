import { expect, test } from 'vitest'
import { Slots } from './slots.ts'

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}
const turn = () => new Promise((resolve) => setTimeout(resolve))

test('only so many run at once, the others in their order', async () => {
  const slots = new Slots(2)
  const begun: string[] = []
  const gates = { a: gate(), b: gate(), c: gate(), d: gate() }
  const all = Object.entries(gates).map(([name, { opened }]) =>
    slots.run(async () => {
      begun.push(name)
      await opened
      return name
    }),
  )
  await turn()
  expect(begun).toEqual(['a', 'b'])
  gates.b.open()
  await turn()
  expect(begun).toEqual(['a', 'b', 'c'])
  for (const { open } of Object.values(gates)) open()
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd'])
})

test('what fails makes room, and what was ended while it waited never begins', async () => {
  const slots = new Slots(1)
  const ended = new AbortController()
  const first = slots.run(() => Promise.reject(new Error('refused')))
  let began = false
  const second = slots.run(async () => {
    began = true
  }, ended.signal)
  ended.abort()
  await expect(first).rejects.toThrow('refused')
  await expect(second).rejects.toMatchObject({ name: 'AbortError' })
  expect(began).toBe(false)
  expect(await slots.run(async () => 3)).toBe(3)
})

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('never more than a few at a time, and all in their turn', async () => {
  const slots = new Slots(2)
  const { signal } = new AbortController()
  const ends: (() => void)[] = []
  const begun: number[] = []
  const all = [0, 1, 2, 3, 4].map((at) =>
    slots.run(async () => {
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
  const slots = new Slots(1)
  const given = new AbortController()
  const failing = slots.run(() => Promise.reject(new Error('no')), new AbortController().signal)
  const left = slots.run(async () => 'begun', given.signal)
  const next = slots.run(async () => 'next', new AbortController().signal)
  given.abort()
  await expect(failing).rejects.toThrow('no')
  await expect(left).rejects.toThrow()
  expect(await next).toBe('next')
})
