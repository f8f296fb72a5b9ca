/** A rule between settings. */
import type { Config } from './settings/index.ts'

export interface Rule {
  /** The first is the one that a violation is told of; it is checked only where all of them are right by themselves. */
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
