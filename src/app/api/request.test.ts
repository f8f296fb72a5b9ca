import { afterEach, describe, expect, test, vi } from 'vitest'
import { StatusError } from '../../k8s/status.ts'
import { isSomebodyThere } from './activity.ts'
import { request, warningTexts } from './request.ts'
import { type SignInGate, setSignInGate } from './sign-in.ts'

vi.mock('./activity.ts', () => ({ isSomebodyThere: vi.fn(() => true) }))

describe('the texts of Warning headers', () => {
  test.each<[string | null, readonly string[]]>([
    [null, []],
    ['', []],
    ['299 - "spec.foo is deprecated"', ['spec.foo is deprecated']],
    ['299 - "first, with a comma", 299 - "second"', ['first, with a comma', 'second']],
    ['299 kube-apiserver "said by name"', ['said by name']],
    ['299 - "a \\"quoted\\" word and a \\\\"', ['a "quoted" word and a \\']],
    ['299 - "dated" "Wed, 21 Oct 2026 07:28:00 GMT"', ['dated']],
    ['299 - ""', ['']],
    ['no warning at all', []],
  ])('%j', (header, texts) => expect(warningTexts(header)).toEqual(texts))
})

describe('a request', () => {
  const answer = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()
  const ask = (...args: Parameters<typeof request>) => {
    vi.stubGlobal('fetch', answer)
    return request(...args)
  }
  const failed = (promise: Promise<unknown>) => promise.then(() => null).catch((error: unknown) => error)
  afterEach(() => {
    answer.mockReset()
    vi.unstubAllGlobals()
  })

  test('goes through the backend to the cluster, with query and body', async () => {
    answer.mockResolvedValue(new Response('{"kind":"Service"}', { headers: { warning: '299 - "careful"' } }))
    const given = { method: 'POST', body: { a: 1 }, query: { fieldManager: 'portolan' } }
    expect(await ask('my/cluster', '/api/v1/services', given)).toEqual({
      body: { kind: 'Service' },
      warnings: ['careful'],
    })
    expect(answer.mock.calls[0]).toEqual([
      '/clusters/my%2Fcluster/api/v1/services?fieldManager=portolan',
      {
        method: 'POST',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'x-portolan-csrf': '1',
        },
        body: '{"a":1}',
      },
    ])
  })

  test('without a body is a GET that says nothing of content', async () => {
    answer.mockResolvedValue(new Response('{}'))
    await ask('c', '/api')
    expect(answer.mock.calls[0]).toEqual([
      '/clusters/c/api',
      { method: 'GET', headers: { accept: 'application/json' } },
    ])
  })

  test('that the page makes by itself says so', async () => {
    vi.mocked(isSomebodyThere).mockReturnValueOnce(false)
    answer.mockResolvedValue(new Response('{}'))
    await ask('c', '/api')
    expect(answer.mock.calls[0]?.[1].headers).toEqual({
      accept: 'application/json',
      'x-portolan-background': '1',
    })
  })

  test('that is refused rejects with the server’s own Status', async () => {
    const status = {
      kind: 'Status',
      status: 'Failure',
      reason: 'Forbidden',
      message: 'You may not',
      code: 403,
    }
    answer.mockResolvedValue(new Response(JSON.stringify(status), { status: 403 }))
    const error = await failed(ask('c', '/api/v1/pods'))
    expect(error).toBeInstanceOf(StatusError)
    expect(error).toMatchObject({ message: 'You may not', reason: 'Forbidden', code: 403 })
  })

  test('that somebody waits for is told from what the page asks by itself', async () => {
    const refused = vi.fn<SignInGate['refused']>(async () => false)
    setSignInGate({ open: async () => 0, refused })
    answer.mockImplementation(async () => new Response('{}', { status: 401 }))
    const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
    for (const [method, path] of [
      ['GET', '/api'],
      ['POST', reviews],
      ['POST', '/api/v1/services'],
    ] as const) {
      expect(await failed(ask('c', path, { method }))).toMatchObject({ code: 401 })
    }
    expect(refused.mock.calls.map(([{ isWrite }]) => isWrite)).toEqual([false, false, true])
    setSignInGate(null)
  })

  test('that reaches no backend says so', async () => {
    answer.mockRejectedValue(new TypeError('fetch failed'))
    const error = await failed(ask('c', '/api'))
    expect(error).toBeInstanceOf(StatusError)
    expect(error).toMatchObject({ reason: 'Unreachable' })
    expect(String(error)).toContain('cannot be reached')
    expect(String(error)).not.toContain('not known')
  })

  test('that was given up stays an abort', async () => {
    const abort = new DOMException('given up', 'AbortError')
    answer.mockRejectedValue(abort)
    expect(await failed(ask('c', '/api'))).toBe(abort)
  })
})
