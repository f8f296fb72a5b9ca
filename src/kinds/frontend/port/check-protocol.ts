/** Whether what is spoken on a port fits together: protocol, certificate, the pods behind it, how long it waits. */
import type { Path } from '../../../k8s/fieldpath.ts'
import { asFields, asString } from '../../../k8s/shape.ts'
import type { Finding } from '../../../manifest/finding.ts'
import { certificateFindings } from '../../alb/check-certificate.ts'
import { configFindings } from '../../alb/check-config.ts'
import { groupFindings } from '../../alb/check-group.ts'
import { backendProtocolPath, certificateNamePath, configAt } from '../../alb/spec.ts'
import { everyProject } from '../../assignment.ts'
import { protocolPath, protocols } from '../spec.ts'
import { finding, fix, type Judged, missing, type Rule } from './finding.ts'

const protocol: Rule = ({ protocol: given }) => {
  const known: readonly string[] = protocols
  if (given === '') return [missing('protocol-missing', protocolPath)]
  if (known.includes(given)) return []
  const meant = given.toLowerCase() === 'grpcs' ? 'grpc' : given.toLowerCase()
  const mend = known.includes(meant)
    ? fix('write', [{ path: protocolPath, value: meant }], { value: meant })
    : undefined
  const id = given.toLowerCase() === 'grpcs' ? 'protocol-grpcs' : 'protocol-unknown'
  return [finding('warning', id, protocolPath, { protocol: given }, mend)]
}

/** A port without a certificate of its own may have that of its load balancer. */
const hasGeneral = ({ alb }: Judged) =>
  alb !== undefined && ['Always', 'Both'].includes(alb.strategy) && alb.certificate !== ''

const certificate: Rule = (port, world) => {
  const { spoken, certificate: given, object, source } = port
  const takesOne = spoken === 'https' || spoken === 'grpc'
  if (!takesOne) return given === '' ? [] : [finding('warning', 'certificate-idle', certificateNamePath)]
  const isNeeded = spoken === 'https' && source === null && !hasGeneral(port)
  return certificateFindings(object, world, { isNeeded, projects: limitOf(port) })
}

/** `null` where it is for all. */
function limitOf({ projects }: Judged): readonly string[] | null {
  return projects.length === 0 || projects.includes(everyProject) ? null : projects
}

const group: Rule = (port, world) => {
  const { isStream, transport, spoken, object } = port
  return groupFindings(object, world, {
    isNeeded: isStream,
    projects: limitOf(port),
    hasAffinity: spoken !== 'grpc',
    ...(isStream && { transport }),
  })
}

const backend: Rule = ({ backendProtocol: given, spoken, isStream }) => {
  const known = spoken === 'grpc' ? ['grpc'] : ['http', 'https']
  if (given === '' || isStream || known.includes(given.toLowerCase())) return []
  const [value = 'http'] = known
  const mend = fix('write', [{ path: backendProtocolPath, value }], { value })
  return [finding('warning', 'backend-odd', backendProtocolPath, { given }, mend)]
}

const redirect: Rule = ({ config, isStream }) =>
  isStream && config.redirect !== undefined
    ? [finding('warning', 'redirect-stream', configAt('redirect'))]
    : []

/** As nginx reads them: `75s`, `1h30m`. */
const isTime = (value: unknown) => /^(\d+(ms|[smhdwMy])?\s*)+$/.test(asString(value))
const isCount = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value > 0

const keepalive: Rule = ({ config }) => {
  const { tcp, http } = asFields(config.keepalive)
  const judge = (block: unknown, name: string, times: readonly string[], counts: readonly string[]) =>
    [...times, ...counts].flatMap((field): readonly Finding[] => {
      const value = asFields(block)[field]
      const path: Path = configAt('keepalive', name, field)
      if (value === undefined || (counts.includes(field) ? isCount(value) : isTime(value))) return []
      return [finding('error', counts.includes(field) ? 'count' : 'time', path)]
    })
  return [
    ...judge(tcp, 'tcp', ['idle', 'interval'], ['count']),
    ...judge(http, 'http', ['timeout', 'header_timeout'], ['requests']),
  ]
}

const config: Rule = ({ config: given }) => configFindings(given)

export const protocolRules: readonly Rule[] = [
  ...[protocol, certificate, group, backend],
  ...[redirect, keepalive, config],
]
