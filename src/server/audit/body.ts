/** Copies of bodies, bounded, and what they say. */
import { PassThrough, type TransformCallback } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { parse } from 'yaml'

/** What an API server itself takes of a body. */
const mostBytes = 3 * 1024 * 1024
/** YAML is read slowly, and everybody waits for it. */
const mostYaml = 256 * 1024

/** What passes through, up to a bound; past it, nothing is kept. */
export class BoundedCopy {
  #chunks: Buffer[] | null = []
  #size = 0

  add(chunk: Buffer): void {
    this.#size += chunk.length
    if (this.#size > mostBytes) this.#chunks = null
    else this.#chunks?.push(chunk)
  }

  /** In bytes, of all that passed. */
  get size(): number {
    return this.#size
  }

  /** Null where it was more than the bound. */
  take(): Buffer | null {
    return this.#chunks === null ? null : Buffer.concat(this.#chunks)
  }
}

/** Passes everything on at once, and keeps a copy. */
export class CopyingStream extends PassThrough {
  readonly #copy: BoundedCopy

  constructor(copy: BoundedCopy) {
    super()
    this.#copy = copy
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#copy.add(chunk)
    done(null, chunk)
  }
}

/**
 * The map or list in a body of JSON or YAML; API servers take JSON where YAML is said, too. Undefined where it
 * cannot be read: too large, another type or encoding, malformed.
 */
export function readBody(bytes: Buffer | null, contentType: string, encoding: string): unknown {
  if (bytes === null || bytes.length === 0 || !/[/+](json|yaml)$/.test(contentType)) return undefined
  try {
    const value = parsed(String(decoded(bytes, encoding)))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function decoded(bytes: Buffer, encoding: string): Buffer {
  if (encoding === 'identity') return bytes
  if (encoding === 'gzip') return gunzipSync(bytes, { maxOutputLength: mostBytes })
  throw new Error(`bodies of encoding ${encoding} are not read`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (text.length > mostYaml) throw error
    return parse(text, { maxAliasCount: 100, logLevel: 'error' })
  }
}
