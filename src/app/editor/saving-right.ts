/** What is missing to save a text of one object; of several, each is judged when the review is asked for. */
import type { KubeObject } from '../../k8s/objects.ts'
import { useMay, useMayInScope, wishOf } from '../access/may.ts'
import { useDiscovery } from '../api/queries.ts'
import type { Scope } from '../scope.ts'
import { useNamespaces } from '../shell/projects.ts'
import { namedIn } from './steps.ts'

/** `origin` is the object that is changed; null for a new one. `''` where nothing is missing, or nobody knows. */
export function useSavingLack(scope: Scope, object: unknown, origin: KubeObject | null): string {
  const { data: discovery } = useDiscovery(scope.cluster)
  const { group, kind, version } = namedIn(object)
  const type = discovery?.find(group, kind, [version]) ?? null
  const { namespace, name } = namedIn(origin ?? object)
  const { all } = useNamespaces(scope.cluster)
  // While a name is typed, what stands there is mostly no namespace yet, and nothing to ask about.
  const isKnown = origin !== null || all.some(({ metadata }) => metadata.name === namespace)
  const isNowhere = type?.namespaced === true && namespace === ''
  const isPlaced = type !== null && (!type.namespaced || isKnown)
  const verb = origin === null ? 'create' : 'update'
  const here = useMay(scope.cluster, isPlaced ? wishOf(verb, type, namespace, name) : null)
  const anywhere = useMayInScope(scope, verb, isNowhere ? type : null)
  return isNowhere ? anywhere.reason : here.reason
}
