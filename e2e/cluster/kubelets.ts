/**
 * Plays the nodes' kubelets and the scheduler through the API: binds pods to nodes, reports them as running
 * and removes those that are being deleted. Run as `kubelets.ts <kubeconfig>`; it holds no state of its own,
 * so it may be killed, and the API server may go away, at any time.
 */
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { KubeObject } from '../../src/k8s/objects.ts'
import { resourcePath } from '../../src/k8s/resource.ts'
import { StatusError } from '../../src/k8s/status.ts'
import { ApiClient } from './api.ts'
import { chooseNode, freeAddresses, isSchedulable, type Node, type Pod, wantedStatus } from './pods.ts'

const pods = { group: '', version: 'v1', plural: 'pods' }
const nodes = { group: '', version: 'v1', plural: 'nodes' }

class Kubelets {
  readonly #known = new Map<string, Pod>()
  #nodes: readonly Node[] = []

  constructor(private readonly api: ApiClient) {}

  /** Lists and watches until the connection breaks. */
  async follow(): Promise<void> {
    const until = new AbortController()
    try {
      this.#nodes = (await this.api.list<Node>(resourcePath(nodes))).items
      const list = await this.api.list<Pod>(resourcePath(pods))
      this.#known.clear()
      for (const pod of list.items) this.#known.set(keyOf(pod), pod)
      for (const pod of list.items) await this.#attend(pod)
      const since = list.metadata.resourceVersion ?? ''
      for await (const event of this.api.watch<Pod>(resourcePath(pods), since, until.signal)) {
        if (event.type === 'ERROR') return
        if (event.type === 'BOOKMARK') continue
        if (event.type === 'DELETED') this.#known.delete(keyOf(event.object))
        else await this.#attend(event.object)
      }
    } finally {
      until.abort()
    }
  }

  async #attend(pod: Pod): Promise<void> {
    this.#known.set(keyOf(pod), pod)
    try {
      if (pod.metadata.deletionTimestamp !== undefined) await this.#remove(pod)
      else if (pod.spec?.nodeName === undefined) await this.#bind(pod)
      else await this.#run(pod, pod.spec.nodeName)
    } catch (error) {
      // Someone else was faster: the pod is gone or has changed, and its next event tells.
      if (!(error instanceof StatusError) || ![404, 409].includes(error.code)) throw error
    }
  }

  async #remove(pod: Pod): Promise<void> {
    const preconditions = { uid: pod.metadata.uid }
    await this.api.delete(pathOf(pod), { gracePeriodSeconds: 0, preconditions })
  }

  async #bind(pod: Pod): Promise<void> {
    const node = chooseNode(this.#nodes.filter(isSchedulable), [...this.#known.values()])
    if (node === null) return
    const { name, namespace } = pod.metadata
    await this.api.send({
      method: 'POST',
      path: pathOf(pod, 'binding'),
      body: {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name, namespace },
        target: { apiVersion: 'v1', kind: 'Node', name: node.metadata.name },
      },
    })
    // Before its event comes back, so that the next pod goes to another node.
    this.#known.set(keyOf(pod), { ...pod, spec: { ...pod.spec, nodeName: node.metadata.name } })
  }

  async #run(pod: Pod, nodeName: string): Promise<void> {
    const node = this.#nodes.find(({ metadata }) => metadata.name === nodeName)
    if (node === undefined) return
    const addresses =
      pod.status?.podIPs?.map(({ ip }) => ip) ?? freeAddresses(node, [...this.#known.values()])
    const status = wantedStatus(pod, node, addresses)
    if (status === null) return
    const updated = (await this.api.mergePatch(pathOf(pod, 'status'), { status })) as Pod
    // Before its event comes back, so that the next pod does not get the same address.
    this.#known.set(keyOf(updated), updated)
  }
}

const keyOf = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name}`

function pathOf({ metadata: { namespace, name } }: KubeObject, subresource?: string): string {
  return resourcePath(pods, { namespace, name, subresource })
}

const [kubeconfig] = process.argv.slice(2)
if (kubeconfig === undefined) throw new Error('Usage: kubelets.ts <kubeconfig>')
const kubelets = new Kubelets(ApiClient.fromKubeconfig(await readFile(kubeconfig, 'utf8')))
for (;;) {
  try {
    await kubelets.follow()
  } catch (error) {
    process.stderr.write(`${new Date().toISOString()} ${String(error)}\n`)
  }
  await sleep(500)
}
