/**
 * Secrets are told by their names and keys: what is in them travels only to whoever asks for one of them. Certificates
 * are public, and are what one looks for in a list of them.
 */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asString } from '../../k8s/shape.ts'

const certificateKey = 'tls.crt'

/** The object with empty values, where it is a Secret; of one with a certificate, that stays. */
export function withoutSecretValues(object: KubeObject): KubeObject {
  if (object.kind !== 'Secret' || object.apiVersion !== 'v1') return object
  const { data, type } = asFields(object)
  if (data === undefined) return object
  const values = asFields(data)
  const isTls = type === 'kubernetes.io/tls'
  const told = (key: string) => (isTls && key === certificateKey ? certificatesIn(asString(values[key])) : '')
  return { ...object, ...{ data: Object.fromEntries(Object.keys(values).map((key) => [key, told(key)])) } }
}

const certificateBlock = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g

/** What else somebody put there, a key perhaps, is left out. Both in base64. */
function certificatesIn(data: string): string {
  const blocks = Buffer.from(data, 'base64').toString('latin1').match(certificateBlock) ?? []
  return Buffer.from(blocks.map((block) => `${block}\n`).join('')).toString('base64')
}
