import { afterEach, expect, test, vi } from 'vitest'
import { type WatchMessage, watchProtocolVersion } from '../../wire.ts'
import { WatchConnection } from './connection.ts'

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
  const target = { cluster: 'a', group: '', version: 'v1', plural: 'pods' }
  const listener = { snapshot: () => undefined, changes: () => undefined, state: () => undefined }
  new WatchConnection('ws://portolan/watch').subscribe(target, listener)
  tell({ type: 'hello', protocol: watchProtocolVersion })
  expect(fetched).not.toHaveBeenCalled()
  tell({ type: 'renew' })
  expect(fetched.mock.calls).toEqual([['/session', { headers: { 'x-portolan-background': '1' } }]])
})
