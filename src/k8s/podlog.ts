/** The log of a container: how it is asked for, and what its lines say, read piece by piece. */

export interface LogQuery {
  readonly container: string
  /** What the container before this one has written. */
  readonly previous: boolean
  readonly follow: boolean
  readonly tailLines: number | null
  readonly sinceSeconds: number | null
  /** RFC 3339; to the second, because clusters know no more. */
  readonly sinceTime: string | null
}

export interface StampedLine {
  /** RFC 3339 as the node wrote it; `''` where a line has none. */
  readonly time: string
  readonly text: string
}

/** Always with timestamps: they tell where to go on. */
export function logParameters(query: LogQuery): Readonly<Record<string, string>> {
  const { container, previous, follow, tailLines, sinceSeconds, sinceTime } = query
  return {
    container,
    timestamps: 'true',
    ...(previous && { previous: 'true' }),
    ...(follow && { follow: 'true' }),
    ...(tailLines !== null && { tailLines: String(tailLines) }),
    ...(sinceTime !== null ? { sinceTime } : sinceSeconds !== null && { sinceSeconds: String(sinceSeconds) }),
  }
}

const stamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d) ?/

/** Colours, and the carriage return that some programs end their lines with. */
const forTerminals = /\x1b\[[\d;]*[A-Za-z]|\r$/g

export function stampedLine(line: string): StampedLine {
  const [found = ''] = stamp.exec(line) ?? []
  return { time: found.trimEnd(), text: line.slice(found.length).replace(forTerminals, '') }
}

/** Where a line ends in the longest case: what comes without any end is cut, so that it cannot fill the memory. */
const longest = 64 * 1024

/** Makes lines of pieces of text, which end anywhere. */
export class LineReader {
  #rest = ''

  /** The lines that have ended. */
  read(piece: string): readonly string[] {
    const parts = (this.#rest + piece).split('\n')
    this.#rest = parts.pop() ?? ''
    if (this.#rest.length > longest) {
      parts.push(this.#rest)
      this.#rest = ''
    }
    return parts
  }

  /** What was left when the stream ended. */
  end(): readonly string[] {
    const rest = this.#rest
    this.#rest = ''
    return rest === '' ? [] : [rest]
  }
}

/** The whole second of a time; `null` of what is none. */
function secondOf(time: string): number | null {
  const milliseconds = Date.parse(time)
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000)
}

/**
 * Goes on after a stream that broke off: asks from the whole second of the last line, and leaves out
 * what of that second, and later, has been read already.
 */
export class Resumption {
  readonly sinceTime: string | null
  readonly #until: number
  readonly #read = new Map<string, number>()

  /** `lines` are those that were read, in their order. */
  constructor(lines: readonly StampedLine[]) {
    const seconds = lines.slice(-lastLines).flatMap(({ time }) => secondOf(time) ?? [])
    const newest = Math.max(...seconds)
    this.sinceTime = seconds.length === 0 ? null : new Date(newest * 1000).toISOString().replace('.000', '')
    this.#until = newest
    for (let index = lines.length - 1; index >= 0; index -= 1) {
      const line = lines[index]
      if (line === undefined) continue
      const second = secondOf(line.time)
      if (second !== null && second < newest - disorderSeconds) break
      if (second === newest) this.#read.set(keyOf(line), (this.#read.get(keyOf(line)) ?? 0) + 1)
    }
  }

  isNew(line: StampedLine): boolean {
    if (this.#read.size === 0) return true
    const second = secondOf(line.time)
    if (second !== null && second > this.#until) {
      this.#read.clear()
      return true
    }
    const key = keyOf(line)
    const count = this.#read.get(key) ?? 0
    if (count === 0) return true
    if (count === 1) this.#read.delete(key)
    else this.#read.set(key, count - 1)
    return false
  }
}

/** Standard output and errors come in turns, and not quite in the order of their times. */
const lastLines = 100
const disorderSeconds = 5

const keyOf = ({ time, text }: StampedLine) => `${time} ${text}`
