/** The related objects a kind may look at: live, limited to what the user may read. */
import type { ClusterFacts } from '../k8s/cluster/facts.ts'
import type { KubeObject } from '../k8s/objects.ts'
import type { Index } from '../k8s/objectset.ts'

/** A kind as the console looks for it: the served version is found by discovery, best first. */
export interface ServedKind {
  readonly group: string
  readonly kind: string
  readonly versions: readonly string[]
  /** The namespace where the objects of all projects lie side by side, told apart by the labels of `assignment.ts`. */
  readonly sharedIn?: string
}

export interface RelatedKind extends ServedKind {
  readonly fieldSelector?: string
  /** Read in all namespaces even on the page of one. */
  readonly everywhere?: true
  /** Read in all namespaces of the project in the view of one, whichever its page is about; elsewhere in all. */
  readonly acrossView?: true
  /** Belongs to the platform as a whole: read in the cluster that keeps such things, where there is one. */
  readonly isGlobal?: true
}

/**
 * - `loading`: not all there yet; say nothing about what is missing.
 * - `live`, `stale`: as of now, as of when the connection was lost.
 * - `absent`: the cluster does not serve the kind.
 * - `refused`: the user may not read it.
 */
export type Availability = 'loading' | 'live' | 'stale' | 'absent' | 'refused'

export interface World {
  /** Prefix of the platform's labels, for instance `cpaas.io`. */
  readonly labelDomain: string
  /** The label of namespaces that names their project. */
  readonly projectLabel: string
  /** The project the page is in, if it is in one. */
  readonly project: string | null
  /** The network, the IP families and the installed parts; `unknown` until it is known, and where it cannot be. */
  readonly facts: ClusterFacts
  /** All of them. What is computed from it is computed again when any of them changes. */
  readonly list: <T extends KubeObject>(kind: RelatedKind) => readonly T[]
  /**
   * Those that stand under a key of an index, at the cost of what is found; `lookups.ts` has the usual ones.
   * The same array for as long as none of them changes.
   */
  readonly lookup: <T extends KubeObject>(kind: RelatedKind, index: Index<T>, key: string) => readonly T[]
  readonly availability: (kind: RelatedKind) => Availability
}
