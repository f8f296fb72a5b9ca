/** The sandbox's API server: an HTTP listener over objects in memory. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { parseApiVersion } from '../../k8s/resource.ts'
import type { BuiltinSchemas, JsonMap, Rules, SandboxObject, User } from '../types.ts'
import type { TokenTable } from './access.ts'
import { normalized } from './body/decode.ts'
import { Collector } from './collector.ts'
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
  /** How long a running pod takes to stop after its deletion. */
  readonly podStopMilliseconds?: number
  readonly now?: () => Date
  /** Told of failures that are the sandbox's own fault. */
  readonly report?: (error: unknown) => void
}

export interface SandboxApi {
  readonly core: Core
  readonly store: ObjectStore
  /** Starts listening on the loopback interface; port 0 (the default) takes a free one. */
  listen(port?: number): Promise<{ readonly url: string }>
  /** Ends every connection, watches too. */
  close(): Promise<void>
  /** Creates objects as the system, in order, with their status. Throws what a client would be told. */
  load(objects: readonly JsonMap[]): void
}

const system: User = { name: 'system:apiserver', groups: ['system:masters', 'system:authenticated'] }
const firstNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

export function createSandboxApi(options: SandboxApiOptions): SandboxApi {
  const { rules, schemas = () => null, tokens, definitions = [], now = () => new Date() } = options
  const store = new ObjectStore(
    options.historyLimit === undefined ? {} : { historyLimit: options.historyLimit },
  )
  const kinds = new KindRegistry(schemas)
  const core: Core = { store, kinds, rules, now }
  followDefinitions(core)
  const collector = new Collector(core, { podStopMilliseconds: options.podStopMilliseconds ?? 1500 })
  const namespaces = firstNamespaces.map(
    (name): JsonMap => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
  )
  load(core, [...namespaces, ...definitions])
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
    listen: (port = 0) => listener.listen(port),
    close: async () => {
      collector.close()
      await listener.close()
    },
    load: (objects) => load(core, objects),
  }
}

class Listener {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  constructor(router: Router) {
    this.#server = createServer(
      { keepAliveTimeout: 60_000, requestTimeout: 60_000, headersTimeout: 30_000 },
      (request, response) => void route(router, request, response),
    )
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
  }

  listen(port: number): Promise<{ url: string }> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject)
        const address = this.#server.address() as AddressInfo
        resolve({ url: `http://127.0.0.1:${address.port}` })
      })
    })
  }

  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    for (const socket of this.#sockets) socket.destroy()
    return closed
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
      throw new Error(
        `${kind.kind} ${nameOf(object)}: ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      )
    }
  }
}
