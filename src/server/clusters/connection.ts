/** The way to one cluster: its address, a pool of connections with the right TLS material, and credentials. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Dispatcher, Pool, ProxyAgent } from 'undici'
import { messageOf } from '../../k8s/shape.ts'
import type { Status } from '../../k8s/status.ts'
import type { Impersonation, Proof } from '../identity.ts'
import { failure, signInRequired } from '../status.ts'
import { isLoopback } from '../trust.ts'
import { type Credential, Credentials } from './credentials.ts'
import type { KubeconfigCluster, KubeconfigContext } from './kubeconfig.ts'
import { describeUnreachable } from './unreachable.ts'

/** No answer could be had from a cluster. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError'

  constructor(readonly status: Status) {
    super(status.message)
  }
}

/** What one request needs. Good for one request only, because credentials and TLS material change. */
export interface Route {
  readonly dispatcher: Dispatcher
  readonly origin: string
  /** Stands before every Kubernetes path, without a slash at its end; `''` for most clusters. */
  readonly basePath: string
  /** Credentials; lower-case names. */
  readonly headers: Readonly<Record<string, string | string[]>>
  /** To be told when the cluster answered 401. */
  refused(): void
  /** A Status on a failure of the dispatcher, in words. */
  describe(error: unknown): Status
}

export interface ClusterConnection {
  /** Where requests go with that proof. Rejects with `ClusterError`. */
  route(proof: Proof): Promise<Route>
  close(): Promise<void>
}

/** API servers give up on a request after 60 s themselves. */
const headersTimeoutMs = 65_000
const connectTimeoutMs = 10_000
/** Below the 90 s after which API servers close an idle connection. */
const keepAliveMs = 30_000

interface TlsMaterial {
  readonly ca: string | null
  readonly cert: string | null
  readonly key: string | null
}

/** The connection that a context of the kubeconfig describes. */
export class KubeconfigConnection implements ClusterConnection {
  readonly #context: KubeconfigContext
  readonly #credentials: Credentials | null
  /** Connections that were made with a client certificate are for its owner alone. */
  readonly #own = new Dispatchers()
  readonly #bare = new Dispatchers()

  constructor(context: KubeconfigContext) {
    this.#context = context
    const { cluster, user, userName } = context
    this.#credentials = cluster === null || user === null ? null : new Credentials(userName, user, cluster)
  }

  async route({ bearer, impersonate }: Proof): Promise<Route> {
    const { name, cluster, clusterName } = this.#context
    if (cluster === null) {
      throw new ClusterError(
        failure(
          502,
          `The context "${name}" names the cluster "${clusterName}", which the kubeconfig does not define.`,
        ),
      )
    }
    return bearer === null
      ? this.#ownRoute(cluster, impersonate)
      : this.#bearerRoute(cluster, bearer, impersonate)
  }

  async #ownRoute(cluster: KubeconfigCluster, impersonate: Impersonation | null): Promise<Route> {
    const { name } = this.#context
    const credentials = this.#ownCredentials(impersonate !== null)
    const way = wayTo(name, cluster)
    const credential = await credentials.get().catch((error: unknown) => {
      throw new ClusterError(failure(401, `No credentials for the cluster "${name}": ${messageOf(error)}`))
    })
    return {
      ...way,
      dispatcher: await this.#dispatcher(this.#own, way.origin, cluster, credential),
      headers: { ...credential.headers, ...impersonationHeaders(impersonate) },
      refused: () => credentials.refused(credential),
    }
  }

  async #bearerRoute(
    cluster: KubeconfigCluster,
    { token, address }: NonNullable<Proof['bearer']>,
    impersonate: Impersonation | null,
  ): Promise<Route> {
    const { name } = this.#context
    const way = wayTo(name, cluster)
    if (address !== null && address !== `${way.origin}${way.basePath}`) throw new ClusterError(moved(name))
    if (!isPrivate(way.origin)) throw new ClusterError(overheard(name, way.origin))
    const none = { certificate: null, key: null }
    return {
      ...way,
      dispatcher: await this.#dispatcher(this.#bare, way.origin, cluster, none),
      headers: { authorization: `Bearer ${token}`, ...impersonationHeaders(impersonate) },
      refused: () => undefined,
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#own.close(), this.#bare.close()])
  }

  /** What stands in the kubeconfig, if that is what a request is made with. */
  #ownCredentials(isBase: boolean): Credentials {
    const { name, userName, user } = this.#context
    if (this.#credentials === null) {
      throw new ClusterError(
        failure(
          502,
          `The context "${name}" names the user "${userName}", which the kubeconfig does not define.`,
        ),
      )
    }
    // Kubernetes knows no chain of them: the second would be done with the rights of whoever does the first.
    if (isBase && user?.as) {
      throw new ClusterError(
        failure(403, `In the kubeconfig, "${userName}" acts as "${user.as}", who cannot act as yet another.`),
      )
    }
    return this.#credentials
  }

  async #dispatcher(
    dispatchers: Dispatchers,
    origin: string,
    cluster: KubeconfigCluster,
    { certificate, key }: Pick<Credential, 'certificate' | 'key'>,
  ): Promise<Dispatcher> {
    const { name } = this.#context
    const data = cluster['certificate-authority-data']
    const file = cluster['certificate-authority']
    const ca = data
      ? Buffer.from(data, 'base64').toString('utf8')
      : file
        ? await readAuthority(name, file)
        : null
    try {
      return dispatchers.get(origin, cluster, { ca, cert: certificate, key })
    } catch (error) {
      throw new ClusterError(failure(502, `The cluster "${name}" cannot be reached: ${messageOf(error)}`))
    }
  }
}

