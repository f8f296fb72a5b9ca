/** watch: changes of a collection as a stream of lines. */
import type { ServerResponse } from 'node:http'
import type { Json, JsonMap, SandboxObject } from '../../types.ts'
import type { Change } from '../collection.ts'
import { fromStored } from '../conversion.ts'
import { definitionsKey } from '../definitions.ts'
import { expired, internal } from '../errors.ts'
import type { FieldFilter } from '../fieldselector.ts'
import type { Representation } from '../negotiate.ts'
import { type ListOptions, listOptions } from '../options.ts'
import { statusBody } from '../respond.ts'
import { includeObjectOf, partialOf, rowTable } from '../table.ts'
import { nameOf, namespaceOf, versionOf } from '../values.ts'
import { namespaceFor, type RequestContext } from './context.ts'
import { filterOf } from './read.ts'

/** A reader that is this far behind is cut off; it resumes or lists again. */
const backlogLimit = 64 * 1024 * 1024
const bookmarkMilliseconds = 60_000
const shortestMinutes = 30

export type EventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'

/** Begins the stream. Throws what the API server refuses before it begins. */
export function watch(
  context: RequestContext,
  response: ServerResponse,
  representation: Representation,
): void {
  const options = listOptions(context.info.query, true)
  const filter = filterOf(context, options)
  if (options.resourceVersion !== '' && !/^\d+$/.test(options.resourceVersion)) {
    const value = JSON.stringify(options.resourceVersion)
    throw internal(
      `resourceVersion: Invalid value: ${value}: strconv.ParseUint: parsing ${value}: invalid syntax`,
    )
  }
  const stream = new WatchStream(context, response, representation, filter)
  stream.open()
  if (stream.sendPast(options)) stream.follow(options)
}

class WatchStream {
  #columnsSent = false
  #sent = 0

  constructor(
    readonly context: RequestContext,
    readonly response: ServerResponse,
    readonly representation: Representation,
    readonly filter: FieldFilter,
  ) {}

  open(): void {
    this.response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' })
    this.response.flushHeaders()
  }

  /** Sends what was before now. False where that is forgotten: the stream has ended with the error. */
  sendPast({ resourceVersion, sendInitialEvents, bookmarks }: ListOptions): boolean {
    const { core, kind, info } = this.context
    const collection = core.store.collection(kind.storageKey)
    const asked = Number(resourceVersion === '' ? 0 : resourceVersion)
    const withState = sendInitialEvents || (asked === 0 && !info.query.has('sendInitialEvents'))
    this.#sent = Math.max(asked, withState || asked === 0 ? core.store.revision : 0)
    if (withState) {
      for (const object of collection.list(namespaceFor(this.context)))
        this.#initial(fromStored(kind, object))
      if (bookmarks) this.#bookmark({ 'k8s.io/initial-events-end': 'true' })
      return true
    }
    if (asked === 0) return true
    const changes = collection.changesAfter(asked)
    if (changes === null) {
      const error = expired(`too old resource version: ${asked} (${collection.compacted})`)
      this.#write('ERROR', statusBody(error.status))
      this.response.end()
      return false
    }
    for (const change of changes) this.#change(change)
    return true
  }

  follow({ timeoutSeconds, bookmarks }: ListOptions): void {
    const { core, kind } = this.context
    const unsubscribe = core.store.subscribe(kind.storageKey, (_, change) => this.#change(change))
    const unfollow = kind.custom ? this.#endWithDefinition() : () => {}
    const seconds =
      timeoutSeconds !== null && timeoutSeconds > 0
        ? timeoutSeconds
        : shortestMinutes * 60 * (1 + Math.random())
    // Longer waits than a timer holds are as good as none.
    const timeout = setTimeout(() => this.response.end(), Math.min(seconds * 1000, 2 ** 31 - 1))
    const ticker = bookmarks ? setInterval(() => this.#bookmark(null), bookmarkMilliseconds) : undefined
    timeout.unref()
    ticker?.unref()
    this.response.once('close', () => {
      unsubscribe()
      unfollow()
      clearTimeout(timeout)
      clearInterval(ticker)
    })
  }

  /** Without its definition a kind has no changes that anybody could be told of. */
  #endWithDefinition(): () => void {
    const { core, kind } = this.context
    const name = `${kind.plural}.${kind.group}`
    return core.store.subscribe(definitionsKey, (_, { current, object }) => {
      if (current === null && nameOf(object) === name) this.response.end()
    })
  }

  #initial(object: SandboxObject): void {
    if (this.#concerns(object) && this.filter(object)) this.#send('ADDED', object)
  }

  #concerns(object: SandboxObject): boolean {
    const namespace = namespaceFor(this.context)
    const { name } = this.context.info
    return (namespace === '' || namespaceOf(object) === namespace) && (name === '' || nameOf(object) === name)
  }

  /** What a change means to someone who sees only what the selectors let through. */
  #change(change: Change): void {
    if (change.revision <= this.#sent || !this.#concerns(change.object)) return
    this.#sent = change.revision
    const { kind } = this.context
    const object = fromStored(kind, change.object)
    const before = change.previous !== null && this.filter(fromStored(kind, change.previous))
    const after = change.current !== null && this.filter(object)
    if (after) this.#send(before ? 'MODIFIED' : 'ADDED', object)
    else if (before) {
      // The last state that was selected, at the version in which it ceased to be.
      const last = change.current === null ? object : fromStored(kind, change.previous ?? change.object)
      this.#send('DELETED', { ...last, metadata: { ...last.metadata, resourceVersion: versionOf(object) } })
    }
  }

  #bookmark(annotations: JsonMap | null): void {
    const { core, kind } = this.context
    const metadata: JsonMap = {
      resourceVersion: String(Math.max(this.#sent, core.store.revision)),
      ...(annotations === null ? {} : { annotations }),
    }
    const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`
    this.#send('BOOKMARK', { kind: kind.kind, apiVersion, metadata })
  }

  #send(type: EventType, object: SandboxObject): void {
    this.#write(type, this.#represent(object))
  }

  #represent(object: SandboxObject): Json {
    const { as, version } = this.representation
    if (as === '') return object
    if (as !== 'Table') return partialOf(object, version)
    const withColumns = !this.#columnsSent
    this.#columnsSent = true
    const { core, kind, info } = this.context
    return rowTable(kind, object, {
      version,
      include: includeObjectOf(info.query),
      now: core.now(),
      withColumns,
    })
  }

  #write(type: EventType | 'ERROR', object: Json): void {
    if (this.response.writableEnded || this.response.destroyed) return
    this.response.write(`${JSON.stringify({ type, object })}\n`)
    if (this.response.writableLength > backlogLimit) this.response.destroy()
  }
}
