/** A balancer's and a kubelet's metrics, by the names that these have, growing steadily from the moment it starts. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What happens in each second, so that tests know what charts have to show. */
export const measured = {
  connections: 7,
  /** Of the Ingress shop-prod/shop. */
  answered: 20,
  failed: 5,
  requestBytes: 4_096,
  responseBytes: 65_536,
  /** Each answer takes this long; all of them fall between two bounds of the histogram. */
  seconds: 0.04,
  memory: 256 * 1024 * 1024,
  cores: 0.5,
} as const

const pod = 'public-alb-wn4nnvbbm8-mqvn5'
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const source = 'source_type="ingress",source_namespace="shop-prod",source_name="shop"'

function text(seconds: number): string {
  const requests = Math.round(seconds * (measured.answered + measured.failed))
  const status = (code: number, each: number) =>
    `nginx_http_status{port="80",rule="r",status="${code}",method="GET",${source}} ${Math.round(seconds * each)}`
  const histogram = (name: string) => [
    ...bounds.map((le) => `${name}_bucket{${source},le="${le}"} ${le >= measured.seconds ? requests : 0}`),
    `${name}_bucket{${source},le="+Inf"} ${requests}`,
    `${name}_sum{${source}} ${requests * measured.seconds}`,
    `${name}_count{${source}} ${requests}`,
  ]
  const container = `namespace="cpaas-system",pod="${pod}",container="nginx"`
  return [
    `nginx_http_connections{state="active"} ${measured.connections}`,
    'nginx_http_connections{state="waiting"} 100',
    status(200, measured.answered),
    status(502, measured.failed),
    `nginx_http_request_size_bytes{${source}} ${Math.round(seconds * measured.requestBytes)}`,
    `nginx_http_response_size_bytes{${source}} ${Math.round(seconds * measured.responseBytes)}`,
    ...histogram('nginx_http_request_duration_seconds'),
    ...histogram('nginx_http_upstream_request_duration_seconds'),
    `container_memory_working_set_bytes{${container}} ${measured.memory}`,
    `container_cpu_usage_seconds_total{${container}} ${seconds * measured.cores}`,
    '',
  ].join('\n')
}

export interface Generator {
  /** `127.0.0.1:<port>` */
  readonly address: string
  close(): void
}

export async function startGenerator(): Promise<Generator> {
  const start = Date.now()
  const server: Server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' })
    response.end(text((Date.now() - start) / 1000))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** What a scrape of it adds to what it says: the Pod that it comes from. */
export const scrapedAs = { namespace: 'cpaas-system', pod }
