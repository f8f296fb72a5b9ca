/**
 * What a controller of a real cluster would do to objects. A reaction is pure: it looks at the world and says
 * what has to be written, so that the same one answers in the sandbox and plays a missing controller beside a
 * real control plane.
 */
import type { KubeObject, Manifest } from '../../k8s/objects.ts'

export type { Manifest } from '../../k8s/objects.ts'

/** A kind by the name of its collection, whatever its version. */
export interface Collection {
  /** `''` for the core group. */
  readonly group: string
  readonly plural: string
}

/** An object's place in its collection. */
export interface Place {
  /** `''` for what lies in no namespace. */
  readonly namespace: string
  readonly name: string
}

/** A second way to find objects: by every key that `keys` gives for them. Lives as long as its module. */
export interface Index<T extends KubeObject> {
  readonly of: Collection
  keys(object: T): readonly string[]
}

/** The objects as they are now, in the version they are stored in. */
export interface World {
  readonly now: Date
  get<T extends KubeObject>(collection: Collection, place: Place): T | null
  /** Without `namespace`, or with `''`, of all namespaces. */
  list<T extends KubeObject>(collection: Collection, namespace?: string): readonly T[]
  /** At the cost of a look-up, however many objects there are. */
  by<T extends KubeObject>(index: Index<T>, key: string): readonly T[]
  /** How many `by` would give, without gathering them. */
  count<T extends KubeObject>(index: Index<T>, key: string): number
}

export interface Change {
  readonly collection: Collection
  /** `null` where it was created. */
  readonly previous: KubeObject | null
  /** `null` where it is gone. */
  readonly current: KubeObject | null
}

export type Write =
  | { readonly verb: 'create'; readonly object: Manifest }
  /** Everything but the status; a write that changes nothing is none. */
  | { readonly verb: 'update'; readonly object: Manifest }
  | { readonly verb: 'status'; readonly object: Manifest }
  /** A pod is given its time to stop, unless `gracePeriodSeconds` is 0: it has stopped. */
  | { readonly verb: 'delete'; readonly object: KubeObject; readonly gracePeriodSeconds?: number }
  /** What the scheduler does: the pod will run on this node. */
  | { readonly verb: 'bind'; readonly pod: KubeObject; readonly node: string }
  /** Nothing now; the subject is looked at again after this time. */
  | { readonly verb: 'wait'; readonly milliseconds: number }

export interface Reaction {
  /** The controller's name: it owns the fields it writes, and its events come from it. */
  readonly name: string
  /** Collections whose changes it hears of. */
  readonly watches: readonly Collection[]
  /** The places that a change makes it look at. */
  subjects(change: Change, world: World): readonly Place[]
  /** What has to be written for one place; nothing where all is as it should be, so that things come to rest. */
  react(subject: Place, world: World): readonly Write[]
}

export function placeOf({ metadata: { namespace = '', name } }: KubeObject): Place {
  return { namespace, name }
}

/** The object that a change is about, in its latest state. */
export function objectOf({ current, previous }: Change): KubeObject | null {
  return current ?? previous
}

export function isIn({ collection }: Change, { group, plural }: Collection): boolean {
  return collection.group === group && collection.plural === plural
}
