import { afterEach, expect, test, vi } from 'vitest'
import { type WatchMessage, watchProtocolVersion } from '../../wire.ts'
import { WatchConnection } from './connection.ts'
import { renewSession } from './renewal.ts'

afterEach(() => vi.unstubAllGlobals())

test('a page that is asked to renews its session, without being counted as somebody who is there', () => {
  let tell: (message: WatchMessage) => void = () => undefined
  function Socket() {
    const socket = { readyState: 1, send: () => undefined, onmessage: (_: { data: string }) => undefined }
    tell = (message) => socket.onmessage({ data: JSON.stringify(message) })
    return socket
  }
  const fetched = vi.fn(async () => new Response('{}'))
  vi.stubGlobal('WebSocket', Object.assign(Socket, { OPEN: 1 }))
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('fetch', fetched)
  vi.stubGlobal('navigator', {})
  const target = { cluster: 'a', group: '', version: 'v1', plural: 'pods' }
  const listener = { snapshot: () => undefined, changes: () => undefined, state: () => undefined }
  new WatchConnection('ws://portolan/watch').subscribe(target, listener)
  tell({ type: 'hello', protocol: watchProtocolVersion })
  expect(fetched).not.toHaveBeenCalled()
  tell({ type: 'renew' })
  const background = { headers: { 'x-portolan-background': '1' } }
  expect(fetched.mock.calls).toMatchObject([['/session', background]])
})

test('where several tabs are told at once, one after the other asks', async () => {
  const answers: (() => void)[] = []
  const fetched = vi.fn(() => new Promise<void>((resolve) => answers.push(resolve)))
  vi.stubGlobal('fetch', fetched)
  let last = Promise.resolve()
  const request = (_: string, ask: () => Promise<void>) => {
    last = last.then(ask)
    return last
  }
  vi.stubGlobal('navigator', { locks: { request } })
  renewSession()
  renewSession()
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  answers[0]?.()
  await vi.waitFor(() => expect(answers).toHaveLength(2))
})
