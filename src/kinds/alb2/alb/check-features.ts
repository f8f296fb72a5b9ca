/** Whether what ports and rules inherit is complete: the default certificate, reports, passwords, the firewall. */

import type { Path } from '../../../k8s/fieldpath.ts'
import { asFields, asString, type Fields } from '../../../k8s/shape.ts'
import type { Finding } from '../../../manifest/finding.ts'
import { named } from '../../lookups.ts'
import { allTlsSecrets } from '../../related.ts'
import { certificatePath, configAt, strategyPath } from '../spec.ts'
import { finding, fix, missing, placeIn, type Rule } from './finding.ts'

const strategies = ['Never', 'Always', 'Request', 'Both']

const certificate: Rule = ({ strategy, certificate: given }, world) => {
  if (!strategies.includes(strategy)) return [finding('error', 'strategy', strategyPath, { strategy })]
  if (given === '') return strategy === 'Never' ? [] : [missing('certificate-missing', certificatePath)]
  const place = placeIn(given)
  if (place === null) return [finding('error', 'certificate-place', certificatePath)]
  if (strategy === 'Never') return [finding('info', 'certificate-unused', certificatePath)]
  const isThere =
    world.availability(allTlsSecrets) !== 'live' ||
    named(world, allTlsSecrets, place.namespace, place.name) !== undefined
  return isThere ? [] : [finding('warning', 'certificate-unknown', certificatePath, { given })]
}

/** The definition wants these fields as soon as the map around them is there. */
function incomplete(value: unknown, path: Path, fields: readonly string[]): readonly Finding[] {
  if (value === undefined || value === null) return []
  return fields
    .filter((field) => asFields(value)[field] === undefined)
    .map((field) => missing(`needs-${field}`, [...path, field]))
}

const telemetry: Rule = ({ config }) => {
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

const auth: Rule = ({ config }) => {
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

const firewall: Rule = ({ config }) => {
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

const ports: Rule = ({ config }) =>
  (['ingressHTTPPort', 'ingressHTTPSPort'] as const).flatMap((field) => {
    const value = config[field]
    const isPort = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65535
    return value === undefined || isPort ? [] : [finding('error', 'port', configAt(field))]
  })

export const featureRules: readonly Rule[] = [certificate, telemetry, auth, firewall, ports]
