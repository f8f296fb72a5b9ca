/** A server with an audit log before a cluster that the test plays, and what it wrote. */
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import {
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestOptions,
  type ServerResponse,
} from 'node:http'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { AuditEntry } from '../audit/entry.ts'
import { auditDefaults } from '../audit/options.ts'
import { makeFolder, startPortolan, startUpstream } from './portolan.ts'

export const services = '/api/v1/namespaces/shop/services'
/** Who the kubeconfig's own users are used by. */
export const me = userInfo().username
export const json = { 'content-type': 'application/json' }

interface Received {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Answer = (request: Received, response: ServerResponse) => void

/** Its one cluster `dev` answers as told. */
export async function setUpAudited(answer: Answer, { required = false } = {}) {
  const received: Received[] = []
  const upstream = await startUpstream(async (request, response) => {
    const { method = '', url = '', headers } = request
    const got = { method, url, headers, body: String(Buffer.concat(await request.toArray())) }
    received.push(got)
    answer(got, response)
  })
  const blocker = join(await makeFolder(), 'folder')
  const file = join(blocker, 'audit.log')
  // A file where the folder should be: no line can be written until it is gone.
  if (required) await writeFile(blocker, '')
  const portolan = await startPortolan(
    [{ name: 'dev', server: upstream.url, user: { token: 'token-of-dana' } }],
    {
      audit: { ...auditDefaults, destination: 'file', file, required },
    },
  )
  const text = () => readFile(file, 'utf8').catch(() => '')
  const entries = async (): Promise<AuditEntry[]> =>
    (await text()).split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
  const send = async (path: string, options: RequestOptions = {}, body?: string | Buffer) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const headers = { ...portolan.headers, ...options.headers, ...length } as OutgoingHttpHeaders
    const request = httpRequest(portolan.url, { agent: false, path, ...options, headers })
    request.end(body)
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    const answered = String(Buffer.concat(await response.toArray()))
    return { code: response.statusCode, headers: response.headers, body: answered }
  }
  /** Sends a request to the cluster and gives its line. */
  const entryOf = async (path: string, options: RequestOptions = {}, body?: unknown) => {
    const before = (await entries()).length
    const bytes =
      body === undefined || Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body)
    const headers = { ...json, ...options.headers }
    await send(`/clusters/dev${path}`, { ...options, headers }, bytes as string | Buffer | undefined)
    await expect.poll(async () => (await entries()).length).toBe(before + 1)
    return (await entries())[before] as AuditEntry
  }
  return { ...portolan, blocker, received, text, entries, send, entryOf }
}

export const answerWith =
  (code: number, body: unknown): Answer =>
  (_request, response) => {
    response.writeHead(code, json).end(JSON.stringify(body))
  }

export const refusal = (code: number, reason: string) => ({
  kind: 'Status',
  status: 'Failure',
  code,
  reason,
  message: 'secret-in-a-message',
})
