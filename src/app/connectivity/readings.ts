/** Which lists the evaluation needs, where they are read, and what could not be. */
import type { Discovery } from '../../k8s/discovery.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { adminPolicies, baselinePolicies, clusterPolicies, networkPolicies } from '../../kinds/related.ts'
import type { ServedKind } from '../../kinds/world.ts'
import type { WatchState, WatchTarget } from '../../wire.ts'
import type { CollectionView } from '../live/collection.ts'
import { type Reach, targetsOf } from '../live/targets.ts'
import type { Known } from './protocol.ts'

export const kindsRead = {
  pods: { group: '', kind: 'Pod', versions: ['v1'] },
  nodes: { group: '', kind: 'Node', versions: ['v1'] },
  networkPolicies,
  admin: adminPolicies,
  baseline: baselinePolicies,
  cluster: clusterPolicies,
} as const satisfies Readonly<Record<string, ServedKind>>

export type Read = keyof typeof kindsRead
export const reads = Object.keys(kindsRead) as readonly Read[]

export interface ReadTarget {
  readonly of: Read
  readonly target: WatchTarget
}

/** Nothing of what the cluster does not serve. */
export function readTargets(reach: Reach, discovery: Discovery | undefined): readonly ReadTarget[] {
  return reads.flatMap((of) => targetsOf(kindsRead[of], reach, discovery).map((target) => ({ of, target })))
}

export interface Reading extends ReadTarget {
  readonly view: CollectionView
  /** Whether all of it has been there once. */
  readonly wasLive: boolean
}

/** A list that somebody lacks, in these namespaces or (`null`) in the whole cluster. */
export interface Lack {
  readonly of: Read | 'namespaces'
  readonly group: string
  readonly plural: string
  readonly namespaces: readonly string[] | null
  /** What the cluster said, where it is not about rights. */
  readonly message: string
}

export interface ReadState {
  readonly isLoading: boolean
  /** What is shown may be out of date. */
  readonly isStale: boolean
  readonly lacks: readonly Lack[]
  readonly known: Known
  /** Whether there is not one list of pods. */
  readonly noPods: boolean
}

type Outcome = 'loading' | 'read' | 'unread'

/** What was never read is never taken for empty. */
export function outcomeOf({ phase, reason }: WatchState, wasLive: boolean): Outcome {
  if (phase === 'live') return 'read'
  if (phase === 'stopped') return reason?.code === 404 ? 'read' : 'unread'
  return wasLive ? 'read' : 'loading'
}

export function readState(
  readings: readonly Reading[],
  namespaces: { readonly state: WatchState; readonly wasLive: boolean },
  reach: Reach,
): ReadState {
  const outcomes = readings.map(({ view, wasLive }) => outcomeOf(view.state, wasLive))
  const ofNamespaces = outcomeOf(namespaces.state, namespaces.wasLive)
  const unread = readings.filter((_, at) => outcomes[at] === 'unread')
  const lacks = lacksOf(unread)
  const lacking = (of: Read) => lacks.some((each) => each.of === of)
  const ofPolicies = lacks.find(({ of }) => of === 'networkPolicies')
  const pods = readings.filter(({ of }) => of === 'pods')
  const ownLack: Lack = {
    of: 'namespaces',
    group: '',
    plural: 'namespaces',
    namespaces: null,
    message: messageOf(namespaces.state),
  }
  return {
    isLoading: readings.length === 0 || outcomes.includes('loading') || ofNamespaces === 'loading',
    isStale: readings.some(({ view }) => view.state.phase === 'reconnecting'),
    lacks: ofNamespaces === 'unread' ? [ownLack, ...lacks] : lacks,
    noPods: pods.length > 0 && pods.every((each) => unread.includes(each)),
    known: {
      namespaces: ofNamespaces === 'unread',
      nodes: lacking('nodes'),
      admin: lacking('admin') || lacking('cluster'),
      baseline: lacking('baseline') || lacking('cluster'),
      networkPolicies: ofPolicies === undefined ? [] : (ofPolicies.namespaces ?? 'all'),
      pods: reach.namespaces !== null || lacking('pods'),
    },
  }
}

/** One for each kind, with the namespaces where it is missing. */
function lacksOf(unread: readonly Reading[]): readonly Lack[] {
  return reads.flatMap((of): Lack[] => {
    const own = unread.filter((each) => each.of === of)
    const [first] = own
    if (first === undefined) return []
    const { group, plural } = first.target
    const named = own.flatMap(({ target: { namespace } }) => (namespace === undefined ? [] : [namespace]))
    const message = messageOf(first.view.state)
    return [{ of, group, plural, namespaces: named.length > 0 ? named : null, message }]
  })
}

function messageOf({ reason }: WatchState): string {
  return reason === undefined || reason.code === 403 || reason.code === 401 ? '' : reason.message
}

/** What was read, in lists as the engine takes them; only of these namespaces (`null`: of all). */
export function listsOf(
  readings: readonly Reading[],
  namespaces: readonly KubeObject[],
  only: readonly string[] | null,
) {
  const within = only === null ? null : new Set(only)
  const of = (...wanted: readonly Read[]) =>
    readings
      .filter((each) => wanted.includes(each.of))
      .flatMap(({ view }) => view.items)
      .filter(({ metadata: { namespace } }) => namespace === undefined || (within?.has(namespace) ?? true))
  return {
    namespaces,
    pods: of('pods'),
    nodes: of('nodes'),
    policies: of('networkPolicies', 'admin', 'baseline', 'cluster'),
  }
}
