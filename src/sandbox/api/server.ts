/** The sandbox's API server: an HTTP listener over objects in memory. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Server, Socket } from 'node:net'
import { parseApiVersion } from '../../k8s/resource.ts'
import { messageOf } from '../../k8s/shape.ts'
import type { Certificate } from '../certificate.ts'
import type { BuiltinSchemas, JsonMap, Rules, SandboxObject, User } from '../types.ts'
import type { TokenTable } from './access.ts'
import { normalized } from './body/decode.ts'
import { Collector } from './collector.ts'
import type { LogSource } from './containerlog.ts'
import type { Core } from './core.ts'
import { followDefinitions } from './definitions.ts'
import { KindRegistry } from './kinds.ts'
import { OpenApi } from './openapi.ts'
import { type Router, route } from './router.ts'
import { ObjectStore } from './store.ts'
import { fieldOf, nameOf, textOf } from './values.ts'
import { createObject, updateObject } from './write.ts'

export interface SandboxApiOptions {
  readonly rules: Rules
  readonly schemas?: BuiltinSchemas
  /** Who each bearer token stands for. */
  readonly tokens: TokenTable
  /** CustomResourceDefinition objects to serve from the start. */
  readonly definitions?: readonly JsonMap[]
  readonly historyLimit?: number
  readonly firstRevision?: number
  /** How long a running pod takes to stop after its deletion. */
  readonly podStopMilliseconds?: number
  readonly now?: () => Date
  /** What containers write; without it none has a log. */
  readonly logs?: LogSource
  /** Told of failures that are the sandbox's own fault. */
  readonly report?: (error: unknown) => void
}

export interface ListenOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number
  /** Serves HTTPS, without which kubectl sends no token. */
  readonly certificate?: Certificate
}

export interface Listening {
  readonly url: string
}

export interface SandboxApi {
  readonly core: Core
  readonly store: ObjectStore
  /** Starts listening on the loopback interface. */
  listen(options?: ListenOptions): Promise<Listening>
  /** Ends every connection, watches too. */
  close(): Promise<void>
  /** Creates objects as the system, in order, with their status. Throws what a client would be told. */
  load(objects: readonly JsonMap[]): void
}

const system: User = { name: 'system:apiserver', groups: ['system:masters', 'system:authenticated'] }
const firstNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

export function createSandboxApi(options: SandboxApiOptions): SandboxApi {
  const { rules, schemas = () => null, tokens, definitions = [], now = () => new Date() } = options
  const { historyLimit, firstRevision } = options
  const store = new ObjectStore({
    ...(historyLimit === undefined ? {} : { historyLimit }),
    ...(firstRevision === undefined ? {} : { firstRevision }),
  })
  const kinds = new KindRegistry(schemas)
  const core: Core = { store, kinds, rules, now, ...(options.logs !== undefined && { logs: options.logs }) }
  followDefinitions(core)
  const collector = new Collector(core, { podStopMilliseconds: options.podStopMilliseconds ?? 1500 })
  const namespaces = firstNamespaces.map(
    (name): JsonMap => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
  )
  load(core, [...namespaces, ...definitions])
  // What clients remember from before is too old to resume from.
  store.compact()
  const router: Router = {
    core,
    tokens,
    openApi: new OpenApi(kinds),
    report: options.report ?? ((error) => console.error('sandbox:', error)),
  }
  const listener = new Listener(router)
  return {
    core,
    store,
    listen: (how = {}) => listener.listen(how),
    close: async () => {
      collector.close()
      await listener.close()
    },
    load: (objects) => load(core, objects),
  }
}

class Listener {
  readonly #servers = new Set<Server>()
  readonly #sockets = new Set<Socket>()

  constructor(readonly router: Router) {}

  listen({ port = 0, certificate }: ListenOptions): Promise<Listening> {
    const server = this.#serverFor(certificate)
    this.#servers.add(server)
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject)
        const address = server.address() as AddressInfo
        const scheme = certificate === undefined ? 'http' : 'https'
        resolve({ url: `${scheme}://127.0.0.1:${address.port}` })
      })
    })
  }

  #serverFor(certificate: Certificate | undefined): Server {
    const limits = { keepAliveTimeout: 60_000, requestTimeout: 60_000, headersTimeout: 30_000 }
    const handle = (request: IncomingMessage, response: ServerResponse) =>
      void route(this.router, request, response)
    return certificate === undefined
      ? createServer(limits, handle)
      : createSecureServer({ ...limits, key: certificate.key, cert: certificate.cert }, handle)
  }

  async close(): Promise<void> {
    const closing = [...this.#servers].map(
      (server) => new Promise<void>((resolve) => server.close(() => resolve())),
    )
    for (const socket of this.#sockets) socket.destroy()
    await Promise.all(closing)
  }
}

function load(core: Core, objects: readonly JsonMap[]): void {
  const context = { user: system, dryRun: false, manager: 'portolan-sandbox' }
  for (const given of objects) {
    const { group, version } = parseApiVersion(textOf(given.apiVersion))
    const kind = core.kinds.findKind(group, version, textOf(given.kind))
    if (kind === null)
      throw new Error(`no kind ${textOf(given.kind)} in ${textOf(given.apiVersion)} is served`)
    const object: SandboxObject = normalized(kind, given)
    try {
      const created = createObject(core, kind, object, context).object
      const status = fieldOf(object, 'status')
      if (status !== undefined && kind.subresources.status) {
        updateObject(core, kind, { ...created, status }, created, 'status', context)
      }
    } catch (error) {
      throw new Error(`${kind.kind} ${nameOf(object)}: ${messageOf(error)}`, { cause: error })
    }
  }
}
