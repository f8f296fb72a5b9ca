/** What rules need from a CEL library. One file binds a library to it, so that nothing else knows which. */
import type { CelInput } from './values.ts'

export type Evaluated =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string }

export type Program = (variables: Readonly<Record<string, CelInput>>) => Evaluated

export interface Compiled {
  /** `null` when this runtime cannot evaluate the expression; `obstacle` then says why. */
  readonly program: Program | null
  readonly obstacle: string
  /** Whether the expression looks at the object as it was before. */
  readonly usesOldSelf: boolean
}

export interface Expressions {
  /** Never throws. Equal texts may share one result. */
  compile(expression: string): Compiled
}
