/**
 * What the browser and the backend say to each other besides proxied Kubernetes requests:
 * the session document and the watch protocol (one WebSocket a tab, at `/watch`).
 */
import type { KubeObject } from './k8s/objects.ts'
import type { Resource } from './k8s/resource.ts'

export const watchProtocolVersion = 2

/** How often the server says that it is there, so that a page notices a connection that died silently. */
export const watchBeatMilliseconds = 15_000

export interface ClusterInfo {
  /** The kubeconfig context; the first path segment after `/clusters/`. */
  readonly name: string
  /** The kubeconfig user the requests are made as, for people to read. */
  readonly user: string
}

/** The answer of `GET /session`. */
export interface Session {
  readonly version: string
  /** Prefix of the platform's labels, `cpaas.io` by default. */
  readonly labelDomain: string
  /** Whether the clusters are the sandbox's: nothing real is changed, and all is gone when the server stops. */
  readonly sandbox: boolean
  readonly clusters: readonly ClusterInfo[]
  /** The kubeconfig's current context. */
  readonly defaultCluster: string | null
  /** The cluster that holds what belongs to the platform as a whole; `null` or left out: each holds its own. */
  readonly globalCluster?: string | null
  /** The label whose value is the project of a namespace; left out: `<labelDomain>/project`. */
  readonly projectLabel?: string
}

/** What is watched. Without `namespace`, all namespaces. */
export interface WatchTarget extends Resource {
  readonly cluster: string
  readonly namespace?: string
  readonly labelSelector?: string
  readonly fieldSelector?: string
}

/** How soon somebody looks at it: the objects of the page itself, or what their cells and checks look up. */
export type WatchUrgency = 'page' | 'related'

export type WatchRequest =
  | {
      readonly type: 'subscribe'
      readonly id: number
      readonly target: WatchTarget
      /** By default `page`. */
      readonly urgency?: WatchUrgency
      /** The last `position` that was told of the same target: what is known of it need not be told again. */
      readonly after?: string
    }
  | { readonly type: 'urgency'; readonly id: number; readonly urgency: WatchUrgency }
  | { readonly type: 'unsubscribe'; readonly id: number }
  /** Answered with a beat: somebody looks at the page again and wants to know whether it still hears. */
  | { readonly type: 'ping' }

/** Why a subscription is not live. `code` is an HTTP status where the cluster gave one. */
export interface WatchReason {
  readonly message: string
  readonly code?: number
}

/**
 * - `loading`: the first list is under way.
 * - `live`: list and watch are up to date.
 * - `reconnecting`: what is shown may be stale since `since`; it heals by itself.
 * - `stopped`: it will not heal without a change (forbidden, kind not served); it is tried again seldom.
 */
export type WatchPhase = 'loading' | 'live' | 'reconnecting' | 'stopped'

export interface WatchState {
  readonly phase: WatchPhase
  /** Milliseconds since the epoch, by the server's clock. */
  readonly since: number
  readonly reason?: WatchReason
}

/**
 * Where a message has a `position`, nothing is left to be told up to there: who comes back with it goes on from
 * there. It is the server's own text and means something only to the server that told it.
 */
export type WatchMessage =
  | { readonly type: 'hello'; readonly protocol: number }
  | { readonly type: 'beat' }
  /** A chunk of the whole content. `first` begins it anew, `last` completes it. */
  | {
      readonly type: 'snapshot'
      readonly id: number
      readonly first: boolean
      readonly last: boolean
      readonly items: readonly KubeObject[]
      readonly position?: string
    }
  /** `removals` are uids. An object is in at most one of the two. */
  | {
      readonly type: 'changes'
      readonly id: number
      readonly upserts: readonly KubeObject[]
      readonly removals: readonly string[]
      readonly position?: string
    }
  | { readonly type: 'state'; readonly id: number; readonly state: WatchState }
