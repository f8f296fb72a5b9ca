import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Health, healthQuery } from './health.ts'

const answer = vi.fn<(url: string) => Promise<Response>>()
const json = (code: number, body: object) => new Response(JSON.stringify(body), { status: code })
const unreachable = (message: string) => json(502, { kind: 'Status', code: 502, message })

let client: QueryClient
beforeEach(() => {
  client = new QueryClient()
  answer.mockReset()
  vi.stubGlobal('fetch', answer)
  vi.useRealTimers()
})
const ask = (cluster = 'near') => client.fetchQuery({ ...healthQuery(cluster), staleTime: 0 })

describe('a cluster', () => {
  test('answers with its version, asked by the way that all requests take', async () => {
    answer.mockResolvedValue(json(200, { gitVersion: 'v1.36.3' }))
    expect(await ask('a b')).toMatchObject({ answers: true, version: 'v1.36.3', reason: null })
    expect(answer.mock.calls[0]?.[0]).toBe('/clusters/a%20b/version')
  })

  test('answers, too, where it refuses to tell, or tells no version', async () => {
    for (const code of [401, 403, 404]) {
      answer.mockResolvedValue(json(code, { kind: 'Status', code }))
      expect(await ask()).toMatchObject({ answers: true, version: null })
    }
    answer.mockResolvedValue(json(200, []))
    expect(await ask()).toMatchObject({ answers: true, version: null })
  })

  test('that does not answer says why, and since when, until it answers again', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000 })
    answer.mockResolvedValue(unreachable('connection refused'))
    expect(await ask()).toMatchObject({ answers: false, since: 1_000, reason: 'connection refused' })
    vi.setSystemTime(5_000)
    answer.mockResolvedValue(unreachable('no route to the host'))
    expect(await ask()).toMatchObject({ answers: false, since: 1_000, reason: 'no route to the host' })
    vi.setSystemTime(9_000)
    answer.mockResolvedValue(json(200, {}))
    expect(await ask()).toMatchObject({ answers: true, since: 9_000 })
  })

  test('is not judged by what is wrong with Portolan itself', async () => {
    answer.mockResolvedValue(json(200, {}))
    const before = await ask()
    answer.mockRejectedValue(new TypeError('Failed to fetch'))
    await expect(ask()).rejects.toThrow('The console itself')
    expect(client.getQueryData<Health>(['health', 'near'])).toEqual(before)
  })

  test('that hangs keeps no more than three connections from the others', async () => {
    let open = 0
    let most = 0
    answer.mockImplementation(async () => {
      open += 1
      most = Math.max(most, open)
      await new Promise((resolve) => setTimeout(resolve, 10))
      open -= 1
      return json(200, {})
    })
    await Promise.all([...Array(8).keys()].map((each) => ask(`cluster-${each}`)))
    expect(most).toBe(3)
  })
})
