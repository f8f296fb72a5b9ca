/** Whether a certificate that ports and rules name can be used. */
import { asString } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import { everyProject, platformNamespace, projectOf } from '../assignment.ts'
import { faultOf } from '../ingress/held-certificate.ts'
import type { World } from '../world.ts'
import { projectOfNamespace } from './backends.ts'
import { isMissing, tlsSecretAt } from './certificates.ts'
import { finding, missing } from './finding.ts'
import { certificateIn, certificateNamePath, placeText, specOf } from './spec.ts'
import './words.ts'

export interface CertificateAsk {
  /** Nobody can be answered without one. */
  readonly isNeeded: boolean
  /** What it has to be for; `''` for whatever name. */
  readonly host?: string
  /** Those who may use what is named here; `null` for all. */
  readonly projects: readonly string[] | null
}

export function certificateFindings(object: unknown, world: World, ask: CertificateAsk): readonly Finding[] {
  const given = asString(specOf(object).certificate_name)
  const path = certificateNamePath
  if (given === '') return ask.isNeeded ? [missing('certificate-needed', path)] : []
  const place = certificateIn(given)
  if (place === null) return [finding('error', 'certificate-place', path)]
  const secret = tlsSecretAt(place, world)
  const values = { given: placeText(place) }
  if (secret === undefined)
    return isMissing(place, world) ? [finding('warning', 'certificate-unknown', path, values)] : []
  const fault = faultOf(secret, ask.host ?? '', Date.now())
  const owner = ownerOf(secret, world)
  const { projects } = ask
  const isOthers = projects !== null && owner !== '' && owner !== everyProject && !projects.includes(owner)
  return [
    ...(fault === null
      ? []
      : [finding('warning', `certificate-${fault}`, path, { ...values, host: ask.host ?? '' })]),
    ...(isOthers ? [finding('warning', 'certificate-others', path, { ...values, project: owner })] : []),
  ]
}

/** The project that a Secret is assigned to, or else that of its namespace; `''` where it is nobody's. */
function ownerOf(secret: { metadata: { namespace?: string } }, world: World): string {
  const { namespace = '' } = secret.metadata
  const assigned = projectOf(secret, world.labelDomain)
  return assigned || (namespace === platformNamespace ? '' : (projectOfNamespace(namespace, world) ?? ''))
}
