/** What the server tells a Prometheus. Labels have few values: no path, cluster or user is one. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type RouteClass = 'proxy' | 'watch' | 'session' | 'sign-in' | 'health' | 'asset' | 'page' | 'other'

/** Numbers that are read when the metrics are. */
export interface Levels {
  readonly proxiedWatches: () => number
  readonly upstreamWatches: () => number
  readonly subscriptions: () => number
  readonly webSockets: () => number
}

export interface Metrics {
  readonly contentType: string
  text(): Promise<string>
  request(route: RouteClass, method: string, code: number, seconds: number): void
  received(bytes: number): void
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** A registry of its own for each server. */
export function createMetrics(levels: Levels): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const duration = new Histogram({
    name: 'portolan_http_request_duration_seconds',
    help: 'Requests by class of route; a watch counts when it ends',
    labelNames: ['route', 'method', 'code'] as const,
    buckets: [0.005, 0.025, 0.1, 0.5, 1, 5, 30, 120],
    registers,
  })
  const bytes = new Counter({
    name: 'portolan_upstream_received_bytes_total',
    help: 'Bytes of cluster answers, as transferred',
    registers,
  })
  const level = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  level('portolan_proxied_watches', 'Open watches that are passed through', levels.proxiedWatches)
  level('portolan_upstream_watches', 'Collections that the watch hub follows', levels.upstreamWatches)
  level('portolan_subscriptions', 'Subscriptions of all browsers', levels.subscriptions)
  level('portolan_websockets', 'Open WebSockets', levels.webSockets)

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    request: (route, method, code, seconds) => {
      duration.observe({ route, method: methods.has(method) ? method : 'other', code: String(code) }, seconds)
    },
    received: (count) => bytes.inc(count),
  }
}
