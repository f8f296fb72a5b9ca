/** A name server on loopback that knows a few IPv4 addresses; other names do not exist, and `broken.` ones make it fail. */
import { createSocket } from 'node:dgram'

export interface NameServer {
  /** `address:port` */
  readonly at: string
  /** By name; may be changed while it runs. */
  readonly addresses: Record<string, string>
  readonly close: () => void
}

export async function startNameServer(addresses: Record<string, string> = {}): Promise<NameServer> {
  const socket = createSocket('udp4')
  socket.on('message', (question, { port, address }) =>
    socket.send(answerTo(question, addresses), port, address),
  )
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return { at: `127.0.0.1:${socket.address().port}`, addresses, close: () => void socket.close() }
}

/** RFC 1035, as much of it as a question for one address needs. */
function answerTo(question: Buffer, addresses: Readonly<Record<string, string>>): Buffer {
  const { name, end } = nameIn(question)
  const isIpv4 = question.readUInt16BE(end) === 1
  const address = addresses[name]
  const found = isIpv4 ? address?.split('.').map(Number) : undefined
  const code = name.startsWith('broken.') ? 2 : address === undefined ? 3 : 0
  const header = Buffer.alloc(12)
  question.copy(header, 0, 0, 2)
  header.writeUInt16BE(0x8180 | code, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(found === undefined ? 0 : 1, 6)
  const answer = found === undefined ? [] : [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...found]
  return Buffer.concat([header, question.subarray(12, end + 4), Buffer.from(answer)])
}

function nameIn(question: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 }
}
