/** Which object a policy is. */
import { asFields, asString, type Fields } from '../../k8s/shape.ts'
import type { PolicyRef } from './policy.ts'

/** The reference, or `null` where the object has no name; `namespace` is what it has where it names none. */
export function refOf({ apiVersion, kind, metadata }: Fields, namespace: string | null): PolicyRef | null {
  const { name, namespace: given } = asFields(metadata)
  if (typeof name !== 'string' || name === '') return null
  const ref = { apiVersion: asString(apiVersion), kind: asString(kind), name }
  return namespace === null ? ref : { ...ref, namespace: asString(given) || namespace }
}
