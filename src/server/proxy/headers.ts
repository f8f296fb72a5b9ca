/** Which headers pass between browser and cluster. */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import { requestIdHeader } from '../audit/audit.ts'

const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

/** Besides what every hop drops: who the user is, which the server alone says, and where a browser came from. */
const droppedRequest = new Set([
  ...hopByHop,
  'audit-id',
  'authorization',
  'cookie',
  'expect',
  'forwarded',
  'host',
  'http2-settings',
  'origin',
  'referer',
  'via',
  'x-real-ip',
])
const droppedRequestPrefixes = [
  'impersonate-',
  'x-forwarded-',
  'x-http-method',
  'x-method-override',
  'x-original-',
  'x-portolan-',
  'x-remote-',
  'x-rewrite-',
  'proxy-',
  'sec-',
]

/** Besides what every hop drops: what would act on the browser or on the console's own origin. */
const droppedResponse = new Set([
  ...hopByHop,
  'alt-svc',
  'clear-site-data',
  'content-security-policy',
  'content-security-policy-report-only',
  'cross-origin-resource-policy',
  'link',
  'location',
  'nel',
  'public-key-pins',
  'refresh',
  'report-to',
  'service-worker-allowed',
  'set-cookie',
  'sourcemap',
  'strict-transport-security',
  'www-authenticate',
  'x-content-type-options',
  'x-frame-options',
  requestIdHeader,
])
const droppedResponsePrefixes = ['access-control-', 'proxy-']

/** No body that a cluster sends may run as a page, whatever it says it is. */
export const proxiedResponseHeaders = {
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const

type Headers = Record<string, string | string[]>

/** Whether the request wants to be made as another user, group or uid. */
export function asksToImpersonate(incoming: IncomingHttpHeaders): boolean {
  return Object.keys(incoming).some((name) => /^impersonate[-_]/i.test(name))
}

/** The headers that go on to the cluster, before its credentials are added. It logs the request by `auditId`. */
export function upstreamHeaders(incoming: IncomingHttpHeaders, userAgent: string, auditId: string): Headers {
  // Some servers take an underscore for a hyphen; Kubernetes has no header with one.
  const plain = Object.entries(incoming).filter(([name]) => !name.includes('_'))
  const headers = kept(Object.fromEntries(plain), droppedRequest, droppedRequestPrefixes)
  headers['audit-id'] = auditId
  // The API server names the field manager after the user agent; a browser's says nothing there.
  if (/^Mozilla\//.test(incoming['user-agent'] ?? '')) headers['user-agent'] = userAgent
  return headers
}

/** The headers of a cluster's answer that go back, with the ones that make its body harmless. */
export function downstreamHeaders(incoming: IncomingHttpHeaders): OutgoingHttpHeaders {
  return { ...kept(incoming, droppedResponse, droppedResponsePrefixes), ...proxiedResponseHeaders }
}

function kept(
  incoming: IncomingHttpHeaders,
  dropped: ReadonlySet<string>,
  prefixes: readonly string[],
): Headers {
  // `Connection` may name more headers that are meant for this hop only.
  const named = new Set(listOf(incoming.connection).map((name) => name.trim().toLowerCase()))
  const headers: Headers = {}
  for (const [key, value] of Object.entries(incoming)) {
    const name = key.toLowerCase()
    if (value === undefined || dropped.has(name) || named.has(name)) continue
    if (prefixes.some((prefix) => name.startsWith(prefix))) continue
    headers[name] = value
  }
  return headers
}

function listOf(value: string | string[] | undefined): string[] {
  return (Array.isArray(value) ? value : [value ?? '']).flatMap((each) => each.split(','))
}
