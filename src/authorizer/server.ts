/** Answers the access reviews of API servers. It asks nobody anything, and knows nothing but what a review says. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import { parseJson } from '../k8s/shape.ts'
import type { TlsMaterial } from '../server/tls.ts'
import { judge, type Sharing } from './judge.ts'

/** Somebody in thousands of groups still fits. */
const sizeAtMost = 1024 * 1024
const bodyMs = 5_000

export function createAuthorizer(tls: TlsMaterial, sharing: Sharing): Server {
  const server = createServer(
    { ...tls, requestTimeout: bodyMs, headersTimeout: bodyMs, maxHeaderSize: 16 * 1024 },
    (request, response) => void answer(request, response, sharing),
  )
  server.maxConnections = 512
  // Longer than API servers keep a connection that they do not use: the end must not meet a question on its way.
  server.keepAliveTimeout = 120_000
  return server
}

async function answer(request: IncomingMessage, response: ServerResponse, sharing: Sharing): Promise<void> {
  if (request.method === 'GET' && request.url === '/healthz') return end(response, 200)
  const path = request.url?.split('?')[0]
  if (path !== '/authorize') return end(response, 404)
  if (request.method !== 'POST') return end(response, 405)
  const text = await bodyOf(request).catch(() => null)
  if (text === null) return end(response, 413)
  const allowed = judge(parseJson(text), sharing)
  if (allowed === null) return end(response, 400)
  const status = allowed ? { allowed, reason: 'lists what bears the label of an own project' } : { allowed }
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', status }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(review))
}

function end(response: ServerResponse, code: number): void {
  response.writeHead(code, code >= 400 ? { connection: 'close' } : {}).end()
}

/** Rejects for a body that is too long, or no text. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > sizeAtMost) throw new Error('The body is too long.')
    chunks.push(chunk)
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
}
