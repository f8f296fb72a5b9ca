/** What the ways to sign in have in common, once somebody has. */
import type { ClusterInfo } from '../../wire.ts'
import type { Proof } from '../identity.ts'
import type { SealedSession } from '../sessions/session.ts'

export interface Person {
  readonly user: string
  readonly groups: readonly string[]
  /** What makes two of them the same to every cluster. */
  readonly sameness: readonly unknown[]
  /** When the proof ends, and from when on `renew` gives another. */
  readonly proofEnds: number
  readonly renewFrom: number
  /** Rejects with `ClusterError`. */
  prove(cluster: string): Promise<Proof>
  /** Whom that cluster sees; empty where nobody is signed in to it. */
  userOn(cluster: ClusterInfo): string
}

export interface Method {
  /** The session with a proof that is good for a while; null where there is none any more. */
  renew(session: SealedSession): Promise<SealedSession | null>
  /** Null for a session of another method. */
  personOf(session: SealedSession): Person | null
}

export const lasting = { proofEnds: Number.POSITIVE_INFINITY, renewFrom: Number.POSITIVE_INFINITY }
