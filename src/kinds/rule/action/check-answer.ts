/** Whether somebody answers the requests of a rule, and with which certificate. */

import type { KubeObject } from '../../../k8s/objects.ts'
import { asFields, asString } from '../../../k8s/shape.ts'
import type { FixEdit } from '../../../manifest/finding.ts'
import { readMatch } from '../../../net/route/index.ts'
import { certificateFindings } from '../../alb/check-certificate.ts'
import { configFindings } from '../../alb/check-config.ts'
import { groupFindings } from '../../alb/check-group.ts'
import { certificateNamePath, configAt, specOf } from '../../alb/spec.ts'
import { named } from '../../lookups.ts'
import { albPorts } from '../../related.ts'
import type { World } from '../../world.ts'
import { hostsIn } from '../ranking.ts'
import { domainPath, projectsOf, type RuleView, redirects } from '../spec.ts'
import { finding, fix, type RuleCheck } from './finding.ts'
import { headerRowsIn, requestKey, responseKey } from './headers.ts'

/** Those whose Services and certificates may stand there; `null` for all. */
function projectsFor(object: unknown): readonly string[] | null {
  const projects = projectsOf(object)
  return projects.length === 0 ? null : projects
}

const protocolOf = ({ namespace, frontend }: RuleView, world: World) =>
  asString(specOf(named<KubeObject>(world, albPorts, namespace, frontend)).protocol)

export const answer: RuleCheck = (rule, world, object) => [
  ...groupFindings(object, world, {
    isNeeded: !redirects(rule),
    projects: projectsFor(object),
    hasAffinity: protocolOf(rule, world) !== 'grpc',
  }),
  ...configFindings(asFields(rule.spec.config)),
]

export const certificate: RuleCheck = (rule, world, object) => {
  const { spec } = rule
  const domain = asString(spec.domain)
  const given = asString(spec.certificate_name)
  const found = certificateFindings(object, world, {
    isNeeded: false,
    host: domain,
    projects: projectsFor(object),
  })
  if (given === '') return found
  const protocol = protocolOf(rule, world)
  const hosts = hostsIn(readMatch(spec.dslx))
  const [only] = hosts
  const mend =
    only === undefined ? undefined : fix('write-domain', [{ path: domainPath, value: only }], { host: only })
  return [
    ...found,
    ...(protocol === 'http'
      ? [
          finding(
            'warning',
            'certificate-unused',
            certificateNamePath,
            {},
            fix('remove-certificate', [{ path: certificateNamePath }]),
          ),
        ]
      : []),
    ...(domain === '' ? [finding('warning', 'domain-missing', domainPath, {}, mend)] : []),
    ...(domain !== '' && hosts.length > 0 && !hosts.includes(domain.toLowerCase())
      ? [finding('warning', 'domain-other', domainPath, { domain, hosts: hosts.join(', ') }, mend)]
      : []),
  ]
}

/** The older fields are still read, before the newer ones. */
export const legacy: RuleCheck = ({ spec }) => {
  const { redirectURL, redirectCode } = spec
  const [url, code] = [asString(redirectURL), typeof redirectCode === 'number' ? redirectCode : 0]
  if (url === '' && code === 0) return []
  const edits: readonly FixEdit[] = [
    ...(url === '' ? [] : [{ path: configAt('redirect', 'url'), value: url }]),
    ...(code === 0 ? [] : [{ path: configAt('redirect', 'code'), value: code }]),
    ...(redirectURL === undefined ? [] : [{ path: ['spec', 'redirectURL'] }]),
    ...(redirectCode === undefined ? [] : [{ path: ['spec', 'redirectCode'] }]),
  ]
  const path = ['spec', url === '' ? 'redirectCode' : 'redirectURL']
  return [finding('warning', 'redirect-old', path, {}, fix('move-redirect', edits))]
}

export const headers: RuleCheck = ({ annotations }) =>
  [requestKey, responseKey].flatMap((key) => {
    const rows = headerRowsIn(annotations[key] ?? '')
    const path = ['metadata', 'annotations', key]
    if (rows === null) return [finding('error', 'headers-json', path)]
    return rows.some(({ name }) => name === '') ? [finding('error', 'headers-name', path)] : []
  })

/** What is replaced is said by a pattern, which has to be one. */
export const rewrite: RuleCheck = ({ spec }) => {
  const [base, target] = [asString(spec.rewrite_base), asString(spec.rewrite_target)]
  // Rules of Ingresses have a base, whether or not they are rewritten.
  if (target === '') return []
  const found = readMatch([{ type: 'URL', values: [['REGEX', base || '/']] }])
  return found.problems.some(({ fault }) => fault === 'regex-invalid')
    ? [finding('error', 'rewrite-pattern', ['spec', 'rewrite_base'])]
    : []
}
