/** A server that the corpus is sent to. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Dispatcher, Pool } from 'undici'
import { parse } from 'yaml'
import type { JsonMap } from '../../src/sandbox/types.ts'
import type { Headers, Request } from './request.ts'

export interface Answer {
  readonly code: number
  /** What of the headers a client reads. */
  readonly headers: JsonMap
  /** Parsed, or the text where it is neither JSON nor YAML; a watch gives a list of events. */
  readonly body: unknown
}

const comparedHeaders = ['content-type', 'location', 'allow', 'retry-after']

export class Target {
  readonly #pool: Pool
  readonly #headers: Headers

  constructor(
    readonly name: 'real' | 'sandbox',
    origin: string,
    options: Pool.Options = {},
    headers: Headers = {},
  ) {
    this.#pool = new Pool(origin, { ...options, connections: 24, bodyTimeout: 0, headersTimeout: 20_000 })
    this.#headers = headers
  }

  close(): Promise<void> {
    return this.#pool.destroy()
  }

  async send(request: Request): Promise<Answer> {
    const deadline = Date.now() + 20_000
    for (;;) {
      const answer = await this.#once(request)
      const done = request.until?.(answer.code, answer.body as JsonMap) ?? true
      if (done || Date.now() > deadline) return answer
      await sleep(50)
    }
  }

  /** Resolves when the server has accepted the watch; from then on nothing is missed. */
  async watch(request: Request): Promise<Watching> {
    const response = await this.#open(request)
    return new Watching(response)
  }

  async #once(request: Request): Promise<Answer> {
    const response = await this.#open(request)
    return answerOf(response, await response.body.text())
  }

  #open({ method, path, headers, body }: Request): Promise<Dispatcher.ResponseData> {
    return this.#pool.request({
      method: method as Dispatcher.HttpMethod,
      path,
      headers: { ...this.#headers, ...headers } as Record<string, string | string[]>,
      ...(body === undefined ? {} : { body }),
    })
  }
}

/** Collects the events of an open watch. */
export class Watching {
  readonly #response: Dispatcher.ResponseData
  readonly #reading: Promise<void>
  #text = ''
  #ended = false

  constructor(response: Dispatcher.ResponseData) {
    this.#response = response
    this.#reading = this.#read()
  }

  /** What has come when `count` events are there, and a moment later, so that one too many is seen. */
  async events(count: number): Promise<Answer> {
    const deadline = Date.now() + 5000
    while (!this.#ended && Date.now() < deadline && this.#text.split('\n').length - 1 < count) await sleep(20)
    if (!this.#ended) await sleep(120)
    this.#response.body.destroy()
    await this.#reading
    return withoutBookmarks(answerOf(this.#response, this.#text))
  }

  async #read(): Promise<void> {
    this.#response.body.setEncoding('utf8')
    try {
      for await (const chunk of this.#response.body) this.#text += String(chunk)
    } catch {
      // Closed from this side.
    }
    this.#ended = true
  }
}

/** Bookmarks come when the server likes; only the one that ends the initial events has its place. */
function withoutBookmarks(answer: Answer): Answer {
  if (!Array.isArray(answer.body)) return answer
  const events = answer.body.filter(
    (each) => each.type !== 'BOOKMARK' || JSON.stringify(each).includes('k8s.io/initial-events-end'),
  )
  return { ...answer, body: events }
}

function answerOf(response: Dispatcher.ResponseData, text: string): Answer {
  const headers = Object.fromEntries(
    comparedHeaders.flatMap((name) => {
      const value = response.headers[name]
      return value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]]
    }),
  )
  const warnings = [response.headers.warning ?? []].flat()
  return {
    code: response.statusCode,
    headers: { ...headers, ...(warnings.length === 0 ? {} : { warning: warnings }) },
    body: bodyOf(text, String(response.headers['content-type'] ?? '')),
  }
}

function bodyOf(text: string, type: string): unknown {
  try {
    if (type.startsWith('application/yaml')) return parse(text)
    const lines = text.split('\n').filter((line) => line !== '')
    if (lines.length > 0 && lines.every((line) => line.startsWith('{"type":"'))) {
      return lines.map((line) => JSON.parse(line))
    }
    return JSON.parse(text)
  } catch {
    return text
  }
}
