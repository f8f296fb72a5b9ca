/** What is drawn of which objects: every query that is ever sent to a Prometheus stands here. */

export type Unit = 'count' | 'perSecond' | 'share' | 'seconds' | 'cores' | 'bytes' | 'bytesPerSecond'

export interface PanelSeries {
  /** What the line is called, where there are several. */
  readonly id: string
  /** PromQL: `$target` stands for the matchers of the object, `$window` for the time that rates are taken over. */
  readonly query: string
}

export interface MonitoringPanel {
  readonly id: string
  readonly group: 'traffic' | 'resources'
  readonly unit: Unit
  readonly series: readonly PanelSeries[]
  /** Something there is wherever what these numbers come from is scraped, however little happens. */
  readonly evidence: string
}

export type SubjectId = 'balancer' | 'ingress' | 'route' | 'rule'

/** Kinds of objects with numbers of their own. */
export interface Subject {
  readonly id: SubjectId
  readonly group: string
  readonly kind: string
  readonly plural: string
  readonly panels: readonly MonitoringPanel[]
}

const one = (query: string): readonly PanelSeries[] => [{ id: 'value', query }]

const requests = 'sum(rate(nginx_http_status{$target}[$window]))'
const failed = 'sum(rate(nginx_http_status{$target,status=~"[45].."}[$window]))'
/** Without a failure there are no numbers of failures, and the share of them is nothing rather than unknown. */
const errorShare = `(${failed} or 0 * ${requests}) / ${requests}`

const quantiles = (metric: string): readonly PanelSeries[] =>
  [50, 90, 99].map((percent) => ({
    id: `p${percent}`,
    query: `histogram_quantile(${percent / 100}, sum by (le) (rate(${metric}_bucket{$target}[$window])))`,
  }))

const isScraped = 'nginx_http_connections{$target}'
const isAnyScraped = 'nginx_http_connections'

const balancerTraffic: readonly MonitoringPanel[] = (
  [
    {
      id: 'connections',
      unit: 'count',
      series: one('sum(nginx_http_connections{$target,state="active"})'),
    },
    { id: 'requests', unit: 'perSecond', series: one(requests) },
    { id: 'errors', unit: 'share', series: one(errorShare) },
    {
      id: 'latency',
      unit: 'seconds',
      series: one(
        'sum(rate(nginx_http_request_duration_seconds_sum{$target}[$window])) / sum(rate(nginx_http_request_duration_seconds_count{$target}[$window]))',
      ),
    },
  ] as const
).map((panel) => ({ ...panel, group: 'traffic', evidence: isScraped }))

const container = '$target,container!="",container!="POD"'
const ofContainer = 'container_memory_working_set_bytes{$target}'
const ofPod = 'container_network_receive_bytes_total{$target}'

const resources: readonly MonitoringPanel[] = (
  [
    {
      id: 'cpu',
      unit: 'cores',
      series: one(`sum(rate(container_cpu_usage_seconds_total{${container}}[$window]))`),
      evidence: ofContainer,
    },
    {
      id: 'memory',
      unit: 'bytes',
      series: one(`sum(container_memory_working_set_bytes{${container}})`),
      evidence: ofContainer,
    },
    {
      id: 'network',
      unit: 'bytesPerSecond',
      series: [
        { id: 'receive', query: 'sum(rate(container_network_receive_bytes_total{$target}[$window]))' },
        { id: 'transmit', query: 'sum(rate(container_network_transmit_bytes_total{$target}[$window]))' },
      ],
      evidence: ofPod,
    },
    {
      id: 'disk',
      unit: 'bytesPerSecond',
      series: [
        { id: 'read', query: `sum(rate(container_fs_reads_bytes_total{${container}}[$window]))` },
        { id: 'write', query: `sum(rate(container_fs_writes_bytes_total{${container}}[$window]))` },
      ],
      evidence: ofContainer,
    },
  ] as const
).map((panel) => ({ ...panel, group: 'resources' }))

const routed: readonly MonitoringPanel[] = (
  [
    { id: 'requests', unit: 'perSecond', series: one(requests) },
    { id: 'errors', unit: 'share', series: one(errorShare) },
    {
      id: 'requestBytes',
      unit: 'bytesPerSecond',
      series: one('sum(rate(nginx_http_request_size_bytes{$target}[$window]))'),
    },
    {
      id: 'responseBytes',
      unit: 'bytesPerSecond',
      series: one('sum(rate(nginx_http_response_size_bytes{$target}[$window]))'),
    },
    { id: 'duration', unit: 'seconds', series: quantiles('nginx_http_request_duration_seconds') },
    { id: 'upstream', unit: 'seconds', series: quantiles('nginx_http_upstream_request_duration_seconds') },
  ] as const
).map((panel) => ({ ...panel, group: 'traffic', evidence: isAnyScraped }))

const subjects: readonly Subject[] = [
  {
    id: 'balancer',
    group: 'crd.alauda.io',
    kind: 'ALB2',
    plural: 'alaudaloadbalancer2',
    panels: [...balancerTraffic, ...resources],
  },
  { id: 'rule', group: 'crd.alauda.io', kind: 'Rule', plural: 'rules', panels: routed },
  { id: 'ingress', group: 'networking.k8s.io', kind: 'Ingress', plural: 'ingresses', panels: routed },
  {
    id: 'route',
    group: 'gateway.networking.k8s.io',
    kind: 'HTTPRoute',
    plural: 'httproutes',
    panels: routed,
  },
]

/** `null` for a kind that nothing is measured of. */
export function subjectOfKind(group: string, kind: string): Subject | null {
  return subjects.find((each) => each.group === group && each.kind === kind) ?? null
}

export function subjectWithId(id: string): Subject | null {
  return subjects.find((each) => each.id === id) ?? null
}
