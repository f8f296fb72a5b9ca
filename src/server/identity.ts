/** Who asks a cluster, and what proves it. */
import { createHash } from 'node:crypto'
import type { ViewAs } from '../wire.ts'

/** Whom the `Impersonate-*` headers of a request name. */
export interface Impersonation {
  readonly user: string
  readonly groups: readonly string[]
}

/** What one request to a cluster is made with. */
export interface Proof {
  /** Replaces all credentials of the kubeconfig's user; null: these are used. */
  readonly bearer: {
    readonly token: string
    /** The only address that it may be sent to; null: any cluster's. */
    readonly address: string | null
  } | null
  readonly impersonate: Impersonation | null
}

/** The kubeconfig's own user. */
export const kubeconfigProof: Proof = { bearer: null, impersonate: null }

export interface Identity {
  readonly user: string
  readonly groups: readonly string[]
  /**
   * Two identities with one key are the same to every cluster, and may share what they watch. A digest: it
   * tells nothing of what it was made of.
   */
  readonly key: string
  readonly viewAs: ViewAs | null
  /** Rejects with `ClusterError` where there is nothing to prove it to that cluster with. */
  prove(cluster: string): Promise<Proof>
}

/** A text that is the same for the same parts, and says nothing of them. */
export function digestOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}
