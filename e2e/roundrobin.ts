/** A balancer before replicas on this machine: each request and each socket goes to the next that answers. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'

/** Says which replica an answer is of. */
export const servedBy = 'x-served-by'

export interface Balancer {
  readonly url: string
  /** The replicas of all sockets so far, in their order. */
  readonly sockets: readonly number[]
  close(): void
}

export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const sockets: number[] = []
  /** The replicas, beginning with the one whose turn it is; of sockets, another count than of requests. */
  const turns = () => {
    let turn = 0
    return () => {
      const first = turn++
      return ports.map((_, index) => (first + index) % ports.length)
    }
  }
  const [forRequest, forSocket] = [turns(), turns()]
  const server = createServer(async (incoming, response) => {
    const body = await buffer(incoming)
    for (const replica of forRequest()) {
      if (await passOn(incoming, body, response, { replica, port: ports[replica] ?? 0 })) return
    }
    response.writeHead(502).end()
  })
  server.on('upgrade', async (incoming: IncomingMessage, near: Duplex, head: Buffer) => {
    near.on('error', () => near.destroy())
    for (const replica of forSocket()) {
      const far = await connected(ports[replica] ?? 0)
      if (far === null) continue
      sockets.push(replica)
      far.write(`${headOf(incoming)}\r\n\r\n`)
      far.write(head)
      near.pipe(far).pipe(near)
      near.on('close', () => far.destroy())
      far.on('close', () => near.destroy())
      far.on('error', () => far.destroy())
      return
    }
    near.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Whether that replica took the request; one that is not there did nothing with it. */
function passOn(
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  { replica, port }: { replica: number; port: number },
): Promise<boolean> {
  return new Promise((resolve) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false })
    outgoing.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, [servedBy]: String(replica) })
      answer.pipe(response)
      answer.on('error', () => response.destroy())
      resolve(true)
    })
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') resolve(false)
      else {
        if (!response.headersSent) response.writeHead(502)
        response.end()
        resolve(true)
      }
    })
    outgoing.end(body)
  })
}

function connected(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.once('error', () => resolve(null))
  })
}

function headOf({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/1.1`]
  for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`)
  return lines.join('\r\n')
}
