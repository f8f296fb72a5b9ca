/** HTTP as it is written, byte by byte: what no well-behaved client would send. */
import { connect } from 'node:net'

export interface RawAnswer {
  /** Of the first answer; 0 where the server hung up without one. */
  readonly status: number
  /** All that came, heads and bodies. */
  readonly text: string
}

/** Long enough for a busy machine; a server that neither answers nor hangs up fails the test. */
const patienceMs = 20_000

/** Sends the bytes and reads until the server hangs up. */
export function exchange(port: number, bytes: Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(bytes))
    const done = () => {
      const codes = [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, code]) => Number(code))
      resolve({ status: codes.find((code) => code !== 100) ?? 0, text })
    }
    socket.setTimeout(patienceMs, () => {
      socket.destroy()
      reject(new Error(`no end after: ${text.slice(0, 500)}`))
    })
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
    })
    socket.on('close', done)
    // Who is sent nonsense may hang up in any way.
    socket.on('error', () => undefined)
  })
}

/** A request line, header lines and a body, each line as given. */
export function written(line: string, headers: readonly string[], body = ''): Buffer {
  return Buffer.from(`${[`${line} HTTP/1.1`, ...headers].join('\r\n')}\r\n\r\n${body}`, 'latin1')
}
