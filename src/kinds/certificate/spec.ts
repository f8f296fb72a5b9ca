/** What a TLS Secret says of itself, without looking into its certificate. */
import { asFields, asString } from '../../k8s/shape.ts'

export const certificateKey = 'tls.crt'
export const keyKey = 'tls.key'

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
