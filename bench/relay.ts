/** A way to a port of this machine that counts the bytes which pass it, for those that CDP does not count. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Stop } from './processes.ts'

export interface Relay {
  /** As `127.0.0.1:port`. */
  readonly host: string
  /** Where it leads; to be called before anyone comes. */
  lead(port: number): void
  /** Bytes towards the browser so far, through WebSockets and through everything else. */
  readonly bytes: { webSocket: number; http: number }
  readonly stop: Stop
}

export async function startRelay(): Promise<Relay> {
  const bytes = { webSocket: 0, http: 0 }
  const sockets = new Set<Socket>()
  let target = 0
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => socket.destroy())
    }
    let route: keyof typeof bytes = 'http'
    near.on('data', (data: Buffer) => {
      // A connection that is upgraded never goes back to requests.
      if (data.subarray(0, 10).toString('latin1') === 'GET /watch') route = 'webSocket'
      far.write(data)
    })
    far.on('data', (data: Buffer) => {
      bytes[route] += data.length
    })
    far.pipe(near)
    near.on('close', () => far.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead: (port) => {
      target = port
    },
    bytes,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
