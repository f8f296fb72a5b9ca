import { describe, expect, test, vi } from 'vitest'
import { Job, type JobItem } from './job.ts'

/** Steps that end when the test says so. */
function steps(count: number) {
  const begun: string[] = []
  const ends = new Map<string, { done: () => void; fail: (message: string) => void }>()
  const items = [...Array(count).keys()].map(
    (at): JobItem => ({
      name: `${at}`,
      run: () => {
        begun.push(`${at}`)
        return new Promise((resolve, reject) => {
          ends.set(`${at}`, { done: resolve, fail: (message) => reject(new Error(message)) })
        })
      },
    }),
  )
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
  return {
    items,
    begun,
    done: async (name: string) => {
      ends.get(name)?.done()
      await settle()
    },
    fail: async (name: string, message: string) => {
      ends.get(name)?.fail(message)
      await settle()
    },
  }
}

describe('a job', () => {
  test('runs four at a time, each once, and ends', async () => {
    const { items, begun, done } = steps(6)
    const onEnd = vi.fn()
    const job = new Job({ title: 't', items, onEnd })
    expect(begun).toEqual(['0', '1', '2', '3'])
    await done('2')
    expect(begun).toEqual(['0', '1', '2', '3', '4'])
    for (const name of ['0', '1', '3', '4']) await done(name)
    expect(onEnd).not.toHaveBeenCalled()
    await done('5')
    expect(begun).toEqual(['0', '1', '2', '3', '4', '5'])
    expect(job.view()).toEqual({ phase: 'ended', total: 6, done: 6, failures: [], left: 0 })
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  test('tells what failed and tries only that again', async () => {
    const { items, begun, done, fail } = steps(3)
    const job = new Job({ title: 't', items })
    await done('0')
    await fail('1', 'the server said no')
    job.retry()
    expect(begun).toEqual(['0', '1', '2'])
    await done('2')
    expect(job.view().failures.map(({ item, message }) => [item.name, message])).toEqual([
      ['1', 'the server said no'],
    ])
    job.retry()
    job.retry()
    expect(begun).toEqual(['0', '1', '2', '1'])
    expect(job.view().phase).toBe('running')
    await done('1')
    expect(job.view()).toMatchObject({ phase: 'ended', done: 3, failures: [] })
    job.retry()
    expect(begun).toHaveLength(4)
  })

  test('that is cancelled begins nothing more, and waits for what is under way', async () => {
    const { items, begun, done } = steps(9)
    const job = new Job({ title: 't', items })
    await done('0')
    job.cancel()
    expect(job.view()).toMatchObject({ phase: 'cancelling', left: 4 })
    for (const name of ['1', '2', '3', '4']) await done(name)
    expect(begun).toHaveLength(5)
    expect(job.view()).toMatchObject({ phase: 'ended', done: 5, left: 4 })
  })

  test('of nothing has ended', () => {
    const onEnd = vi.fn()
    expect(new Job({ title: 't', items: [], onEnd }).view().phase).toBe('ended')
    expect(onEnd).toHaveBeenCalledTimes(1)
  })
})
