/** Reads policies of all kinds and puts them in order of evaluation. */
import type { KubeObject } from '../../k8s/objects.ts'
import { readOnce } from '../../k8s/readonce.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import type { Policy } from './policy.ts'
import { readAdminPolicy } from './read-admin-policy.ts'
import { readNetworkPolicy } from './read-network-policy.ts'

/**
 * The policy an object is, or `null` where it is none: other kinds, other groups' kinds of the same name, and objects
 * that the API server would refuse as a whole.
 */
export const readPolicy = readOnce((object: KubeObject): Policy | null => {
  const { apiVersion, kind } = asFields(object)
  const [group] = asString(apiVersion).split('/')
  if (group === 'networking.k8s.io' && kind === 'NetworkPolicy') return readNetworkPolicy(object)
  return group === 'policy.networking.k8s.io' ? readAdminPolicy(object) : null
})

/** By priority within a tier; among equal priorities, where upstream leaves the order open, by name. */
export function readPolicies(objects: readonly KubeObject[]): readonly Policy[] {
  return objects
    .map(readPolicy)
    .filter((policy) => policy !== null)
    .sort((a, b) => a.priority - b.priority || compareTexts(a.ref.name, b.ref.name))
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