/** A pool of connections, which is replaced when TLS material changes. */
class Dispatchers {
  #pool: { readonly material: string; readonly dispatcher: Dispatcher } | null = null

  get(origin: string, cluster: KubeconfigCluster, tls: TlsMaterial): Dispatcher {
    const material = createHash('sha256').update(JSON.stringify(tls)).digest('base64')
    if (this.#pool?.material === material) return this.#pool.dispatcher
    const old = this.#pool
    this.#pool = { material, dispatcher: makeDispatcher(origin, cluster, tls) }
    // What is under way on the old connections, open watches too, may finish.
    void old?.dispatcher.close().catch(() => undefined)
    return this.#pool.dispatcher
  }

  async close(): Promise<void> {
    const pool = this.#pool
    this.#pool = null
    await pool?.dispatcher.destroy(null)
  }
}

/** Whether nobody on the way can read along. */
function isPrivate(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  const name = hostname.replace(/^\[|\]$/g, '')
  return protocol === 'https:' || name === 'localhost' || isLoopback(name)
}

function overheard(name: string, origin: string): Status {
  return failure(
    502,
    `The cluster "${name}" is reached at ${origin}, without TLS. Nobody's token is sent that way.`,
  )
}

function moved(name: string): Status {
  return signInRequired(
    `The cluster "${name}" has another address than when you signed in to it. Sign in to it again.`,
  )
}

/** Names are UTF-8 to Kubernetes, while headers are bytes. */
function impersonationHeaders(whom: Impersonation | null): Record<string, string | string[]> {
  if (whom === null) return {}
  const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
  return {
    'impersonate-user': bytes(whom.user),
    ...(whom.groups.length === 0 ? {} : { 'impersonate-group': whom.groups.map(bytes) }),
  }
}

function wayTo(name: string, cluster: KubeconfigCluster): Pick<Route, 'origin' | 'basePath' | 'describe'> {
  const server = cluster.server ?? ''
  const address = server.includes('://') ? server : `http://${server}`
  if (!/^https?:/.test(address) || !URL.canParse(address)) {
    throw new ClusterError(
      failure(502, `The cluster "${name}" has no usable address in the kubeconfig: "${server}".`),
    )
  }
  const { origin, pathname } = new URL(address)
  const basePath = pathname.replace(/\/+$/, '')
  return {
    origin,
    basePath,
    describe: (error) => failure(502, describeUnreachable(`${origin}${basePath}`, error)),
  }
}

async function readAuthority(name: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new ClusterError(
      failure(502, `The certificate authority of the cluster "${name}" cannot be read: ${messageOf(error)}`),
    )
  }
}

function makeDispatcher(
  origin: string,
  cluster: KubeconfigCluster,
  { ca, cert, key }: TlsMaterial,
): Dispatcher {
  const tls = {
    ...(ca === null ? {} : { ca }),
    ...(cert === null ? {} : { cert }),
    ...(key === null ? {} : { key }),
    ...(cluster['tls-server-name'] ? { servername: cluster['tls-server-name'] } : {}),
    rejectUnauthorized: cluster['insecure-skip-tls-verify'] !== true,
  }
  const options = {
    // Every watch holds a connection for hours, so neither their number nor their age is bounded.
    connections: null,
    pipelining: 1,
    allowH2: false,
    bodyTimeout: 0,
    headersTimeout: headersTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
  }
  const proxy = cluster['proxy-url']
  if (!proxy) return new Pool(origin, { ...options, connect: { ...tls, timeout: connectTimeoutMs } })
  if (!/^https?:\/\//.test(proxy))
    throw new Error(`the proxy-url in the kubeconfig must begin with http:// or https://.`)
  return new ProxyAgent({ ...options, uri: proxy, requestTls: { ...tls, timeout: connectTimeoutMs } })
}
