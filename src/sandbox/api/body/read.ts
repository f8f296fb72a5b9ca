/** Request bodies as bytes, within the API server's limit. */
import type { IncomingMessage } from 'node:http'
import { tooLarge } from '../errors.ts'

/** What the API server takes in one request. */
export const bodyLimit = 3 * 1024 * 1024

/**
 * Reads the body. Rejects with 413 as soon as it is larger than the limit; the rest is read and dropped, so
 * that the client gets to see the answer.
 */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= bodyLimit) chunks.push(chunk)
      else {
        chunks.length = 0
        reject(tooLarge(bodyLimit))
      }
    })
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', reject)
    request.once('close', () => reject(new Error('the client went away')))
  })
}

/** The media type without its parameters, in lower case; `''` where none is given. */
export function mediaTypeOf(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}
