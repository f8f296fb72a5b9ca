/** The way to one cluster: its address, a pool of connections with the right TLS material, and credentials. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Dispatcher, Pool, ProxyAgent } from 'undici'
import type { Status } from '../../k8s/status.ts'
import { failure } from '../status.ts'
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
  /** Rejects with `ClusterError`. */
  route(): Promise<Route>
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

/** The connection that a context of the kubeconfig describes. Its pool is replaced when TLS material changes. */
export class KubeconfigConnection implements ClusterConnection {
  readonly #context: KubeconfigContext
  readonly #credentials: Credentials | null
  #pool: { readonly material: string; readonly dispatcher: Dispatcher } | null = null

  constructor(context: KubeconfigContext) {
    this.#context = context
    const { cluster, user, userName } = context
    this.#credentials = cluster === null || user === null ? null : new Credentials(userName, user, cluster)
  }

  async route(): Promise<Route> {
    const { name, cluster, clusterName, userName } = this.#context
    if (cluster === null) {
      throw new ClusterError(
        failure(
          502,
          `The context "${name}" names the cluster "${clusterName}", which the kubeconfig does not define.`,
        ),
      )
    }
    const credentials = this.#credentials
    if (credentials === null) {
      throw new ClusterError(
        failure(
          502,
          `The context "${name}" names the user "${userName}", which the kubeconfig does not define.`,
        ),
      )
    }
    const { origin, basePath } = addressOf(name, cluster)
    const credential = await credentials.get().catch((error: unknown) => {
      throw new ClusterError(failure(401, `No credentials for the cluster "${name}": ${messageOf(error)}`))
    })
    return {
      dispatcher: await this.#dispatcher(origin, cluster, credential),
      origin,
      basePath,
      headers: credential.headers,
      refused: () => credentials.refused(credential),
      describe: (error) => failure(502, describeUnreachable(`${origin}${basePath}`, error)),
    }
  }

  async close(): Promise<void> {
    const pool = this.#pool
    this.#pool = null
    await pool?.dispatcher.destroy(null)
  }

  async #dispatcher(origin: string, cluster: KubeconfigCluster, credential: Credential): Promise<Dispatcher> {
    const data = cluster['certificate-authority-data']
    const file = cluster['certificate-authority']
    const ca = data
      ? Buffer.from(data, 'base64').toString('utf8')
      : file
        ? await readAuthority(this.#context.name, file)
        : null
    const tls: TlsMaterial = { ca, cert: credential.certificate, key: credential.key }
    const material = createHash('sha256').update(JSON.stringify(tls)).digest('base64')
    if (this.#pool?.material === material) return this.#pool.dispatcher
    const old = this.#pool
    try {
      this.#pool = { material, dispatcher: makeDispatcher(origin, cluster, tls) }
    } catch (error) {
      throw new ClusterError(
        failure(502, `The cluster "${this.#context.name}" cannot be reached: ${messageOf(error)}`),
      )
    }
    // What is under way on the old connections, open watches too, may finish.
    void old?.dispatcher.close().catch(() => undefined)
    return this.#pool.dispatcher
  }
}

function addressOf(name: string, cluster: KubeconfigCluster): { origin: string; basePath: string } {
  const server = cluster.server ?? ''
  const address = server.includes('://') ? server : `http://${server}`
  if (!/^https?:/.test(address) || !URL.canParse(address)) {
    throw new ClusterError(
      failure(502, `The cluster "${name}" has no usable address in the kubeconfig: "${server}".`),
    )
  }
  const url = new URL(address)
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, '') }
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
