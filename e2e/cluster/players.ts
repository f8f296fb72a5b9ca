/**
 * Plays, through the API, what the control plane for tests lacks of a cluster: kubelets and scheduler, load
 * balancer, network plugin, gateway controllers. They are the sandbox's own reactions. Run as
 * `players.ts <kubeconfig>`; it holds no state of its own, so it may be killed, and the API server may go away,
 * at any time.
 */
import { setMaxListeners } from 'node:events'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { lastApplied } from '../../src/k8s/listwatch.ts'
import type { KubeObject } from '../../src/k8s/objects.ts'
import { parseApiVersion, type ResourceType, resourcePath } from '../../src/k8s/resource.ts'
import { StatusError } from '../../src/k8s/status.ts'
import { Agenda, type Task } from '../../src/sandbox/reactions/agenda.ts'
import { externalReactions } from '../../src/sandbox/reactions/index.ts'
import {
  type Change,
  type ObjectWrite,
  placeOf,
  type Reaction,
} from '../../src/sandbox/reactions/reaction.ts'
import { LiveWorld } from '../../src/sandbox/reactions/world.ts'
import { ApiClient } from './api.ts'
import { WatchedObjects } from './watched-objects.ts'

const pauseMilliseconds = 20
/** Somebody else was faster, or it is there already: the next event tells. */
const passing = new Set([404, 409])

class Players {
  readonly #objects = new WatchedObjects()
  readonly #world = new LiveWorld(this.#objects, () => new Date())
  readonly #agenda = new Agenda()

  constructor(
    readonly api: ApiClient,
    readonly reactions: readonly Reaction[],
  ) {
    for (const reaction of reactions) {
      for (const collection of reaction.watches) {
        this.#objects.follow(collection, (change) => this.#hear(reaction, change))
      }
    }
  }

  /** Follows all that the reactions look at, from when it is served. */
  follow(signal: AbortSignal): void {
    const collections = new Map(
      this.reactions
        .flatMap(({ watches }) => watches)
        .map((collection) => [`${collection.group}/${collection.plural}`, collection]),
    )
    for (const { group, plural } of collections.values()) {
      void this.#whenServed(group, plural).then((type) =>
        this.#objects.watch(type, this.api.transport, signal),
      )
    }
  }

  async play(): Promise<never> {
    for (;;) {
      const task = this.#agenda.next(Date.now())
      if (task === null) await sleep(pauseMilliseconds)
      else await this.#attend(task)
    }
  }

  #hear(reaction: Reaction, change: Change): void {
    for (const subject of reaction.subjects(change, this.#world))
      this.#agenda.add({ reaction, subject }, Date.now())
  }

  async #attend(task: Task): Promise<void> {
    try {
      for (const write of task.reaction.react(task.subject, this.#world)) {
        if (write.verb === 'wait') this.#agenda.postpone(task, Date.now() + write.milliseconds)
        else await this.#apply(write, task.reaction.name)
      }
    } catch (error) {
      const isPassing = error instanceof StatusError && passing.has(error.status.code ?? 0)
      if (!isPassing)
        process.stderr.write(`${new Date().toISOString()} ${task.reaction.name}: ${String(error)}\n`)
      this.#agenda.postpone(task, Date.now() + 1000)
    }
  }

  async #apply(write: ObjectWrite, manager: string): Promise<void> {
    const given = write.verb === 'bind' ? write.pod : write.object
    const type = await this.#typeOf(given)
    const object = write.verb === 'create' ? given : this.#asRead(type, given)
    const path = (subresource?: string) =>
      resourcePath(type, {
        namespace: type.namespaced ? object.metadata.namespace : undefined,
        name: write.verb === 'create' ? undefined : object.metadata.name,
        subresource,
      })
    const query = { fieldManager: manager }
    switch (write.verb) {
      case 'create':
        this.#objects.learn(type, await this.api.post(path(), object, query))
        return
      case 'update':
        this.#objects.learn(type, await this.api.put(path(), await this.#complete(path(), object), query))
        return
      case 'status':
        this.#objects.learn(type, await this.#putStatus(path, await this.#complete(path(), object), query))
        return
      case 'delete': {
        const preconditions = { uid: object.metadata.uid }
        const { gracePeriodSeconds } = write
        await this.api.delete(path(), { preconditions, gracePeriodSeconds })
        return
      }
      case 'bind': {
        const { name, namespace = '' } = object.metadata
        const target = { apiVersion: 'v1', kind: 'Node', name: write.node }
        const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace }, target }
        await this.api.post(path('binding'), binding, query)
        this.#objects.learn(type, await this.api.get(path()))
      }
    }
  }

  /** What was just created is written on with the version that it got. */
  #asRead(type: ResourceType, object: KubeObject): KubeObject {
    const { resourceVersion = this.#objects.get(type, placeOf(object))?.metadata.resourceVersion } =
      object.metadata
    const metadata = { ...object.metadata, ...(resourceVersion === undefined ? {} : { resourceVersion }) }
    return { ...object, metadata }
  }

  /** Lists come without what kubectl last applied, which a write, of the status too, must not take away. */
  async #complete(path: string, object: KubeObject): Promise<KubeObject> {
    const { annotations = {} } = (await this.api.get(path)).metadata
    const kept = Object.entries(annotations).filter(([key]) => key === lastApplied)
    if (kept.length === 0) return object
    const all = { ...object.metadata.annotations, ...Object.fromEntries(kept) }
    return { ...object, metadata: { ...object.metadata, annotations: all } }
  }

  /** Kinds without the subresource take the status with the rest. */
  async #putStatus(
    path: (subresource?: string) => string,
    object: KubeObject,
    query: Readonly<Record<string, string>>,
  ): Promise<KubeObject> {
    try {
      return await this.api.put(path('status'), object, query)
    } catch (error) {
      if (!(error instanceof StatusError) || error.status.code !== 404) throw error
      return this.api.put(path(), object, query)
    }
  }

  async #typeOf({ apiVersion, kind }: KubeObject): Promise<ResourceType> {
    const { group, version } = parseApiVersion(apiVersion)
    const type = await this.api.find((types) => types.find(group, kind, [version]))
    if (type === null) throw new Error(`The cluster does not serve ${apiVersion} ${kind}.`)
    return type
  }

  async #whenServed(group: string, plural: string): Promise<ResourceType> {
    for (;;) {
      const type = await this.api.find((types) => types.findPlural(group, plural)).catch(() => null)
      if (type !== null) return type
      await sleep(1000)
    }
  }
}

const [kubeconfig] = process.argv.slice(2)
if (kubeconfig === undefined) throw new Error('Usage: players.ts <kubeconfig>')
const players = new Players(ApiClient.fromKubeconfig(await readFile(kubeconfig, 'utf8')), [
  ...externalReactions({ startMilliseconds: 0, stopMilliseconds: 0 }),
])
const always = new AbortController().signal
// Every request listens to it, so that their number says nothing of a leak.
setMaxListeners(0, always)
players.follow(always)
await players.play()
