/** What a TLS Secret says of itself, without looking into its certificate. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asString, asStringMap } from '../../k8s/shape.ts'
import { projectLabel } from '../assignment.ts'

export const tlsType = 'kubernetes.io/tls'
export const certificateKey = 'tls.crt'
export const keyKey = 'tls.key'

export const projectPath = (labelDomain: string): Path => ['metadata', 'labels', projectLabel(labelDomain)]

/** The projects it is assigned to: one name, all, or `''`. */
export function projectOf(object: unknown, labelDomain: string): string {
  return asStringMap(asFields(asFields(object).metadata).labels)[projectLabel(labelDomain)] ?? ''
}

/** A value of the Secret as text, whichever way it is written; `''` where there is none, or it is no base64. */
export function heldValue(object: unknown, key: string): string {
  const { data, stringData } = asFields(object)
  const plain = asFields(stringData)[key]
  if (typeof plain === 'string') return plain
  try {
    return atob(asString(asFields(data)[key]).replace(/\s/g, ''))
  } catch {
    return ''
  }
}
