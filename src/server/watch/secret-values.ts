/** Secrets are told by their names and keys: what is in them travels only to whoever asks for one of them. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields } from '../../k8s/shape.ts'

/** The object with empty values, where it is a Secret. */
export function withoutSecretValues(object: KubeObject): KubeObject {
  if (object.kind !== 'Secret' || object.apiVersion !== 'v1') return object
  const { data } = asFields(object)
  if (data === undefined) return object
  const keys = Object.keys(asFields(data))
  return { ...object, ...{ data: Object.fromEntries(keys.map((key) => [key, ''])) } }
}
