/** The clusters that may be reached, and the kubeconfig as a source of them. */
import { stat } from 'node:fs/promises'
import type { Logger } from 'pino'
import type { ClusterInfo } from '../../wire.ts'
import { type ClusterConnection, KubeconfigConnection } from './connection.ts'
import { type Kubeconfig, loadKubeconfig } from './kubeconfig.ts'

export interface ClusterList {
  readonly clusters: readonly ClusterInfo[]
  readonly defaultCluster: string | null
}

/** Where clusters come from. */
export interface Clusters {
  list(): Promise<ClusterList>
  /** `null` where there is no cluster of that name. */
  find(name: string): Promise<ClusterConnection | null>
  close(): Promise<void>
}

/** Makes of the files' contexts those that are clusters. May throw `KubeconfigError`. */
export type Arrange = (kubeconfig: Kubeconfig) => Kubeconfig

const asItIs: Arrange = (kubeconfig) => kubeconfig

/** How long a look at the files' times holds. */
const recheckMs = 2_000

/** The contexts of kubeconfig files as clusters. A change of the files takes effect without a restart. */
export class KubeconfigClusters implements Clusters {
  readonly #files: readonly string[]
  readonly #arrange: Arrange
  readonly #log: Logger
  #kubeconfig: Kubeconfig
  #stamp: string
  #checked = Date.now()
  readonly #connections = new Map<
    string,
    { readonly context: string | undefined; readonly connection: ClusterConnection }
  >()

  private constructor(
    files: readonly string[],
    log: Logger,
    kubeconfig: Kubeconfig,
    stamp: string,
    arrange: Arrange,
  ) {
    this.#files = files
    this.#arrange = arrange
    this.#log = log
    this.#kubeconfig = arrange(kubeconfig)
    this.#stamp = stamp
  }

  /** Rejects with `KubeconfigError`. */
  static async load(
    files: readonly string[],
    log: Logger,
    arrange: Arrange = asItIs,
  ): Promise<KubeconfigClusters> {
    const stamp = await stampOf(files)
    return new KubeconfigClusters(files, log, await loadKubeconfig(files), stamp, arrange)
  }

  /** Of a kubeconfig that is no file, and never changes. */
  static of(kubeconfig: Kubeconfig, log: Logger): KubeconfigClusters {
    return new KubeconfigClusters([], log, kubeconfig, '', asItIs)
  }

  async list(): Promise<ClusterList> {
    await this.#refresh()
    const { contexts, currentContext } = this.#kubeconfig
    return {
      clusters: contexts.map(({ name, title, userName }) => ({
        name,
        ...(title !== undefined && { title }),
        user: userName,
      })),
      defaultCluster: currentContext,
    }
  }

  async find(name: string): Promise<ClusterConnection | null> {
    await this.#refresh()
    const context = this.#kubeconfig.contexts.find((each) => each.name === name)
    const described = context === undefined ? undefined : JSON.stringify(context)
    const held = this.#connections.get(name)
    if (held !== undefined && held.context === described) return held.connection
    // What still runs under the old entry runs as a user who may have been taken out of the file.
    this.#connections.delete(name)
    void held?.connection.close()
    if (context === undefined) return null
    if (context.cluster?.['insecure-skip-tls-verify'] === true) {
      this.#log.warn({ cluster: name }, 'anybody can pose as this cluster: insecure-skip-tls-verify is set')
    }
    const connection = new KubeconfigConnection(context)
    this.#connections.set(name, { context: described, connection })
    return connection
  }

  async close(): Promise<void> {
    await Promise.all([...this.#connections.values()].map(({ connection }) => connection.close()))
  }

  async #refresh(): Promise<void> {
    if (Date.now() - this.#checked < recheckMs) return
    this.#checked = Date.now()
    const stamp = await stampOf(this.#files)
    if (stamp === this.#stamp) return
    this.#stamp = stamp
    try {
      this.#kubeconfig = this.#arrange(await loadKubeconfig(this.#files))
    } catch (error) {
      // Half written, most likely; the next write changes its time again.
      this.#log.warn(
        { reason: (error as Error).message },
        'the changed kubeconfig cannot be used; the old one stays',
      )
    }
  }
}

async function stampOf(files: readonly string[]): Promise<string> {
  const stamps = files.map((file) =>
    stat(file).then(
      ({ mtimeMs, size }) => `${mtimeMs}/${size}`,
      () => 'absent',
    ),
  )
  return (await Promise.all(stamps)).join()
}
