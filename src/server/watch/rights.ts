/**
 * Notices that rights were given or taken away. API servers do not end a watch for it, so the rules of everybody
 * whose feeds are read are read every few seconds, and a feed that does not fit them is judged anew.
 */
import { type AccessRules, accessRulesOf, allows, nowhere } from '../../k8s/access.ts'
import { type Clock, systemClock } from '../../k8s/clock.ts'
import type { Transport } from '../../k8s/listwatch.ts'
import { readText } from '../../k8s/ndjson.ts'
import { asFields } from '../../k8s/shape.ts'
import type { WatchTarget } from '../../wire.ts'
import type { Feed } from './feed.ts'
import type { Watcher } from './watcher.ts'

export interface RightsLimits {
  /** How often the rules of each namespace are read, as far as `gapMs` lets. */
  readonly everyMs: number
  /** The least time between two requests for one person, however many namespaces there are. */
  readonly gapMs: number
  /** How long a cluster that does not answer them is left alone. */
  readonly failedMs: number
}

const defaultLimits: RightsLimits = { everyMs: 3_500, gapMs: 350, failedMs: 30_000 }
/** API servers hear of a change one after the other: one that lags may let a feed go on that another refused. */
const rechecksAtMost = 3

/** As much of a feed as rights are about. */
export type JudgedFeed = Pick<Feed, 'state' | 'recheck'>

/** The rights of all whose feeds are read. */
export class RightsWatch<Who extends Watcher = Watcher> {
  readonly #transportTo: (cluster: string, who: () => Who) => Transport
  readonly #limits: RightsLimits
  readonly #clock: Clock
  readonly #people = new Map<string, Person<Who>>()

  constructor(
    transportTo: (cluster: string, who: () => Who) => Transport,
    limits: Partial<RightsLimits> = {},
    clock: Clock = systemClock,
  ) {
    this.#transportTo = transportTo
    this.#limits = { ...defaultLimits, ...limits }
    this.#clock = clock
  }

  /** Has a feed judged anew when its reader's rights change, until the function that is returned is called. */
  follow(who: Who, target: WatchTarget, feed: JudgedFeed): () => void {
    return this.#person(who, target.cluster).follow(target, feed)
  }

  /** Tells of each change of somebody's rights in a cluster, as long as any feed of theirs is followed there. */
  observe(who: Who, cluster: string, listener: () => void): () => void {
    return this.#person(who, cluster).observe(who, listener)
  }

  close(): void {
    for (const person of this.#people.values()) person.end()
    this.#people.clear()
  }

  #person(who: Who, cluster: string): Person<Who> {
    const key = JSON.stringify([who.key, cluster])
    const known = this.#people.get(key)
    if (known !== undefined) return known
    const made: Person<Who> = new Person({
      transport: this.#transportTo(cluster, () => made.observer ?? who),
      limits: this.#limits,
      clock: this.#clock,
      onIdle: () => this.#people.delete(key),
    })
    this.#people.set(key, made)
    return made
  }
}

interface Followed {
  readonly target: WatchTarget
  readonly feed: JudgedFeed
  /** The rules that it was judged by, and how often. */
  text: string
  rechecks: number
}

/** A namespace, or `nowhere` for what holds in the whole cluster. */
interface Scope {
  readonly followed: Set<Followed>
  text: string | null
  rules: AccessRules | null
  /** When it was read, by `Clock.elapsed`. */
  readAt: number
}

interface PersonOptions {
  readonly transport: Transport
  readonly limits: RightsLimits
  readonly clock: Clock
  readonly onIdle: () => void
}

/** One identity in one cluster. */
class Person<Who> {
  readonly #options: PersonOptions
  readonly #scopes = new Map<string, Scope>()
  readonly #listeners = new Map<() => void, Who>()
  #running: AbortController | null = null

  constructor(options: PersonOptions) {
    this.#options = options
  }

