/** Which connections changes of policies open and close, worked out in pieces so that the page stays usable. */
import {
  type ClusterObjects,
  type ConnectionChange,
  changesByWorkload,
  compilePolicies,
  isNone,
} from '../../net/policy/index.ts'
import type { ObjectChange } from '../kind.ts'
import { named, without } from './cluster-world.ts'

export interface Half {
  readonly count: number
  readonly first: readonly ConnectionChange[]
}

export interface Outcome {
  readonly opened: Half
  readonly closed: Half
}

/** More are counted. */
export const listedChanges = 100

/** How long one piece may take, in milliseconds. */
const piece = 12

/** `null` where it was given up before its end. */
export async function outcomeOf(
  cluster: ClusterObjects,
  changes: readonly ObjectChange[],
  signal: AbortSignal,
  pause: () => Promise<void> = nextTask,
): Promise<Outcome | null> {
  const policies = {
    before: withChanges(cluster, changes, 'before'),
    after: withChanges(cluster, changes, 'after'),
  }
  await pause()
  if (signal.aborted) return null
  const before = compilePolicies({ ...cluster, policies: policies.before })
  await pause()
  if (signal.aborted) return null
  const after = compilePolicies({ ...cluster, policies: policies.after })
  const opened = new Tally()
  const closed = new Tally()
  let until = performance.now() + piece
  for (const step of changesByWorkload(before, after)) {
    for (const change of step) {
      if (!isNone(change.opened)) opened.add(change)
      if (!isNone(change.closed)) closed.add(change)
    }
    if (performance.now() < until) continue
    await pause()
    if (signal.aborted) return null
    until = performance.now() + piece
  }
  return { opened, closed }
}

class Tally implements Half {
  count = 0
  readonly first: ConnectionChange[] = []

  add(change: ConnectionChange): void {
    this.count += 1
    if (this.first.length < listedChanges) this.first.push(change)
  }
}

/** Another object stays the object it is, so that it need not be read again. */
function withChanges(
  { policies }: ClusterObjects,
  changes: readonly ObjectChange[],
  side: keyof ObjectChange,
): ClusterObjects['policies'] {
  return changes.reduce((all, change) => {
    const others = without(all, change.after ?? change.before)
    const there = change[side]
    return there === null ? others : [...others, named(there)]
  }, policies)
}

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve))
