/** A rule between settings. */
import type { Config } from './settings/index.ts'

export interface Rule {
  /**
   * All that `violation` reads: it is asked only where each of them is right by itself. The first is the one that a
   * violation is told of.
   */
  readonly keys: readonly [string, ...string[]]
  readonly violation: (config: Config) => Violation | null
}

export interface Violation {
  /** A sentence on what is wrong. */
  readonly message: string
  /** The setting it is told of, where that is not the first. */
  readonly key?: string
  /** Where in the value. */
  readonly path?: readonly (string | number)[]
}