  /** The last of those who still observe: others may have gone with what proved who they were. */
  get observer(): Who | undefined {
    return [...this.#listeners.values()].at(-1)
  }

  follow(target: WatchTarget, feed: JudgedFeed): () => void {
    // What holds in the whole cluster is worth knowing of anybody.
    const home = this.#scope(nowhere)
    const scope = target.namespace === undefined ? home : this.#scope(target.namespace)
    const followed: Followed = { target, feed, text: '', rechecks: 0 }
    scope.followed.add(followed)
    if (this.#running === null) {
      this.#running = new AbortController()
      void this.#run(this.#running.signal)
    }
    return () => {
      scope.followed.delete(followed)
      if (scope.followed.size === 0 && scope !== home) this.#scopes.delete(target.namespace ?? '')
      if ([...this.#scopes.values()].every((each) => each.followed.size === 0)) this.#rest()
    }
  }

  observe(who: Who, listener: () => void): () => void {
    this.#listeners.set(listener, who)
    return () => {
      this.#listeners.delete(listener)
      if (this.#running === null) this.#rest()
    }
  }

  end(): void {
    this.#running?.abort()
    this.#running = null
  }

  #rest(): void {
    this.end()
    this.#scopes.clear()
    if (this.#listeners.size === 0) this.#options.onIdle()
  }

  #scope(namespace: string): Scope {
    const known = this.#scopes.get(namespace)
    if (known !== undefined) return known
    const made: Scope = { followed: new Set(), text: null, rules: null, readAt: Number.NEGATIVE_INFINITY }
    this.#scopes.set(namespace, made)
    return made
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, limits } = this.#options
    while (!signal.aborted) {
      const [next] = this.#order()
      const due = next === undefined ? limits.everyMs : next[1].readAt + limits.everyMs - clock.elapsed()
      await clock.sleep(Math.max(due, limits.gapMs), signal)
      const [first] = this.#order()
      if (signal.aborted || first === undefined) continue
      const [namespace, scope] = first
      const rules = await this.#read(namespace, signal)
      scope.readAt = clock.elapsed()
      if (signal.aborted) return
      if (rules === null) await clock.sleep(limits.failedMs, signal)
      else this.#take(scope, rules)
    }
  }

  /** What is to be read, what was not read for longest first. */
  #order(): readonly (readonly [string, Scope])[] {
    const home = this.#scopes.get(nowhere)
    // Whoever may do everything everywhere has no other rights in any namespace.
    const isMaster =
      home?.rules != null && allows(home.rules, { verb: '*', group: '*', resource: '*' }) === 'yes'
    const wanted = [...this.#scopes].filter(([, scope]) => scope === home || !isMaster)
    return wanted.toSorted(([, a], [, b]) => a.readAt - b.readAt)
  }

  /** Null where the cluster does not say them. */
  async #read(namespace: string, signal: AbortSignal): Promise<AccessRules | null> {
    const body = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectRulesReview',
      spec: { namespace },
    }
    const path = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews'
    try {
      const answer = await this.#options.transport(path, new URLSearchParams(), signal, JSON.stringify(body))
      const text = await readText(answer.body)
      return answer.status < 300 ? accessRulesOf(asFields(JSON.parse(text)).status) : null
    } catch {
      // A cluster that cannot be reached tells its feeds so.
      return null
    }
  }

  #take(scope: Scope, rules: AccessRules): void {
    const text = JSON.stringify(rules)
    const before = scope.text
    scope.text = text
    scope.rules = rules
    for (const followed of scope.followed) judge(followed, rules, text, before)
    if (before !== null && before !== text) for (const listener of [...this.#listeners.keys()]) listener()
  }
}

/** Has a feed ask its cluster again where it does what the rules do not say. */
function judge(followed: Followed, rules: AccessRules, text: string, before: string | null): void {
  const { target, feed } = followed
  if (followed.text !== text) followed.rechecks = 0
  const isFirst = followed.text === ''
  followed.text = text
  const { phase, reason } = feed.state
  if (phase === 'loading') return
  const isRefused = phase === 'stopped' && reason?.code === 403
  const may = mayRead(rules, target)
  const isNews = before !== null && before !== text && !isFirst
  const fits = may === 'yes' ? !isRefused : may === 'no' ? isRefused : !isNews
  if (fits || followed.rechecks >= rechecksAtMost) return
  followed.rechecks += 1
  feed.recheck()
}

function mayRead(rules: AccessRules, target: WatchTarget): 'yes' | 'no' | 'unknown' {
  const { group, plural: resource, fieldSelector = '' } = target
  const name = /(?:^|,)metadata\.name==?([^,]+)/.exec(fieldSelector)?.[1]
  const answers = ['list', 'watch'].map((verb) => allows(rules, { verb, group, resource, name }))
  if (answers.includes('no')) return 'no'
  return answers.includes('unknown') ? 'unknown' : 'yes'
}
