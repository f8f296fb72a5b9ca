/** Content in the order of its history, so that ages are believable and what needs something comes after it. */
import type { Manifest } from '../../k8s/objects.ts'

export interface Chapter {
  /** How long before the start of the sandbox it was written. */
  readonly hoursAgo: number
  /** With their status where no controller would write it. */
  readonly manifests: readonly Manifest[]
}

export interface ContentOptions {
  /** How many times the projects stand side by side; 1 is a platform of believable size. */
  readonly copies: number
  /** Certificates expire some time after it. */
  readonly now: Date
  /** Of Kubernetes, as the nodes report it. */
  readonly version?: string
}
