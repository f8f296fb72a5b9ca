/**
 * What all routers have in common: ports they listen on, routes in the order in which they are asked, and what the
 * first that matches does. An adapter makes one from the objects of its kind; Gateway API is to be one more.
 */
import type { Match } from './match.ts'
import type { OrderKey } from './order.ts'
import type { Fate, MatchProblem } from './read-match.ts'

export interface ObjectRef {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

export interface ServiceShare {
  readonly namespace: string
  readonly name: string
  /** By number or, where the object has that, by name. */
  readonly port: number | string
  readonly weight: number
}

export type Affinity = 'none' | 'sip-hash' | 'cookie' | 'header'

export interface ServiceGroup {
  readonly services: readonly ServiceShare[]
  readonly affinity: Affinity
  /** The name of the cookie or header. */
  readonly affinityKey: string
}

/** How the path that the backend sees is made. */
export type Rewrite =
  | { readonly type: 'whole'; readonly path: string }
  /** What the pattern matches is replaced, the rest stays. */
  | { readonly type: 'part'; readonly pattern: string; readonly replacement: string }
  /** Where the pattern matches, the replacement is the new path. */
  | { readonly type: 'all'; readonly pattern: string; readonly replacement: string }
  | { readonly type: 'prefix'; readonly prefix: string; readonly replacement: string }

export interface Redirect {
  readonly code: number
  /** The whole new address; else it is made from the parts, those left out being the request's own. */
  readonly url?: string
  readonly scheme?: string
  readonly host?: string
  readonly port?: number
  readonly path?: Rewrite
  /** Whether what follows the question mark goes along. */
  readonly keepsQuery: boolean
}

export interface HeaderChange {
  readonly verb: 'set' | 'add' | 'remove'
  readonly name: string
  readonly value: string
}

/** A second group that some of the requests go to. */
export interface Canary {
  readonly source: ObjectRef
  readonly group: ServiceGroup
  readonly header: string
  readonly headerValue: string
  readonly headerPattern: string
  readonly cookie: string
  readonly weight: number
  readonly weightTotal: number
}

export interface Forward {
  readonly type: 'forward'
  readonly group: ServiceGroup
  readonly canary: Canary | null
  readonly rewrite: Rewrite | null
  /** The `Host` that the backend sees; `''` for the request's. */
  readonly upstreamHost: string
  readonly requestHeaders: readonly HeaderChange[]
  readonly responseHeaders: readonly HeaderChange[]
  /** Answers `OPTIONS` itself. */
  readonly answersPreflight: boolean
}

export type Action =
  | Forward
  | { readonly type: 'redirect'; readonly redirect: Redirect }
  | { readonly type: 'answer'; readonly code: number }

export interface Route {
  /** Unlike any other of its listener. */
  readonly id: string
  readonly source: ObjectRef
  /** What an Ingress names it by: `0-1` is the second path of its first rule. */
  readonly index: string
  /** What it was made from, where that is another object. */
  readonly origin: ObjectRef | null
  readonly match: Match
  readonly fate: Fate
  readonly problems: readonly MatchProblem[]
  /** An older object that has its place; it is not asked then. */
  readonly takenBy: ObjectRef | null
  /** Where ALB sorts it; `null` where another router does. */
  readonly order: OrderKey | null
  readonly action: Action
}

export interface ListenerCertificate {
  /** In lower case; `*.app.com` stands for one label. */
  readonly host: string
  /** `namespace/name` of the Secret. */
  readonly secret: string
}

export interface Refusal {
  readonly code: number
  /** What the router gives as reason: of ALB the value of `X-ALB-ERR-REASON`. */
  readonly reason: string
}

export type ListenerProtocol = 'http' | 'https' | 'grpc' | 'tcp' | 'udp'

export interface Listener {
  readonly id: string
  readonly source: ObjectRef | null
  readonly port: number
  readonly protocol: ListenerProtocol
  /** Whether clients begin with a TLS handshake. */
  readonly isTls: boolean
  readonly certificates: readonly ListenerCertificate[]
  /** For other names and for none; `null` where the handshake fails. */
  readonly defaultCertificate: string | null
  /** In the order in which they are asked. */
  readonly routes: readonly Route[]
  /** What is answered where no route matches. */
  readonly unmatched: Refusal
  /** What is answered where no pod is behind the route. */
  readonly unserved: Refusal
  /** The port is taken by another balancer on the same nodes. */
  readonly hasConflict: boolean
}

export interface Router {
  readonly software: 'alb' | 'ingress-nginx'
  readonly source: ObjectRef | null
  readonly listeners: readonly Listener[]
}
