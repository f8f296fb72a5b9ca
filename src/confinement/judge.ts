/** The cluster whose permissions decide: the sandbox, or whatever else knows the same people. */
import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { parse } from 'yaml'
import { createSandbox } from '../sandbox/index.ts'

/** What proves to a cluster who asks, where tokens do not. */
export interface Certificate {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

export interface Judge {
  readonly address: string
  /** What the server in front of it takes for their tokens. */
  readonly tokens: { readonly developer: string; readonly administrator: string }
  /** In place of that token; null: the token itself goes on. */
  certificateOf(token: string): Certificate | null
  close(): Promise<void>
}

interface Asked {
  readonly method: string
  readonly path: string
  /** Names and values by turns, as they were sent. */
  readonly headers: readonly string[]
}

/** A request to the judge, as whoever the token is. */
export function send(judge: Judge, token: string, { method, path, headers }: Asked): ClientRequest {
  const { hostname, port, protocol } = new URL(judge.address)
  const certificate = judge.certificateOf(token)
  const kept = certificate === null ? headers : headers.filter((_, at) => !isAuthorization(headers, at))
  const options = { hostname, port, method, path, headers: [...kept], agent: false as const }
  return protocol === 'http:' ? plainRequest(options) : tlsRequest({ ...options, ...certificate })
}

/** Whether what stands there is the name of the header, or its value. */
function isAuthorization(headers: readonly string[], at: number): boolean {
  return headers[at - (at % 2)]?.toLowerCase() === 'authorization'
}

export async function json(answer: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of answer) text += String(chunk)
  return JSON.parse(text)
}

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: { readonly server: string } }[]
  readonly users: readonly { readonly name: string; readonly user: { readonly token: string } }[]
}

export async function sandboxJudge(): Promise<Judge> {
  const sandbox = await createSandbox()
  const { kubeconfig } = await sandbox.listen({ tls: false })
  const { clusters, users } = parse(kubeconfig) as Kubeconfig
  const tokenOf = (user: string) => users.find(({ name }) => name === user)?.user.token ?? ''
  return {
    address: clusters[0]?.cluster.server ?? '',
    tokens: { developer: tokenOf('developer'), administrator: tokenOf('administrator') },
    certificateOf: () => null,
    close: () => sandbox.close(),
  }
}
