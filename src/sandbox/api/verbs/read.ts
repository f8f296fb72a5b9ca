/** get and list. */
import { type Status, StatusError } from '../../../k8s/status.ts'
import type { JsonMap, SandboxObject } from '../../types.ts'
import { parseJson } from '../body/json.ts'
import { keyOf } from '../collection.ts'
import { fromStored } from '../conversion.ts'
import { badRequest, expired, internal, versionTooLarge } from '../errors.ts'
import { type FieldFilter, parseFieldSelector } from '../fieldselector.ts'
import { parseLabelSelector } from '../labelselector.ts'
import { type ListOptions, listOptions } from '../options.ts'
import { isMap, labelsOf, nameOf, namespaceOf, textOf } from '../values.ts'
import { getObject, namespaceFor, type RequestContext, type Result } from './context.ts'

export function get(context: RequestContext): Result {
  const version = context.info.query.get('resourceVersion') ?? ''
  if (!/^\d*$/.test(version)) throw internal(unparsable(version))
  requestedVersion(version, context.core.store.revision)
  return { type: 'object', code: 200, object: getObject(context) }
}

/** Whether an object passes the request's selectors. Throws `BadRequest`. */
export function filterOf(context: RequestContext, options: ListOptions): FieldFilter {
  const matchesLabels = parseLabelSelector(options.labelSelector)
  const matchesFields = parseFieldSelector(context.kind, options.fieldSelector)
  return (object) => matchesLabels(labelsOf(object)) && matchesFields(object)
}

export function list(context: RequestContext): Result {
  const { core, kind, info } = context
  const options = listOptions(info.query, false)
  const filter = filterOf(context, options)
  const token = options.token === '' ? null : parseToken(options)
  const asked = requestedVersion(options.resourceVersion, core.store.revision)
  const revision = token?.revision ?? exactVersion(options, asked) ?? core.store.revision
  const stored = core.store.collection(kind.storageKey).listAt(namespaceFor(context), revision)
  if (stored === null) throw token === null ? tooOld() : tokenExpired(token)
  const convert = (object: SandboxObject) => fromStored(kind, object)
  return page(stored, convert, filter, options, token, revision)
}

function page(
  stored: readonly SandboxObject[],
  convert: (object: SandboxObject) => SandboxObject,
  filter: FieldFilter,
  options: ListOptions,
  token: Token | null,
  revision: number,
): Result {
  const filtered = options.labelSelector !== '' || options.fieldSelector !== ''
  // What may be of any age comes from a cache, which knows no pages.
  const paged = options.limit > 0 && options.resourceVersion !== '0'
  const limit = paged ? options.limit : Number.POSITIVE_INFINITY
  const objects: SandboxObject[] = []
  let at = token === null ? 0 : positionOf(stored, token.start)
  let more = false
  for (; at < stored.length; at += 1) {
    const object = stored[at]
    if (object === undefined) continue
    const converted = convert(object)
    if (filtered && !filter(converted)) continue
    // One more than fits tells whether there is another page.
    more = objects.length >= limit
    if (more) break
    objects.push(converted)
  }
  const metadata: JsonMap = { resourceVersion: String(revision) }
  const last = objects.at(-1)
  if (!more || last === undefined) return { type: 'list', objects, metadata }
  return {
    type: 'list',
    objects,
    metadata: {
      ...metadata,
      continue: writeToken({ revision, start: `${keyOfObject(last)}\0` }),
      // Behind a selector nobody counts what is left.
      ...(filtered ? {} : { remainingItemCount: stored.length - at }),
    },
  }
}

/** The index of the first object whose key is not before `key`. */
function positionOf(stored: readonly SandboxObject[], key: string): number {
  let low = 0
  let high = stored.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const object = stored[middle]
    if (object !== undefined && keyOfObject(object) < key) low = middle + 1
    else high = middle
  }
  return low
}

function keyOfObject(object: SandboxObject): string {
  return keyOf(namespaceOf(object), nameOf(object))
}

/** The resourceVersion parameter as a number; `null` for none and 0. Throws for one from the future. */
export function requestedVersion(text: string, current: number): number | null {
  if (text === '' || text === '0') return null
  if (!/^\d+$/.test(text)) {
    throw badRequest(`invalid resource version: ${unparsable(text)}`)
  }
  const version = Number(text)
  if (version > current) throw versionTooLarge(version, current)
  return version
}

function unparsable(version: string): string {
  const value = JSON.stringify(version)
  return `resourceVersion: Invalid value: ${value}: strconv.ParseUint: parsing ${value}: invalid syntax`
}

/** A page of a stated version is exact even if the client does not say so. */
function exactVersion(
  { versionMatch, limit, resourceVersion }: ListOptions,
  asked: number | null,
): number | null {
  if (resourceVersion === '' || asked === null) return null
  return versionMatch === 'Exact' || (versionMatch === '' && limit > 0) ? asked : null
}

interface Token {
  /** `null` for a token that goes on inconsistently, from what is there now. */
  readonly revision: number | null
  readonly start: string
}

function writeToken({ revision, start }: Token): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision ?? -1, start })).toString('base64url')
}

function parseToken({ token, resourceVersion }: ListOptions): Token {
  if (resourceVersion !== '' && resourceVersion !== '0') {
    throw badRequest('specifying resource version is not allowed when using continue')
  }
  const content = tokenContent(token)
  if (!isMap(content) || content.v !== 'meta.k8s.io/v1')
    throw invalidToken('continue key is not valid: server does not recognize this encoded version ""')
  const revision = content.rv
  if (typeof revision !== 'number' || revision === 0) {
    throw invalidToken(
      'continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)',
    )
  }
  const start = textOf(content.start)
  if (start === '')
    throw invalidToken('continue key is not valid: encoded start key empty (version meta.k8s.io/v1)')
  return { revision: revision < 0 ? null : revision, start }
}

function tokenContent(token: string): unknown {
  const stray = /[^A-Za-z0-9_-]/.exec(token)?.index ?? (token.length % 4 === 1 ? token.length - 1 : null)
  if (stray !== null) {
    throw invalidToken(`continue key is not valid: illegal base64 data at input byte ${stray}`)
  }
  try {
    return parseJson(Buffer.from(token, 'base64url').toString('utf8')).value
  } catch (error) {
    throw invalidToken(`continue key is not valid: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
}

function invalidToken(why: string): Error {
  return badRequest(`invalid continue token: ${why}`)
}

function tooOld(): Error {
  return expired('The resourceVersion for the provided list is too old.')
}

/** 410 with a token that goes on inconsistently, for clients that prefer that. */
function tokenExpired({ start }: Token): Error {
  const status: Status & { readonly metadata: JsonMap } = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: { continue: writeToken({ revision: null, start }) },
    status: 'Failure',
    message:
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    reason: 'Expired',
    code: 410,
  }
  return new StatusError(status)
}
