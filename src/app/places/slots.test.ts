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
