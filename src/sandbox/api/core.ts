/** What every handler works with: the objects, the kinds, the rules, and the sources of chance and time. */
import { randomInt, randomUUID } from 'node:crypto'
import type { RuleContext, Rules, User } from '../types.ts'
import type { LogSource } from './containerlog.ts'
import type { KindRegistry } from './kinds.ts'
import type { ObjectStore } from './store.ts'

export interface Core {
  readonly store: ObjectStore
  readonly kinds: KindRegistry
  readonly rules: Rules
  readonly now: () => Date
  /** Without it no container has a log. */
  readonly logs?: LogSource
}

/** Who writes, and how. */
export interface WriteContext {
  readonly user: User
  readonly dryRun: boolean
  /** The field manager's name. */
  readonly manager: string
  /** Told of warnings as they arise: they reach the client even where the write is refused afterwards. */
  readonly warn?: (warnings: readonly string[]) => void
}

export function ruleContext({ store, kinds, now }: Core, { user, dryRun }: WriteContext): RuleContext {
  return {
    lookup: store,
    now: now(),
    user,
    dryRun,
    kind: (group, version, kind) => kinds.findKind(group, version, kind),
  }
}

export function newUid(): string {
  return randomUUID()
}

/** The letters of generated names: none that spell words, none that look alike. */
export const nameLetters = 'bcdfghjklmnpqrstvwxz2456789'

export function nameSuffix(): string {
  return Array.from({ length: 5 }, () => nameLetters[randomInt(nameLetters.length)]).join('')
}
