/** One log line and one measurement a request. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Metrics, RouteClass } from './metrics.ts'
import { clustersPrefix, readTarget } from './proxy/target.ts'

/**
 * Records the request when its response is over, however it ends. Only the path is logged: queries can
 * hold secrets, and headers and bodies do.
 */
export function recordRequest(
  request: IncomingMessage,
  response: ServerResponse,
  log: Logger,
  metrics: Metrics,
): void {
  const began = performance.now()
  response.once('close', () => {
    const milliseconds = performance.now() - began
    const { method = 'GET', url = '' } = request
    const path = url.split('?', 1)[0] ?? ''
    const route = routeClassOf(path)
    const code = response.headersSent ? response.statusCode : 499
    metrics.request(route, method, code, milliseconds / 1000)
    const line = {
      method,
      path,
      status: code,
      ms: Math.round(milliseconds),
      ...(route === 'proxy' ? { cluster: readTarget(method, url).cluster } : {}),
      ...(response.writableFinished ? {} : { aborted: true }),
    }
    if (route === 'health' || route === 'asset') log.debug(line, 'request')
    else if (code >= 500) log.warn(line, 'request')
    else log.info(line, 'request')
  })
}

function routeClassOf(path: string): RouteClass {
  if (path.startsWith(clustersPrefix)) return 'proxy'
  if (path.startsWith('/assets/')) return 'asset'
  if (path.startsWith('/sign-')) return 'sign-in'
  switch (path) {
    case '/watch':
      return 'watch'
    case '/session':
    case '/view-as':
      return 'session'
    case '/healthz':
    case '/readyz':
    case '/metrics':
      return 'health'
    case '/':
      return 'page'
    default:
      return 'other'
  }
}
