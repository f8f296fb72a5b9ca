/** What a handler of one request knows, and what it may answer. */
import type { IncomingMessage } from 'node:http'
import type { JsonMap, KindInfo, SandboxObject, User } from '../../types.ts'
import { keyOf } from '../collection.ts'
import { fromStored } from '../conversion.ts'
import type { Core, WriteContext } from '../core.ts'
import { notFound } from '../errors.ts'
import type { WriteOptions } from '../options.ts'
import type { RequestInfo } from '../request.ts'

export interface RequestContext {
  readonly core: Core
  readonly info: RequestInfo
  readonly kind: KindInfo
  readonly user: User
  readonly request: IncomingMessage
  /** As `WriteContext.warn`. */
  readonly warn: (warnings: readonly string[]) => void
}

/** Answers that depend on the representation the client wants, and ones that do not. */
export type Result =
  | {
      readonly type: 'object'
      readonly code: number
      readonly object: SandboxObject
      readonly warnings?: readonly string[]
    }
  | { readonly type: 'list'; readonly objects: readonly SandboxObject[]; readonly metadata: JsonMap }
  | {
      readonly type: 'body'
      readonly code: number
      readonly body: JsonMap
      readonly warnings?: readonly string[]
    }

/** The namespace objects of this request live in; `''` for cluster-scoped kinds. */
export function namespaceFor({ kind, info }: RequestContext): string {
  return kind.namespaced ? info.namespace : ''
}

/** The object a request names, in the request's version, or `null`. */
export function findObject(context: RequestContext): SandboxObject | null {
  const { core, kind, info } = context
  const stored = core.store.collection(kind.storageKey).get(keyOf(namespaceFor(context), info.name))
  return stored === undefined ? null : fromStored(kind, stored)
}

/** As `findObject`; throws NotFound. */
export function getObject(context: RequestContext): SandboxObject {
  const object = findObject(context)
  if (object === null) throw notFound(context.kind, context.info.name)
  return object
}

/** Who writes: the named field manager, or the program that the User-Agent names. */
export function writeContext({ user, request, warn }: RequestContext, options: WriteOptions): WriteContext {
  const program = (request.headers['user-agent'] ?? '').split('/')[0]?.trim().slice(0, 128) ?? ''
  return {
    user,
    warn,
    dryRun: options.dryRun,
    manager: options.fieldManager === '' ? program || 'unknown' : options.fieldManager,
  }
}
