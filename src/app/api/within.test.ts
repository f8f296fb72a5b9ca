import { expect, test } from 'vitest'
import { within } from './within.ts'

const hanging = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

test('what answers in time is passed on, and so is what fails', async () => {
  expect(await within(1000, 'a', async () => 7)).toBe(7)
  await expect(within(1000, 'a', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
})

test('what hangs fails after the time, in words', async () => {
  await expect(within(20, 'far', hanging)).rejects.toMatchObject({
    code: 504,
    message: 'The cluster far did not answer within 0.02 seconds.',
  })
})

test('what nobody waits for any more ends as it was ended', async () => {
  const leaving = new AbortController()
  const answer = within(10_000, 'far', hanging, leaving.signal)
  leaving.abort()
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
})
