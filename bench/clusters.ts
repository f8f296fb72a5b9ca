/** The two APIs that the benchmark runs against, filled with generated objects. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { down, status, up } from '../e2e/cluster/index.ts'
import { placesOf } from '../e2e/cluster/places.ts'
import { stopProgram } from '../e2e/cluster/programs.ts'
import { Api, writeAll } from './api.ts'
import { readAccess } from './kubeconfig.ts'
import { ingressClass, ingressWrites, namespaceWrites, serviceWrites } from './objects.ts'
import { root, type Stop, startNode } from './processes.ts'

export type ClusterName = 'sandbox' | 'control plane'

export interface Cluster {
  readonly name: ClusterName
  readonly kubeconfig: string
  /** Of the programs that answer its API. */
  readonly pids: readonly number[]
  readonly version: string
  readonly api: Api
  /** Services that stood there before any was generated. */
  readonly ownServices: number
  readonly stop: Stop
}

export const context = 'portolan-admin'

const clusterName = 'bench'
/** The sample platform twenty times; its start takes longer than that of generated objects beyond. */
const sandboxScale = 20

export async function startCluster(name: ClusterName): Promise<Cluster> {
  const { kubeconfig, pids, stop } = name === 'sandbox' ? await startSandbox() : await startControlPlane()
  try {
    const api = new Api(await readAccess(kubeconfig))
    await writeAll(api, [...namespaceWrites(), ingressClass])
    const { gitVersion } = JSON.parse(await api.read('/version')) as { gitVersion: string }
    const ownServices = await countOf(api, '/api/v1/services')
    const stopAll = async () => {
      await api.close()
      await stop()
    }
    return { name, kubeconfig, pids, version: gitVersion, api, ownServices, stop: stopAll }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Ends what a start that was interrupted has left. */
export const stopLeftOver: Stop = async () => void (await down(clusterName))

/** A process of its own, so that its memory and work are not Portolan's. */
async function startSandbox() {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-bench-'))
  const kubeconfig = join(folder, 'kubeconfig')
  const program = await startNode(
    [
      join(root, 'dist', 'server', 'sandbox.js'),
      ...['--port', '0', '--sandbox-scale', String(sandboxScale), '--write-kubeconfig', kubeconfig],
    ],
    /ready/,
  )
  const stop = async () => {
    await program.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { kubeconfig, pids: [program.pid], stop }
}

/**
 * Bare, and without its controllers: the generated EndpointSlices are what they would have written, and the
 * garbage collector alone would read everything once more.
 */
async function startControlPlane() {
  await down(clusterName)
  const stop = stopLeftOver
  try {
    const { kubeconfig } = await up({ name: clusterName, bare: true })
    await stopProgram(placesOf(clusterName), 'kube-controller-manager')
    const { programs } = await status(clusterName)
    const pids = [programs['kube-apiserver'], programs.etcd].filter((pid) => typeof pid === 'number')
    return { kubeconfig, pids, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Of a list that the API is asked only one object of. */
async function countOf(api: Api, path: string): Promise<number> {
  const { items, metadata } = JSON.parse(await api.read(`${path}?limit=1`)) as {
    items: readonly unknown[]
    metadata: { readonly remainingItemCount?: number }
  }
  return items.length + (metadata.remainingItemCount ?? 0)
}

/** Makes what a cluster lacks, as its sizes only ever grow. */
export class Content {
  readonly #cluster: Cluster
  #services = 0
  #ingresses = 0

  constructor(cluster: Cluster) {
    this.#cluster = cluster
  }

  /** How many Services are generated ones. */
  get services(): number {
    return this.#services
  }

  get ingresses(): number {
    return this.#ingresses
  }

  /** With those that stood there before, `total` Services, or as many more as there are already. */
  async growServices(total: number): Promise<void> {
    const to = Math.max(this.#services, total - this.#cluster.ownServices)
    await writeAll(this.#cluster.api, serviceWrites(this.#services, to))
    this.#services = to
  }

  async growIngresses(to: number): Promise<void> {
    await writeAll(this.#cluster.api, ingressWrites(this.#ingresses, to))
    this.#ingresses = Math.max(this.#ingresses, to)
  }
}
