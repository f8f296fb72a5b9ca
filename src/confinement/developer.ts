/**
 * A developer's browser before a cluster whose permissions judge, with something in between that writes down what
 * reaches it. The kubeconfig is the administrator's: who gets past the developer's session gets everything.
 */
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pino } from 'pino'
import { KubeconfigClusters } from '../server/clusters/clusters.ts'
import { prometheusOptions } from '../server/monitoring/options.ts'
import { createServer } from '../server/server.ts'
import type { SessionProof } from '../server/sessions/session.ts'
import { defaultOidc, defaultSignIn } from '../server/signin/options.ts'
import { makeFolder, plainPresentation, writeKubeconfig } from '../server/testing/portolan.ts'
import { signedInHeaders, testKey } from '../server/testing/session.ts'
import { type Judge, json, send } from './judge.ts'

/** Stands in what no answer to the developer may hold. */
export const canary = 'canary-4f1c9a'

/** What a cluster was asked, and with which headers. */
export interface Seen {
  readonly line: string
  readonly headers: IncomingMessage['headers']
}

export interface Developer {
  readonly port: number
  readonly url: string
  /** What reached the developer's cluster, and the one that she is not signed in to. */
  readonly seen: Seen[]
  readonly seenElsewhere: Seen[]
  /** Her bearer token, and the administrator's. */
  readonly token: string
  readonly adminToken: string
  readonly cookie: string
  /** Asks the sandbox itself, as the administrator. */
  asAdmin(method: string, path: string, body?: object): Promise<unknown>
  close(): Promise<void>
}

export async function startDeveloper(judge: Judge): Promise<Developer> {
  const { developer: token, administrator: adminToken } = judge.tokens
  const one = await listening(recorder(judge))
  const two = await listening(recorder(judge))

  const log = pino({ level: 'silent' })
  const contexts = [one, two].map(({ url: server }, at) => ({
    ...{ name: at === 0 ? 'one' : 'two', server },
    user: { token: adminToken },
  }))
  const server = await createServer({
    clusters: await KubeconfigClusters.load([await writeKubeconfig(contexts)], log),
    assets: await consoleFolder(),
    labelDomain: 'cpaas.io',
    sandbox: false,
    allowedHosts: [],
    version: '1.2.3',
    signIn: {
      ...{ ...defaultSignIn, sessionKeys: [testKey], methods: ['local', 'token', 'oidc'] },
      oidc: { ...defaultOidc, issuer: 'http://127.0.0.1:1', clientId: 'portolan' },
    },
    presentation: plainPresentation,
    // Nothing answers there.
    dns: { check: true, servers: ['127.0.0.1:1'] },
    prometheus: prometheusOptions([{ cluster: 'one', url: 'http://127.0.0.1:1' }]),
    localAddressChanged: () => undefined,
    log,
  })
  const url = await server.listen('127.0.0.1', 0)
  const proof: SessionProof = {
    method: 'token',
    tokens: { one: { token, address: one.url, user: 'dana', groups: ['project:shop'] } },
  }
  const { cookie = '' } = await signedInHeaders(url, proof)
  return {
    ...{ port: Number(new URL(url).port), url, seen: one.seen, seenElsewhere: two.seen },
    ...{ token, adminToken, cookie },
    asAdmin: async (method, path, body) => {
      const headers = ['Authorization', `Bearer ${adminToken}`, 'Content-Type', 'application/json']
      const asked = send(judge, adminToken, { method, path, headers: [...headers, 'Host', 'cluster'] })
      asked.end(body === undefined ? undefined : JSON.stringify(body))
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      return json(answer)
    },
    close: async () => {
      await server.close()
      for (const each of [one, two]) {
        each.server.closeAllConnections()
        each.server.close()
      }
      await judge.close()
    },
  }
}

/** Passes on to the judge what it wrote down. */
function recorder(judge: Judge): { readonly server: Server; readonly seen: Seen[] } {
  const seen: Seen[] = []
  const note = ({ method, url, headers }: IncomingMessage) => seen.push({ line: `${method} ${url}`, headers })
  const server = createHttpServer((incoming, response) => {
    note(incoming)
    const { method = '', url: path = '', rawHeaders: headers } = incoming
    const token = /^Bearer (.*)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? ''
    const onward = send(judge, token, { method, path, headers })
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      // A watch that nothing happens to sends nothing more for minutes.
      response.flushHeaders()
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  server.on('upgrade', (incoming, socket) => {
    note(incoming)
    socket.destroy()
  })
  server.on('connect', (incoming, socket) => {
    note(incoming)
    socket.destroy()
  })
  return { server, seen }
}

async function listening({ server, seen }: ReturnType<typeof recorder>) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** A built console, with what it should not serve in it and beside it. */
async function consoleFolder(): Promise<string> {
  const outside = await makeFolder()
  const folder = join(outside, 'client')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await mkdir(join(folder, '.git'))
  await writeFile(join(folder, 'index.html'), '<title>the console</title>')
  await writeFile(join(folder, 'assets', 'main.js'), '1')
  for (const hidden of [join(folder, '.git', 'config'), join(folder, '.env'), join(outside, 'secret')]) {
    await writeFile(hidden, canary)
  }
  return folder
}
