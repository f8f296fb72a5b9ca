/**
 * What the browser and the backend say to each other besides proxied Kubernetes requests:
 * the session document and the watch protocol (one WebSocket a tab, at `/watch`).
 */
import type { Gates } from './k8s/gates.ts'
import type { KubeObject } from './k8s/objects.ts'
import type { Resource } from './k8s/resource.ts'

export const watchProtocolVersion = 3

/** How often the server says that it is there, so that a page notices a connection that died silently. */
export const watchBeatMilliseconds = 15_000

export interface ClusterInfo {
  /** The kubeconfig context; the first path segment after `/clusters/`. */
  readonly name: string
  /** What people call it, where that is not its name. */
  readonly title?: string
  /** Whom that cluster sees, for people to read; empty where nobody is signed in to it. */
  readonly user: string
}

/** Whether requests of that method change nothing. */
export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}

/** The header, with the value `1`, that a request which changes something has to carry: no other site can send it. */
export const csrfHeader = 'x-portolan-csrf'

/** A header, with the value `1`, of requests that nobody asked for: they do not prolong a session. */
export const backgroundHeader = 'x-portolan-background'

export type SignInMethod = 'local' | 'token' | 'oidc'

/** Whom somebody looks at the console as. Requests that change something are refused unless `write`. */
export interface ViewAs {
  readonly user: string
  readonly groups: readonly string[]
  readonly write: boolean
}

/** The answer of `GET /session`. */
export interface Session {
  readonly version: string
  /** Prefix of the platform's labels, `cpaas.io` by default. */
  readonly labelDomain: string
  /** Whether the clusters are the sandbox's: nothing real is changed, and all is gone when the server stops. */
  readonly sandbox: boolean
  /** The ways to sign in. `provider` is how the OIDC provider is called on the button. */
  readonly signIn: { readonly methods: readonly SignInMethod[]; readonly provider: string | null }
  /** Null: nobody is signed in; then `clusters` holds names to choose from for a token only. */
  readonly user: { readonly name: string; readonly groups: readonly string[] } | null
  /** Milliseconds since the epoch after which one has to sign in again, whatever one does. */
  readonly expires: number | null
  readonly viewAs: ViewAs | null
  readonly clusters: readonly ClusterInfo[]
  /** The kubeconfig's current context. */
  readonly defaultCluster: string | null
  /** The cluster in which platform-wide objects live, where one is named. */
  readonly globalCluster: string | null
  /** The label of namespaces that names their project. */
  readonly projectLabel: string
  /** How the console calls itself; `logo` is a path of our own origin. */
  readonly product: { readonly name: string; readonly logo: string | null }
  /** Ids of kinds and pages: which come first, and which are not shown. */
  readonly navigation: { readonly order: readonly string[]; readonly hidden: readonly string[] }
  readonly gates: Gates
  /** Whether `GET /dns?name=` answers. */
  readonly dnsCheck: boolean
  /** The clusters of which `GET /monitoring/<cluster>` has numbers. */
  readonly monitored: readonly string[]
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
  /** What proves who one is runs out: a request with the session's cookie is to be made, so that it is renewed. */
  | { readonly type: 'renew' }
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
  /** What this person may do in a cluster has changed. */
  | { readonly type: 'rights'; readonly cluster: string }
