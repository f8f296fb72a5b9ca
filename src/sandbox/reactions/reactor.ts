/** Runs reactions over the sandbox's store: after a write, before long, and never in its way. */
import type { KubeObject } from '../../k8s/objects.ts'
import { StatusError } from '../../k8s/status.ts'
import type { Core } from '../api/core.ts'
import { storageKeyOf } from '../api/store.ts'
import type { SandboxObject } from '../types.ts'
import { Agenda, type Task } from './agenda.ts'
import type { Change, Reaction, World } from './reaction.ts'
import { LiveWorld, type ObjectSource } from './world.ts'
import { applyWrite } from './write.ts'

/** How long reactions may hold up requests at a time. */
const sliceMilliseconds = 10
/** A look that takes longer goes through much: what it hears meanwhile it hears together, after a rest. */
const quickMilliseconds = 20
const restPerWork = 9
/** After how long a refused write is tried again. */
const retryMilliseconds = 30_000
/** Even the largest world comes to rest after fewer looks than this. */
const defaultPatience = 2_000_000

export interface ReactorOptions {
  /** Told of failures that are a reaction's own fault. */
  readonly report: (error: unknown) => void
}

export class Reactor {
  readonly world: World
  readonly #live: LiveWorld
  readonly #agenda = new Agenda()
  readonly #ends: (() => void)[]
  #timer: NodeJS.Timeout | null = null
  #immediate: NodeJS.Immediate | null = null
  #awake = false

  constructor(
    readonly core: Core,
    readonly reactions: readonly Reaction[],
    readonly options: ReactorOptions,
  ) {
    const source = sourceOf(core)
    this.#live = new LiveWorld(source, core.now)
    this.world = this.#live
    this.#ends = reactions.flatMap((reaction) =>
      reaction.watches.map((collection) =>
        source.follow(collection, (change) => this.#hear(reaction, change)),
      ),
    )
  }

  /** Does all there is to do, now. Where something waits for its time, `pass` lets that time come. */
  settle(pass: (until: number) => void, patience = defaultPatience): void {
    for (let looks = 0; ; looks += 1) {
      const task = this.#agenda.next(this.core.now().getTime())
      if (task !== null) {
        if (looks > patience) throw new Error(`the reaction ${task.reaction.name} does not come to rest`)
        this.#attend(task)
        continue
      }
      const next = this.#agenda.nextTime
      if (next === null) return
      pass(next)
    }
  }

  /** From now on works by itself. */
  start(): void {
    this.#awake = true
    this.#plan()
  }

  close(): void {
    this.#awake = false
    if (this.#timer !== null) clearTimeout(this.#timer)
    if (this.#immediate !== null) clearImmediate(this.#immediate)
    for (const end of this.#ends) end()
    this.#live.close()
  }

  #hear(reaction: Reaction, change: Change): void {
    const subjects = reaction.subjects(change, this.world)
    for (const subject of subjects) this.#agenda.add({ reaction, subject }, this.core.now().getTime())
    if (subjects.length > 0) this.#plan()
  }

  #attend(task: Task): void {
    const began = performance.now()
    this.#look(task)
    const work = performance.now() - began
    // Before the first request nobody waits for anything.
    if (this.#awake && work > quickMilliseconds)
      this.#agenda.rest(task, this.core.now().getTime() + work * restPerWork)
  }

  #look(task: Task): void {
    const { reaction, subject } = task
    try {
      for (const write of reaction.react(subject, this.world)) {
        if (write.verb === 'wait') this.#agenda.postpone(task, this.core.now().getTime() + write.milliseconds)
        else applyWrite(this.core, write, reaction.name)
      }
    } catch (error) {
      if (!(error instanceof StatusError)) this.options.report(error)
      // A namespace that is going away takes nothing new; its objects follow it.
      else if (error.status.details?.causes?.[0]?.reason === 'NamespaceTerminating') return
      // Somebody's doing stands in the way, and may not for ever; before the first request it is nobody's.
      else if (this.#awake) this.#agenda.postpone(task, this.core.now().getTime() + retryMilliseconds)
      else this.options.report(error)
    }
  }

  #plan(): void {
    if (!this.#awake || this.#immediate !== null) return
    this.#immediate = setImmediate(() => {
      this.#immediate = null
      this.#work()
    })
  }

  #work(): void {
    const end = performance.now() + sliceMilliseconds
    while (performance.now() < end) {
      const task = this.#agenda.next(this.core.now().getTime())
      if (task === null) {
        this.#sleep()
        return
      }
      this.#attend(task)
    }
    this.#plan()
  }

  #sleep(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const next = this.#agenda.nextTime
    if (next === null) return
    this.#timer = setTimeout(() => this.#plan(), Math.max(1, next - this.core.now().getTime()))
    this.#timer.unref()
  }
}

/** What the store holds has the shape of a Kubernetes object; its own type says no more than that it is JSON. */
function shaped(object: SandboxObject): KubeObject {
  return object as unknown as KubeObject
}

function sourceOf({ store }: Core): ObjectSource {
  const orNull = (object: SandboxObject | null) => (object === null ? null : shaped(object))
  return {
    get: ({ group, plural }, { namespace, name }) => orNull(store.get(group, plural, namespace, name)),
    list: ({ group, plural }, namespace) => store.list(group, plural, namespace).map(shaped),
    follow: (collection, listener) =>
      store.subscribe(storageKeyOf(collection.group, collection.plural), (_, { previous, current }) =>
        listener({ collection, previous: orNull(previous), current: orNull(current) }),
      ),
  }
}
