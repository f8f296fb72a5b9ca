/** The log subresource of a Pod: what a container has written, and goes on to write. */
import type { ServerResponse } from 'node:http'
import type { JsonMap, SandboxObject } from '../../types.ts'
import type { ContainerLog } from '../containerlog.ts'
import { badRequest, noSuchResource } from '../errors.ts'
import { type LogOptions, logOptions } from '../logoptions.ts'
import { listOf, mapOf, nameOf, namespaceOf, textOf, uidOf } from '../values.ts'
import { getObject, type RequestContext } from './context.ts'

/** A kubelet turns logs over; of those before the last two files nothing is left. */
const linesKept = 20_000

/** Begins the answer. Throws what the API server and the kubelet refuse before it begins. */
export function podLog(context: RequestContext, response: ServerResponse): void {
  const { core, info } = context
  if (core.logs === undefined) throw noSuchResource()
  const options = logOptions(info.query, info.name)
  const pod = getObject(context)
  const container = containerOf(pod, options.container)
  // Nobody has written anything where nothing runs yet.
  const run = textOf(mapOf(pod.spec).nodeName) === '' ? null : runOf(pod, container, options.previous)
  response.writeHead(200, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-cache, private' })
  if (run === null) return void response.end()
  const { started, ended } = run
  const now = core.now().getTime()
  const reader = new LogReader(core.logs(pod, container, started), options, response)
  const goesOn = reader.past(Math.min(now, ended ?? now), now)
  if (!goesOn || !options.follow || ended !== null) return void response.end()
  response.flushHeaders()
  follow(context, pod, container, reader, response)
}

/** Goes on until the client has enough, or the Pod is gone. */
function follow(
  { core, kind }: RequestContext,
  pod: SandboxObject,
  container: string,
  reader: LogReader,
  response: ServerResponse,
): void {
  let timer: NodeJS.Timeout
  const wait = () => {
    timer = setTimeout(
      () => (reader.next() ? wait() : response.end()),
      Math.max(0, reader.nextAt - core.now().getTime()),
    )
    timer.unref()
  }
  const unsubscribe = core.store.subscribe(kind.storageKey, (_, { current, object }) => {
    if (uidOf(object) === uidOf(pod) && !(current !== null && isRunning(current, container))) response.end()
  })
  response.once('close', () => {
    clearTimeout(timer)
    unsubscribe()
  })
  wait()
}

class LogReader {
  #number = 0
  #bytes = 0

  constructor(
    readonly log: ContainerLog,
    readonly options: LogOptions,
    readonly response: ServerResponse,
  ) {}

  get nextAt(): number {
    return this.log.line(this.#number).at
  }

  /** Writes what there was until a time. False once the client has all that it asked for. */
  past(until: number, now: number): boolean {
    const { since, tailLines } = this.options
    const end = this.log.numberAt(until + 1)
    const from = since === null ? 0 : this.log.numberAt(since(now))
    this.#number = Math.max(from, end - linesKept, tailLines === null ? 0 : end - tailLines, 0)
    while (this.#number < end) if (!this.next()) return false
    return true
  }

  next(): boolean {
    const { at, nanoseconds, text } = this.log.line(this.#number)
    this.#number += 1
    const stamp = new Date(at).toISOString().replace('Z', `${nanoseconds}Z`)
    const bytes = Buffer.from(`${this.options.timestamps ? `${stamp} ` : ''}${text}\n`)
    const left = (this.options.limitBytes ?? Number.POSITIVE_INFINITY) - this.#bytes
    this.#bytes += bytes.length
    this.response.write(bytes.subarray(0, left))
    return bytes.length < left
  }
}

function containerOf(pod: SandboxObject, asked: string): string {
  const spec = mapOf(pod.spec)
  const names = (field: string) => listOf(spec[field]).map((each) => textOf(mapOf(each).name))
  const [containers, initial] = [names('containers'), names('initContainers')]
  if (asked === '') {
    const [only = '', ...others] = containers
    if (others.length === 0) return only
    const more = initial.length === 0 ? '' : ` or one of the init containers: [${initial.join(' ')}]`
    throw badRequest(
      `a container name must be specified for pod ${nameOf(pod)}, choose one of: [${containers.join(' ')}]${more}`,
    )
  }
  if ([...containers, ...initial].includes(asked)) return asked
  throw badRequest(`container ${asked} is not valid for pod ${nameOf(pod)}`)
}

interface Run {
  readonly started: number
  /** `null` while it runs. */
  readonly ended: number | null
}

function statusOf(pod: SandboxObject, container: string): JsonMap {
  const status = mapOf(pod.status)
  const all = [...listOf(status.containerStatuses), ...listOf(status.initContainerStatuses)]
  return mapOf(all.find((each) => mapOf(each).name === container))
}

function isRunning(pod: SandboxObject, container: string): boolean {
  return mapOf(statusOf(pod, container).state).running !== undefined
}

function runOf(pod: SandboxObject, container: string, previous: boolean): Run {
  const own = statusOf(pod, container)
  const state = mapOf(previous ? own.lastState : own.state)
  const named = `container ${JSON.stringify(container)}`
  const terminated = mapOf(state.terminated)
  if (state.terminated !== undefined) {
    return {
      started: Date.parse(textOf(terminated.startedAt)),
      ended: Date.parse(textOf(terminated.finishedAt)),
    }
  }
  if (previous) {
    const whole = `${nameOf(pod)}_${namespaceOf(pod)}(${uidOf(pod)})`
    throw badRequest(`previous terminated ${named} in pod ${JSON.stringify(whole)} not found`)
  }
  const running = mapOf(state.running)
  if (state.running === undefined) {
    const reason = textOf(mapOf(state.waiting).reason) || 'ContainerCreating'
    throw badRequest(`${named} in pod ${JSON.stringify(nameOf(pod))} is waiting to start: ${reason}`)
  }
  return { started: Date.parse(textOf(running.startedAt)), ended: null }
}
