/** One HTTP request from authentication to the answer. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { StatusError } from '../../k8s/status.ts'
import type { JsonMap } from '../types.ts'
import { authenticate, authorize, impersonate, type TokenTable } from './access.ts'
import type { Core } from './core.ts'
import {
  aggregated,
  aggregatedType,
  apiVersions,
  groupDocument,
  groupList,
  resourceList,
  version,
  wantsAggregated,
} from './discovery.ts'
import { internal, methodNotAllowed, noSuchResource } from './errors.ts'
import type { OpenApi } from './openapi.ts'
import { parseRequest, type RequestInfo } from './request.ts'
import { PageNotFound, serveResource } from './resources.ts'
import { send, sendText, statusBody, wantsPretty } from './respond.ts'

export interface Router {
  readonly core: Core
  readonly tokens: TokenTable
  readonly openApi: OpenApi
  /** Told of failures that are the sandbox's own fault. */
  readonly report: (error: unknown) => void
}

class Undecodable extends Error {}

/** Answers a request; never rejects. */
export async function route(
  router: Router,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await dispatch(router, request, response)
  } catch (error) {
    answerError(router, request, response, error)
  }
  // A body nobody read would block the connection's next request.
  request.resume()
}

async function dispatch(router: Router, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { core, tokens } = router
  const user = impersonate(core, authenticate(tokens, request.headers), request.rawHeaders)
  const [url = '/'] = (request.url ?? '/').split('?')
  if (hasOddSteps(url)) throw /^\/api(s\/[^/]+)?\/v/.test(url) ? noSuchResource() : new PageNotFound()
  const info = parsed(request)
  authorize(core, user, info)
  if (!info.resourceRequest) return serveDocument(router, info, request, response)
  const kind = core.kinds.find(info.group, info.version, info.plural)
  if (kind === null) throw missing(core, info)
  const served = await serveResource({ core, info, kind, user, request }, response)
  if (served !== null) send(request, response, served.answer, served.representation)
}

function parsed(request: IncomingMessage): RequestInfo {
  try {
    return parseRequest(request.method ?? 'GET', request.url ?? '/')
  } catch (error) {
    // Go's server turns such a request down before anything looks at it.
    if (error instanceof URIError) throw new Undecodable()
    throw error
  }
}

/** Empty and dotted steps, as they are written, match no route. */
function hasOddSteps(path: string): boolean {
  return /\/\/|\/\.{1,2}(\/|$)/.test(path)
}

/** Built-in group versions answer with a Status, everything else with a bare page. */
function missing(core: Core, { group, version: asked }: RequestInfo): Error {
  const builtin = core.kinds
    .all()
    .some((kind) => !kind.custom && kind.group === group && kind.version === asked)
  return builtin || group === '' ? noSuchResource() : new PageNotFound()
}

/** Whether Kubernetes itself has such a group. */
function isBuiltin({ kinds }: Core, group: string): boolean {
  return kinds.all().some((kind) => !kind.custom && kind.group === group)
}

function serveDocument(
  router: Router,
  info: RequestInfo,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const steps = info.path.split('/').filter((step) => step !== '')
  const [root = '', second = '', third] = steps
  if (root === 'healthz' || root === 'livez' || root === 'readyz') {
    sendText(request, response, 200, 'text/plain; charset=utf-8', 'ok')
    return
  }
  if (request.method !== 'GET') {
    if (['', 'api', 'apis', 'version', 'openapi'].includes(root)) throw methodNotAllowed()
    throw new PageNotFound()
  }
  if (root === 'openapi') {
    serveOpenApi(router, steps, request, response)
    return
  }
  const { kinds } = router.core
  if (steps.length === 1 && (root === 'api' || root === 'apis') && wantsAggregated(request.headers.accept)) {
    response.setHeader('Vary', 'Accept')
    const text = JSON.stringify(aggregated(kinds, root === 'api'))
    sendText(request, response, 200, aggregatedType, text)
    return
  }
  const body = documentAt(router, root, second, third, steps.length, request)
  if (body === null)
    throw root === 'api' || (root === 'apis' && isBuiltin(router.core, second))
      ? noSuchResource()
      : new PageNotFound()
  send(request, response, { code: 200, body }, { format: 'json', pretty: wantsPretty(request, info.query) })
}

function documentAt(
  { core: { kinds } }: Router,
  root: string,
  second: string,
  third: string | undefined,
  depth: number,
  request: IncomingMessage,
): JsonMap | null {
  if (depth === 0) return { paths: rootPaths(kinds) }
  if (root === 'version' && depth === 1) return version
  if (root === 'api' && depth === 1) return apiVersions(request.headers.host ?? '')
  if (root === 'api' && depth === 2) return resourceList(kinds, '', second)
  if (root !== 'apis') return null
  if (depth === 1) return groupList(kinds)
  if (depth === 2) return groupDocument(kinds, second)
  return depth === 3 && third !== undefined ? resourceList(kinds, second, third) : null
}

function rootPaths(kinds: Core['kinds']): readonly string[] {
  const groups = kinds.groups().filter(({ group }) => group !== '')
  const paths = groups.flatMap(({ group, versions }) => [
    `/apis/${group}`,
    ...versions.map((each) => `/apis/${group}/${each.version}`),
  ])
  return [
    '/api',
    '/api/v1',
    '/apis',
    '/apis/',
    ...paths,
    '/healthz',
    '/livez',
    '/openapi/v3',
    '/readyz',
    '/version',
  ].sort()
}

function serveOpenApi(
  { openApi }: Router,
  [, format, ...rest]: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (format !== 'v3') throw new PageNotFound()
  if (rest.length === 0) {
    sendText(request, response, 200, 'text/plain; charset=utf-8', JSON.stringify(openApi.index()))
    return
  }
  const document = openApi.document(rest.join('/'))
  if (document === null) {
    response.statusCode = 404
    response.end()
    return
  }
  const etag = `"${document.hash}"`
  response.setHeader('Etag', etag)
  response.setHeader('Vary', 'Accept')
  if (request.headers['if-none-match'] === etag) {
    response.statusCode = 304
    response.end()
    return
  }
  sendText(request, response, 200, 'application/json', document.text)
}

function answerError(
  router: Router,
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  if (error instanceof PageNotFound) {
    response.setHeader('X-Content-Type-Options', 'nosniff')
    sendText(request, response, 404, 'text/plain; charset=utf-8', '404 page not found\n')
    return
  }
  if (error instanceof Undecodable) {
    sendText(request, response, 400, 'text/plain; charset=utf-8', '400 Bad Request')
    return
  }
  if (!(error instanceof StatusError)) router.report(error)
  const { status } =
    error instanceof StatusError
      ? error
      : internal(`Internal error occurred: ${error instanceof Error ? error.message : 'unknown'}`)
  const wait = status.details?.retryAfterSeconds
  const body = statusBody(status)
  const query = new URLSearchParams(request.url?.split('?')[1] ?? '')
  const yaml = /^\s*application\/yaml/.test(request.headers.accept ?? '')
  send(
    request,
    response,
    {
      code: status.code ?? 500,
      body,
      ...(wait === undefined ? {} : { headers: { 'Retry-After': String(wait) } }),
    },
    { format: yaml ? 'yaml' : 'json', pretty: wantsPretty(request, query) },
  )
}
