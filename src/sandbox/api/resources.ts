/** From a request on a resource to its handler, and from the result to the wanted representation. */
import type { ServerResponse } from 'node:http'
import { apiVersionOf } from '../../k8s/resource.ts'
import { StatusError } from '../../k8s/status.ts'
import type { JsonMap, KindInfo, SandboxObject } from '../types.ts'
import {
  badRequest,
  internal,
  methodNotAllowed,
  noSuchResource,
  notAcceptableBecause,
  notFound,
} from './errors.ts'
import { negotiate, type Representation } from './negotiate.ts'
import type { RequestInfo } from './request.ts'
import { type Answer, setWarnings, wantsPretty } from './respond.ts'
import { storageKeyOf } from './store.ts'
import { includeObjectOf, partialOf, rowTable, tableOf } from './table.ts'
import type { RequestContext, Result } from './verbs/context.ts'
import { remove, removeCollection } from './verbs/delete.ts'
import { podLog } from './verbs/log.ts'
import { patch } from './verbs/patch.ts'
import { get, list } from './verbs/read.ts'
import { review } from './verbs/review.ts'
import { getScale, patchScale, updateScale } from './verbs/scale.ts'
import { watch } from './verbs/watch.ts'
import { create, update } from './verbs/write.ts'

type Handler = (context: RequestContext) => Result | Promise<Result>

const objectHandlers: Readonly<Record<string, Handler>> = {
  get,
  list,
  create,
  update,
  patch,
  delete: remove,
  deletecollection: removeCollection,
}
const podsKey = storageKeyOf('', 'pods')

const statusHandlers: Readonly<Record<string, Handler>> = { get, update, patch }
const scaleHandlers: Readonly<Record<string, Handler>> = {
  get: getScale,
  update: updateScale,
  patch: patchScale,
}

/** A path that no kind claims: the text answer of Go's router instead of a Status. */
export class PageNotFound extends Error {}

/** Throws where the path does not fit the kind's scope or depth. */
export function checkPath({ kind, info }: Pick<RequestContext, 'kind' | 'info'>): void {
  const missing = kind.custom ? () => new PageNotFound() : noSuchResource
  if (info.tooDeep) throw missing()
  if (!kind.namespaced && info.namespaced) throw missing()
  if (kind.namespaced && !info.namespaced) {
    if (info.verb === 'list' || info.verb === 'watch') return
    if (kind.custom) throw new PageNotFound()
    throw hasNameStep(info) ? noSuchResource() : methodNotAllowed()
  }
}

function hasNameStep({ name, verb }: RequestInfo): boolean {
  return name !== '' && verb !== 'list' && verb !== 'watch'
}

function handlerOf({ kind, info }: RequestContext): Handler {
  const { verb, subresource, name } = info
  if (subresource === 'status' && kind.subresources.status) return allowed(statusHandlers[verb])
  if (subresource === 'scale' && kind.subresources.scale !== null) return allowed(scaleHandlers[verb])
  if (subresource !== '') throw kind.custom ? notFound(kind, name) : noSuchResource()
  if (verb === 'create' && name !== '') throw methodNotAllowed()
  if (name === '' && (verb === 'update' || verb === 'patch')) {
    throw kind.custom ? badRequest('name must be provided') : methodNotAllowed()
  }
  if (!kind.verbs.includes(verb)) {
    throw kind.custom ? notSupported(kind, verb) : methodNotAllowed()
  }
  return kind.verbs.length === 1 ? review : allowed(objectHandlers[verb])
}

function allowed(handler: Handler | undefined): Handler {
  if (handler === undefined) throw methodNotAllowed()
  return handler
}

function notSupported(kind: { readonly group: string; readonly plural: string }, verb: string): StatusError {
  return new StatusError({
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message: `${verb} is not supported on resources of kind "${kind.plural}.${kind.group}"`,
    reason: 'MethodNotAllowed',
    details: { group: kind.group, kind: kind.plural },
    code: 405,
  })
}

