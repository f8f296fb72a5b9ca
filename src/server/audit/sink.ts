/** Where lines go: the standard output, or a file that is put aside when it is large. */
import { chmod } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { createStream, type RotatingFileStream } from 'rotating-file-stream'
import type { AuditOptions } from './options.ts'

export interface AuditSink {
  /** Rejects where the text did not arrive whole. */
  write(text: string): Promise<void>
  close(): Promise<void>
}

/** Null where no lines are wanted. */
export function openSink({ destination, file, maxSize, maxFiles }: AuditOptions): AuditSink | null {
  if (destination === 'off') return null
  if (destination === 'stdout') return new StreamSink(process.stdout)
  if (file === null) throw new Error('The audit log is to go to a file, and none is named.')
  return new FileSink(resolve(file), maxSize, maxFiles)
}

/** A stream of somebody else, which stays open. */
export class StreamSink implements AuditSink {
  readonly #stream: Writable

  constructor(stream: Writable) {
    this.#stream = stream
    // Each write hears of its own failure; without a listener the process would end.
    stream.on('error', () => undefined)
  }

  write(text: string): Promise<void> {
    return written(this.#stream, text)
  }

  async close(): Promise<void> {}
}

/** Readable by its owner only. After a failure the file is opened anew. */
class FileSink implements AuditSink {
  readonly #open: () => RotatingFileStream
  #stream: RotatingFileStream | null = null
  /** Whether the last write may have left half a line. */
  #broken = false

  constructor(file: string, maxSize: number, maxFiles: number) {
    const name = basename(file)
    this.#open = () => {
      const stream = createStream((index) => (index ? `${name}.${String(index)}` : name), {
        path: dirname(file),
        size: `${maxSize}M`,
        // None would be taken for: all of them.
        rotate: Math.max(1, maxFiles),
        mode: 0o600,
      })
      stream.on('error', () => undefined)
      // One that was there already may have been readable by more.
      stream.on('open', () => void chmod(file, 0o600).catch(() => undefined))
      return stream
    }
  }

  async write(text: string): Promise<void> {
    this.#stream ??= this.#open()
    try {
      await written(this.#stream, this.#broken ? `\n${text}` : text)
      this.#broken = false
    } catch (error) {
      this.#stream.destroy()
      this.#stream = null
      this.#broken = true
      throw error
    }
  }

  async close(): Promise<void> {
    const stream = this.#stream
    this.#stream = null
    if (stream === null) return
    await new Promise<void>((resolve) => {
      stream.once('close', resolve)
      stream.end()
    })
  }
}

function written(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()))
  })
}
