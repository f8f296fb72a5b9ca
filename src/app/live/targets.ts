/** What is watched: of a kind, of a type, within a reach. */
import type { Discovery } from '../../k8s/discovery.ts'
import type { ResourceType, Share } from '../../k8s/resource.ts'
import { projectSelectors } from '../../kinds/assignment.ts'
import type { RelatedKind, ServedKind } from '../../kinds/world.ts'
import type { WatchState, WatchTarget } from '../../wire.ts'

/** Where related objects are read: these namespaces, or (`null`) all of them. */
export interface Reach {
  readonly cluster: string
  readonly namespaces: readonly string[] | null
  /** Those of the view that the page stands in; where it is not said, the same. */
  readonly ofView?: readonly string[] | null
}

/** What to watch for a kind within a reach; nothing where the cluster does not serve it. */
export function targetsOf(
  kind: RelatedKind,
  reach: Reach,
  discovery: Discovery | undefined,
): readonly WatchTarget[] {
  const type = discovery?.find(kind.group, kind.kind, kind.versions)
  if (!type) return []
  return targetsOfType(type, reachOf(kind, reach), kind.fieldSelector)
}

function reachOf({ everywhere, acrossView }: RelatedKind, reach: Reach): Reach {
  if (everywhere === true) return { ...reach, namespaces: null }
  return acrossView === true && reach.ofView !== undefined ? { ...reach, namespaces: reach.ofView } : reach
}

/** The same for a type that is known to be served. */
export function targetsOfType(
  type: ResourceType,
  reach: Reach,
  fieldSelector?: string,
): readonly WatchTarget[] {
  const { group, version, plural } = type
  const selected = fieldSelector === undefined ? {} : { fieldSelector }
  const target = { cluster: reach.cluster, group, version, plural, ...selected }
  if (!type.namespaced || reach.namespaces === null) return [target]
  return reach.namespaces.map((namespace) => ({ ...target, namespace }))
}

/** What a project has of a kind whose objects lie side by side; nothing in the view of administrators. */
export function shareOf(
  { sharedIn }: Pick<ServedKind, 'sharedIn'>,
  project: string | null,
  labelDomain: string,
): Share | undefined {
  if (sharedIn === undefined || project === null) return undefined
  return { namespace: sharedIn, selectors: projectSelectors(project, labelDomain) }
}

/** What to watch in place of a target that is refused: the share of the project in it. */
export function shareTargets(
  target: WatchTarget,
  state: WatchState,
  share: Share | undefined,
): readonly WatchTarget[] {
  if (share === undefined || state.phase !== 'stopped' || state.reason?.code !== 403) return []
  const { namespace, selectors } = share
  if (target.namespace !== undefined && target.namespace !== namespace) return []
  return selectors.map((labelSelector) => ({ ...target, namespace, labelSelector }))
}

export const namespacesOf = (cluster: string): WatchTarget => ({
  cluster,
  group: '',
  version: 'v1',
  plural: 'namespaces',
})