/** Handles a request on a resource. `null` where the answer is already on its way, as a watch. */
export async function serveResource(
  asked: Omit<RequestContext, 'warn'>,
  response: ServerResponse,
): Promise<{ readonly answer: Answer; readonly representation: Representation } | null> {
  const told: string[] = []
  const warn = (warnings: readonly string[]) => {
    told.push(...warnings)
    setWarnings(response, told)
  }
  const context: RequestContext = { ...asked, warn }
  const { kind, info, request } = context
  checkPath(context)
  if (request.method === 'HEAD') throw methodNotAllowed()
  if (!kind.custom && kind.storageKey === podsKey && info.subresource === 'log' && info.verb === 'get') {
    podLog(context, response)
    return null
  }
  const watching = info.verb === 'watch' && info.subresource === ''
  const pretty = wantsPretty(request, info.query)
  const watchable = (info.verb === 'list' || watching) && info.subresource === ''
  const offer = {
    custom: kind.custom,
    watching,
    watchable,
    transformable: info.subresource === '' && kind.verbs.length > 1,
  }
  const handler = watching ? null : handlerOf(context)
  if (info.name === '.' || info.name === '..') {
    throw badRequest(`Name parameter invalid: "${info.name}": may not be '${info.name}'`)
  }
  const representation = negotiate(request.headers.accept, offer, pretty)
  if (handler === null) {
    if (!kind.verbs.includes('watch')) throw methodNotAllowed()
    watch(context, response, representation)
    return null
  }
  const result = await handler(context)
  const warnings = [...(kind.deprecationWarning === null ? [] : [kind.deprecationWarning])]
  const answer = represent(context, result, representation)
  return { answer: { ...answer, warnings: [...warnings, ...(answer.warnings ?? [])] }, representation }
}

function represent(context: RequestContext, result: Result, representation: Representation): Answer {
  if (result.type === 'body') return result
  if (result.type === 'list') return { code: 200, body: listBody(context, result, representation) }
  const { code, object, warnings = [] } = result
  return { code, warnings, body: objectBody(context, object, representation) }
}

function objectBody(
  context: RequestContext,
  object: SandboxObject,
  { as, version }: Representation,
): JsonMap {
  if (as === '') return object
  const { core, kind, info } = context
  if (as === 'PartialObjectMetadataList') {
    throw kind.custom ? internal('content is not a list') : wrongShape(as, 'not a list', goType(kind, ''))
  }
  if (as !== 'Table') return partialOf(object, version)
  return rowTable(kind, object, { version, include: includeObjectOf(info.query), now: core.now() })
}

function listBody(
  { core, kind, info }: RequestContext,
  { objects, metadata }: Extract<Result, { type: 'list' }>,
  { as, version }: Representation,
): JsonMap {
  if (as === 'Table') {
    return tableOf(kind, objects, metadata, {
      version,
      include: includeObjectOf(info.query),
      now: core.now(),
    })
  }
  if (as === 'PartialObjectMetadata') throw wrongShape(as, 'a list', goType(kind, 'List'))
  if (as !== '') {
    return {
      kind: 'PartialObjectMetadataList',
      apiVersion: `meta.k8s.io/${version}`,
      metadata,
      items: objects.map((object) => partialOf(object, version)),
    }
  }
  // Lists without types of their own always carry the field.
  const own = kind.custom && metadata.continue === undefined ? { continue: '', ...metadata } : metadata
  const items = kind.custom ? objects : objects.map(({ kind: _, apiVersion: __, ...rest }) => rest)
  return {
    kind: kind.listKind,
    apiVersion: apiVersionOf(kind),
    metadata: own,
    items: items as readonly JsonMap[],
  }
}

function wrongShape(as: string, shape: string, type: string): Error {
  return notAcceptableBecause(`you requested ${as}, but the requested object is ${shape} (${type})`)
}

/** The server's own type, which it names in the message. */
function goType(kind: KindInfo, suffix: string): string {
  if (kind.custom) return `*unstructured.Unstructured${suffix}`
  return `*${kind.group === '' ? 'core' : (kind.group.split('.')[0] ?? '')}.${kind.kind}${suffix}`
}
