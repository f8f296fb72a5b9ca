/** Reads the log of a container into a store, and goes on where a stream broke off. */
import { LineReader, type LogQuery, logParameters, Resumption, stampedLine } from '../../k8s/podlog.ts'
import { messageOf } from '../../k8s/shape.ts'
import { StatusError } from '../../k8s/status.ts'
import type { LineStore } from '../../ui/logs/line-store.ts'

/**
 * - `opening`, `reading`: the first answer is awaited, lines come.
 * - `waiting`: the stream ended or failed, and is asked for again.
 * - `ended`: all there is has been read, and nothing more is to come.
 * - `gone`: the Pod is no more.
 * - `refused`: the cluster will not give it; `message` has its words.
 */
export interface LogState {
  readonly phase: 'opening' | 'reading' | 'waiting' | 'ended' | 'gone' | 'refused'
  readonly message: string
}

export type OpenLog = (
  parameters: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<ReadableStream<Uint8Array>>

export interface LogReaderOptions {
  readonly open: OpenLog
  readonly query: Omit<LogQuery, 'sinceTime'>
  readonly lines: LineStore
  readonly changed: (state: LogState) => void
  /** Whether the container has run for the last time. */
  readonly isOver?: () => boolean
  /** How long to wait before it is asked for again, after so many tries that brought nothing. */
  readonly pause?: (tries: number, signal: AbortSignal) => Promise<void>
}

const shortest = 1_000
const longest = 15_000

/** Refusals that another try cannot change; a container that is waiting to start says 400, and may start. */
const final = [401, 403, 405, 422]

/** Ends when there is nothing more to come, or with the signal. Never rejects. */
export async function readLog(options: LogReaderOptions, signal: AbortSignal): Promise<void> {
  const { open, query, lines, changed, isOver = () => false, pause = wait } = options
  changed({ phase: 'opening', message: '' })
  for (let tries = 0, isFirst = true; !signal.aborted; isFirst = false) {
    const before = lines.count
    let failure = ''
    try {
      const resumption = new Resumption(lines.all())
      const again =
        resumption.sinceTime === null ? null : { sinceTime: resumption.sinceTime, tailLines: null }
      const parameters = logParameters({ sinceTime: null, ...query, ...(isFirst ? null : again) })
      const stream = await open(parameters, signal)
      changed({ phase: 'reading', message: '' })
      await readStream(stream, resumption, lines)
      if (!query.follow || query.previous || isOver()) return changed({ phase: 'ended', message: '' })
    } catch (error) {
      if (signal.aborted) return
      const code = error instanceof StatusError ? error.code : 0
      if (code === 404) return changed({ phase: 'gone', message: messageOf(error) })
      const isFinal = final.includes(code) || (code === 400 && query.previous)
      if (isFinal) return changed({ phase: 'refused', message: messageOf(error) })
      failure = messageOf(error)
    }
    if (signal.aborted) return
    tries = lines.count > before ? 0 : tries + 1
    changed({ phase: 'waiting', message: failure })
    await pause(tries, signal)
  }
}

async function readStream(
  stream: ReadableStream<Uint8Array>,
  resumption: Resumption,
  lines: LineStore,
): Promise<void> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  const pieces = new LineReader()
  const take = (texts: readonly string[]) =>
    lines.add(texts.map(stampedLine).filter((line) => resumption.isNew(line)))
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      take(pieces.read(decoder.decode(part.value, { stream: true })))
    }
    take(pieces.end())
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

function wait(tries: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(shortest * 2 ** tries, longest))
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
