/** A server in front of dummy clusters, on loopback, for tests. */
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { stringify } from 'yaml'
import { KubeconfigClusters } from '../clusters/clusters.ts'
import { createServer, type ServerOptions } from '../server.ts'
import { defaultSignIn } from '../signin/options.ts'
import { signedInHeaders, testKey } from './session.ts'

/** A cluster of which the test plays the API server. Closed when the test ends. */
export async function startUpstream(listener: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createHttpServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => stopUpstream(server))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

export function stopUpstream(server: Server): void {
  server.closeAllConnections()
  server.close()
}

/** A folder that goes with the machine's other temporary files. */
export function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'portolan-test-'))
}

export interface TestContext {
  readonly name: string
  readonly server: string
  readonly user?: object
}

export async function writeKubeconfig(contexts: readonly TestContext[]): Promise<string> {
  const file = join(await makeFolder(), 'config')
  const config = {
    'current-context': contexts[0]?.name,
    clusters: contexts.map(({ name, server }) => ({ name, cluster: { server } })),
    users: contexts.map(({ name, user = {} }) => ({ name: `user of ${name}`, user })),
    contexts: contexts.map(({ name }) => ({ name, context: { cluster: name, user: `user of ${name}` } })),
  }
  await writeFile(file, stringify(config))
  return file
}

/** A listening server; its log lines are kept. Closed when the test ends. */
export async function startPortolan(contexts: readonly TestContext[], options: Partial<ServerOptions> = {}) {
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) })
  const server = await createServer({
    clusters: await KubeconfigClusters.load([await writeKubeconfig(contexts)], log),
    assets: '/nonexistent',
    labelDomain: 'cpaas.io',
    sandbox: false,
    allowedHosts: [],
    version: '1.2.3',
    signIn: { ...defaultSignIn, sessionKeys: [testKey] },
    localAddressChanged: () => undefined,
    log,
    ...options,
  })
  const url = await server.listen('127.0.0.1', 0)
  let closed: Promise<void> | null = null
  const close = () => {
    closed ??= server.close()
    return closed
  }
  onTestFinished(close)
  const headers = await signedInHeaders(url)
  /** As a page of somebody who signed in does. */
  const fetchSignedIn = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } })
  const { port } = new URL(url)
  return { url, port: Number(port), lines, close, headers, fetch: fetchSignedIn, server }
}
