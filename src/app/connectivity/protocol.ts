/** What the page and the worker that evaluates say to each other. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Family, MatrixCell, PolicyRef, PortSet, SideReason, Unread } from '../../net/policy/index.ts'
import type { AskedPort } from './page-state.ts'
import type { Place } from './place.ts'
import type { Sort } from './slim.ts'

/** What was read, and what could not be. */
export interface Known extends Unread {
  /** Whether pods of other namespaces exist that were not read. */
  readonly pods: boolean
}

export interface ObjectsMessage {
  readonly type: 'objects'
  readonly changes: readonly SortChanges[]
  /** Nothing is evaluated before all of a change is there. `null`: more of it follows. */
  readonly known: Known | null
}

export interface SortChanges {
  readonly sort: Sort
  readonly put: readonly (readonly [key: string, object: KubeObject])[]
  readonly gone: readonly string[]
}

/** What the page wants to know, until it wants something else. */
export interface Wants {
  readonly port: AskedPort | null
  readonly matrix: 'namespaces' | { readonly from: string; readonly to: string } | null
  readonly pair: { readonly from: Place; readonly to: Place } | null
  /** Names to choose from are wanted. */
  readonly names: readonly string[] | null
}

export interface WantsMessage {
  readonly type: 'wants'
  readonly wants: Wants
}

export type Message = ObjectsMessage | WantsMessage

/** A step with the place in its policy's YAML. */
export interface ShownStep {
  readonly effect: 'allows' | 'denies' | 'passes' | 'isolates'
  readonly policy: PolicyRef
  readonly path: string
  /** From 1; 0 where the policy has gone. */
  readonly line: number
  /** That line and the ones after it which belong to it, without their common indent. */
  readonly text: string
}

export interface ShownSide {
  readonly allowed: boolean
  readonly reason: SideReason
  readonly steps: readonly ShownStep[]
  readonly ambiguous: boolean
  /** It could be otherwise, because something was not read. */
  readonly inDoubt: boolean
}

export type Answer = 'yes' | 'no' | 'unknown'

/** Pairs of pods for which the same rules decide, by the example of one pair. */
export interface Course {
  readonly answer: Answer
  readonly pairs: number
  readonly port: AskedPort
  readonly from: Place
  readonly to: Place
  readonly family: Family | 'unknown'
  /** `null` where no policy is asked. */
  readonly sides: { readonly egress: ShownSide; readonly ingress: ShownSide } | null
  readonly reason: 'policies' | 'same-pod' | 'no-common-family' | 'no-such-endpoint' | 'finished'
}

export interface Member {
  readonly from: Place
  readonly to: Place
  readonly cell: MatrixCell
  /** On which every pair is open, and on which at least one is. */
  readonly every: PortSet
  readonly some: PortSet
}

export interface OutsidePart {
  readonly blocks: readonly string[]
  readonly ports: PortSet
}

/** What is known of a pair of places. */
export interface PairAnswer {
  /** As it was asked. */
  readonly from: Place
  readonly to: Place
  /** The pod that an IP address turned out to be. */
  readonly resolved: { readonly from: Place | null; readonly to: Place | null }
  /** Which of the two is not among what was read. */
  readonly missing: 'from' | 'to' | null
  readonly cell: MatrixCell
  /** The workloads of both, where there is more than one of them; the first few. */
  readonly members: readonly Member[]
  readonly memberCount: number
  readonly every: PortSet
  readonly some: PortSet
  /** Which addresses outside are open on what. */
  readonly outside: readonly OutsidePart[]
  readonly courses: readonly Course[]
  readonly courseCount: number
}

export interface MatrixAnswer {
  /** Which namespaces' workloads, or `null` for all namespaces. */
  readonly inside: { readonly from: string; readonly to: string } | null
  readonly rows: readonly Place[]
  readonly columns: readonly Place[]
  /** Four numbers a cell, row by row: pairs, open, full, unknown. */
  readonly counts: Float64Array
  readonly port: AskedPort | null
}

export interface Names {
  readonly namespaces: readonly string[]
  /** By namespace, of those that were asked for. */
  readonly pods: Readonly<Record<string, readonly string[]>>
  readonly workloads: Readonly<Record<string, readonly Place[]>>
}

export interface Answers {
  readonly matrix: MatrixAnswer | null
  readonly pair: PairAnswer | null
  readonly names: Names | null
  /** Namespaces in which NetworkPolicies are. */
  readonly governed: readonly string[]
  readonly pods: number
  readonly policies: number
  /** How long it took to answer. */
  readonly milliseconds: number
  /** How many changes of objects this is about. */
  readonly version: number
}

export type Reply =
  | { readonly type: 'answers'; readonly answers: Answers }
  | { readonly type: 'failed'; readonly message: string }

export function cellAt({ counts, columns }: MatrixAnswer, row: number, column: number): MatrixCell {
  const at = 4 * (row * columns.length + column)
  return {
    pairs: counts[at] ?? 0,
    open: counts[at + 1] ?? 0,
    full: counts[at + 2] ?? 0,
    unknown: counts[at + 3] ?? 0,
  }
}
