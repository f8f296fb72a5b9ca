/** What containers have written, as the log subresource asks for it. */
import type { SandboxObject } from '../types.ts'

export interface LoggedLine {
  /** Milliseconds since the epoch. */
  readonly at: number
  /** The six digits of RFC 3339 times that follow the milliseconds. */
  readonly nanoseconds: string
  readonly text: string
}

/** Lines by number, each at its time and none before the one above, so that nothing has to be kept. */
export interface ContainerLog {
  readonly line: (number: number) => LoggedLine
  /** The number of the first line that is not before a time. */
  readonly numberAt: (milliseconds: number) => number
}

/** The log of a container that started at a time. */
export type LogSource = (pod: SandboxObject, container: string, startedAt: number) => ContainerLog
