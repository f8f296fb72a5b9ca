/** Whether what stands in `spec.config` is complete: reports, passwords, the firewall, timeouts, redirects. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asString, type Fields } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import { finding, fix, missing } from './finding.ts'
import { configAt, placeIn } from './spec.ts'
import './words.ts'

/** What a load balancer, a port and a rule say of these features; which of them a kind has, its definition says. */
export function configFindings(config: Fields): readonly Finding[] {
  return [telemetry, auth, firewall, timeout, redirect].flatMap((rule) => rule(config))
}

/** The definition wants these fields as soon as the map around them is there. */
function incomplete(value: unknown, path: Path, fields: readonly string[]): readonly Finding[] {
  if (value === undefined || value === null) return []
  return fields
    .filter((field) => asFields(value)[field] === undefined)
    .map((field) => missing(`needs-${field}`, [...path, field]))
}

function telemetry(config: Fields): readonly Finding[] {
  if (config.otel === undefined) return []
  const otel = asFields(config.otel)
  const exporter = asFields(otel.exporter)
  const sampler = asFields(otel.sampler)
  const at = (...path: string[]) => configAt('otel', ...path)
  return [
    ...enable(otel, at('enable')),
    ...incomplete(exporter.collector, at('exporter', 'collector'), ['address', 'request_timeout']),
    ...incomplete(exporter.batch_span_processor, at('exporter', 'batch_span_processor'), [
      'max_queue_size',
      'inactive_timeout',
    ]),
    ...collectorAddress(asFields(exporter.collector).address, at('exporter', 'collector', 'address')),
    ...samplerFindings(sampler, at('sampler')),
  ]
}

function enable(block: Fields, path: Path): readonly Finding[] {
  if (typeof block.enable === 'boolean') return []
  return [finding('error', 'enable', path, {}, fix('switch-on', [{ path, value: true }]))]
}

function collectorAddress(value: unknown, path: Path): readonly Finding[] {
  if (value === undefined) return []
  return /^https?:\/\/[^\s/]+/.test(asString(value)) ? [] : [finding('error', 'url', path)]
}

const samplers = ['always_on', 'always_off', 'parent_base', 'trace_id_ratio']

function samplerFindings(sampler: Fields, path: Path): readonly Finding[] {
  const name = asString(sampler.name)
  const { fraction } = asFields(sampler.options)
  const at = [...path, 'options', 'fraction']
  if (name !== '' && !samplers.includes(name))
    return [finding('error', 'sampler', [...path, 'name'], { name })]
  if (fraction === undefined)
    return name === 'trace_id_ratio' ? [finding('warning', 'fraction-missing', at)] : []
  if (typeof fraction === 'number')
    return [
      finding('error', 'fraction-text', at, {}, fix('as-text', [{ path: at, value: String(fraction) }])),
    ]
  const share = Number(fraction)
  return asString(fraction) !== '' && share >= 0 && share <= 1 ? [] : [finding('error', 'fraction', at)]
}

function auth(config: Fields): readonly Finding[] {
  const { basic: ofBasic, forward: ofForward } = asFields(config.auth)
  const [basic, forward] = [asFields(ofBasic), asFields(ofForward)]
  const at = (...path: string[]) => configAt('auth', ...path)
  const type = asString(basic.auth_type)
  return [
    ...(Object.keys(basic).length > 0 ? placed(basic.secret, at('basic', 'secret'), true) : []),
    ...(type === '' || type === 'basic' ? [] : [finding('error', 'auth-type', at('basic', 'auth_type'))]),
    ...(Object.keys(forward).length > 0 && forward.url === undefined
      ? [missing('needs-url', at('forward', 'url'))]
      : collectorAddress(forward.url, at('forward', 'url'))),
    ...placed(forward.auth_headers_cm_ref, at('forward', 'auth_headers_cm_ref'), false),
  ]
}

function placed(value: unknown, path: Path, isNeeded: boolean): readonly Finding[] {
  if (value === undefined || value === '') return isNeeded ? [missing('needs-secret', path)] : []
  return placeIn(asString(value)) === null ? [finding('error', 'place', path)] : []
}

function firewall(config: Fields): readonly Finding[] {
  if (config.modsecurity === undefined) return []
  const waf = asFields(config.modsecurity)
  const path = configAt('modsecurity', 'cmRef')
  const [place = '', section] = asString(waf.cmRef).split('#')
  const isPlaced = waf.cmRef === undefined || (placeIn(place) !== null && (section ?? '') !== '')
  return [
    ...enable(waf, configAt('modsecurity', 'enable')),
    ...(isPlaced ? [] : [finding('error', 'cm-ref', path)]),
  ]
}

const waits = ['proxy_connect_timeout_ms', 'proxy_read_timeout_ms', 'proxy_send_timeout_ms']

function timeout(config: Fields): readonly Finding[] {
  const set = asFields(config.timeout)
  return waits
    .filter((field) => set[field] !== undefined && !isCount(set[field]))
    .map((field) => finding('error', 'wait', configAt('timeout', field)))
}

const isCount = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value > 0

const targets = ['url', 'scheme', 'host', 'port', 'prefix_match', 'replace_prefix'] as const
export const redirectCodes = [301, 302, 303, 307, 308]

/** Somewhere to go, said once: a URL, or parts of one. */
function redirect(config: Fields): readonly Finding[] {
  if (config.redirect === undefined || config.redirect === null) return []
  const set = asFields(config.redirect)
  const at = (field: string) => configAt('redirect', field)
  const isSet = (field: string) => set[field] !== undefined && set[field] !== ''
  if (!targets.some(isSet)) return [finding('error', 'redirect-nowhere', configAt('redirect'))]
  const { code, port, scheme } = set
  return [
    ...(isSet('url') && targets.slice(1).some(isSet) ? [finding('error', 'redirect-both', at('url'))] : []),
    ...(isSet('replace_prefix') && !isSet('prefix_match')
      ? [missing('redirect-prefix', at('prefix_match'))]
      : []),
    ...(code !== undefined && !redirectCodes.includes(Number(code))
      ? [finding('error', 'redirect-code', at('code'), { codes: redirectCodes.join(', ') })]
      : []),
    ...(port !== undefined && !(isCount(port) && Number(port) <= 65535)
      ? [finding('error', 'redirect-port', at('port'))]
      : []),
    ...(isSet('scheme') && !['http', 'https'].includes(asString(scheme))
      ? [finding('error', 'redirect-scheme', at('scheme'))]
      : []),
  ]
}
