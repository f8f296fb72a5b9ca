/** One request on its way to a cluster: what is kept of it and of its answer, and what that says in the end. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { BoundedCopy, CopyingStream, readBody } from './body.ts'
import { differingPaths, patchedPaths, statedPaths } from './changes.ts'
import type { AuditObject } from './entry.ts'
import type { ChangedPaths } from './paths.ts'
import { type RequestTarget, readRequestTarget } from './target.ts'

const unchanged: ChangedPaths = { paths: [], morePaths: 0 }

type Headers = Readonly<Record<string, string | string[] | undefined>>

export class Exchange {
  readonly target: RequestTarget
  readonly requestId: string
  /** Whether anything of it is kept: of a write, where somebody will read of it. */
  readonly #keeps: boolean
  readonly #method: string
  readonly #headers: IncomingHttpHeaders
  readonly #sent = new BoundedCopy()
  readonly #answer = new BoundedCopy()
  #answerHeaders: Headers = {}
  #code: number | null = null
  #before: unknown
  #bodies: { readonly sent: unknown; readonly answer: unknown } | null = null

  /** `path` is the raw path and query below the cluster's prefix. */
  constructor(
    { method = 'GET', headers }: IncomingMessage,
    path: string,
    { requestId, recorded }: { readonly requestId: string; readonly recorded: boolean },
  ) {
    this.#method = method
    this.#headers = headers
    this.requestId = requestId
    this.target = readRequestTarget(method, path)
    this.#keeps = recorded && this.target.write
  }

  /** What the cluster answered; null until it did. */
  get code(): number | null {
    return this.#code
  }

  /** The way of the request's body: of a write, a copy is kept. Nothing waits for it. */
  get body(): PassThrough {
    return this.#keeps ? new CopyingStream(this.#sent) : new PassThrough()
  }

  /** Whether what changes can only be told by the object as it was. */
  get replaces(): boolean {
    return this.#keeps && this.target.verb === 'update'
  }

  /** The object as it was read before it was replaced. */
  stoodBefore(object: unknown): void {
    this.#before = object
  }

  answered(code: number, headers: Headers): void {
    this.#code = code
    this.#answerHeaders = headers
  }

  received(chunk: Buffer): void {
    if (this.#keeps || (this.#code ?? 0) >= 400) this.#answer.add(chunk)
  }

  /** The object, with the name that a body or the server gave it. */
  get object(): AuditObject | null {
    const { object, verb } = this.target
    if (object === null || verb !== 'create' || object.name !== null) return object
    return {
      ...object,
      name: nameOf(this.#read().sent) || (this.#succeeded && nameOf(this.#read().answer)) || null,
    }
  }

  /** The options in the body of a deletion replace those of the query. A token is given out in any case. */
  get dryRun(): boolean {
    const { dryRun, verb, object } = this.target
    if (object?.resource === 'serviceaccounts' && object.subresource === 'token') return false
    const options = verb.startsWith('delete') && this.#sent.size > 0 ? this.#read().sent : null
    return options === null ? dryRun : asList(asFields(options).dryRun).length > 0
  }

  /** The `reason` of the cluster's Status. */
  get reason(): string | null {
    return this.#succeeded ? null : asString(asFields(this.#read().answer).reason) || null
  }

  /** Null where it cannot be known. */
  get paths(): ChangedPaths | null {
    try {
      return this.#changedPaths()
    } catch {
      // Nested deeper than can be walked.
      return null
    }
  }

  #changedPaths(): ChangedPaths | null {
    if (!this.target.write || this.#method === 'DELETE') return unchanged
    const { sent, answer } = this.#read()
    if (sent === undefined) return null
    if (this.#method === 'POST') return statedPaths(sent)
    if (this.#method === 'PATCH') return patchedPaths(typeOf(this.#headers), sent)
    return this.#replacedPaths(sent, answer)
  }

  get #succeeded(): boolean {
    return this.#code !== null && this.#code < 400
  }

  /**
   * The version that the request names is the one it replaced, or would have: where that was read, what it
   * changed is exact. What was refused is compared as it was sent.
   */
  #replacedPaths(sent: unknown, answer: unknown): ChangedPaths | null {
    const version = versionOf(sent)
    if (version === '' || version !== versionOf(this.#before)) return null
    if (!this.#succeeded) return differingPaths(this.#before, sent)
    // A table, or only the metadata.
    if (asFields(answer).kind !== asFields(this.#before).kind) return null
    return differingPaths(this.#before, answer)
  }

  #read() {
    this.#bodies ??= {
      sent: readBody(this.#sent.take(), typeOf(this.#headers), encodingOf(this.#headers)),
      answer: readBody(this.#answer.take(), typeOf(this.#answerHeaders), encodingOf(this.#answerHeaders)),
    }
    return this.#bodies
  }
}

function nameOf(object: unknown): string {
  return asString(asFields(asFields(object).metadata).name)
}

function versionOf(object: unknown): string {
  return asString(asFields(asFields(object).metadata).resourceVersion)
}

/** Without its parameters. A client that names no type means JSON. */
function typeOf(headers: Headers): string {
  const type = String(headers['content-type'] ?? 'application/json')
  return (type.split(';', 1)[0] ?? '').trim().toLowerCase()
}

function encodingOf(headers: Headers): string {
  return String(headers['content-encoding'] ?? 'identity').toLowerCase()
}
