/** The audit log: takes entries, writes them in their order, and keeps them while they cannot be written. */
import type { Logger } from 'pino'
import { messageOf } from '../../k8s/shape.ts'
import { type AuditEntry, lineOf } from './entry.ts'
import type { AuditSink } from './sink.ts'

export interface AuditLogOptions {
  /** Null: nothing is written. */
  readonly sink: AuditSink | null
  readonly required: boolean
  /** Where the server says that lines cannot be written. */
  readonly log: Logger
  /** How long after a failure it is tried again. */
  readonly retryMs?: number
  /** How many lines wait at most; the oldest go first. */
  readonly maxWaiting?: number
}

/** So many lines go to the sink at once, at most. */
const batch = 200

export class AuditLog {
  readonly #options: AuditLogOptions
  readonly #waiting: string[] = []
  #lost = 0
  #failing = false
  #retry: NodeJS.Timeout | null = null
  #writing: Promise<void> | null = null

  constructor(options: AuditLogOptions) {
    this.#options = options
    // Nothing but a look whether it can be written: where it is required, nothing must have been lost before.
    if (this.enabled) this.#waiting.push('')
    this.#write()
  }

  /** Whether entries are written at all. */
  get enabled(): boolean {
    return this.#options.sink !== null
  }

  /** Whether a write has to be refused, because nobody would learn of it. */
  get refusesWrites(): boolean {
    return this.#failing && this.#options.required
  }

  /** Never throws, and never waits. */
  record(entry: AuditEntry): void {
    if (!this.enabled) return
    this.#waiting.push(lineOf(entry))
    this.#trim()
    if (this.#retry === null) this.#write()
  }

  /** Writes what waits, if it can. */
  async close(): Promise<void> {
    if (this.#retry !== null) clearTimeout(this.#retry)
    this.#retry = null
    this.#write()
    await this.#writing
    if (this.#retry !== null) clearTimeout(this.#retry)
    if (this.#waiting.length > 0) {
      this.#options.log.error(
        { lines: this.#waiting.length },
        'audit lines are lost with the end of the server',
      )
    }
    await this.#options.sink?.close().catch(() => undefined)
  }

  #trim(): void {
    const surplus = this.#waiting.length - (this.#options.maxWaiting ?? 10_000)
    if (surplus <= 0) return
    this.#waiting.splice(0, surplus)
    this.#lost += surplus
  }

  #write(): void {
    const { sink } = this.#options
    if (sink === null) return
    this.#writing ??= this.#drain(sink).finally(() => {
      this.#writing = null
      // One may have come since the last look.
      if (this.#waiting.length > 0 && this.#retry === null) this.#write()
    })
  }

  async #drain(sink: AuditSink): Promise<void> {
    while (this.#waiting.length > 0) {
      const lines = this.#waiting.splice(0, batch)
      try {
        await sink.write(lines.join(''))
      } catch (error) {
        this.#waiting.unshift(...lines)
        this.#trim()
        this.#failed(error)
        return
      }
      this.#recovered()
    }
  }

  #failed(error: unknown): void {
    const { log, required, retryMs = 5_000 } = this.#options
    if (!this.#failing) {
      const told = required
        ? 'audit lines cannot be written: writes are refused'
        : 'audit lines cannot be written'
      log.error({ reason: messageOf(error) }, told)
    }
    this.#failing = true
    this.#retry = setTimeout(() => {
      this.#retry = null
      this.#write()
    }, retryMs)
    this.#retry.unref()
  }

  #recovered(): void {
    if (!this.#failing) return
    this.#failing = false
    this.#options.log.warn({ lost: this.#lost }, 'audit lines are written again')
    this.#lost = 0
  }
}
