/** What a change of a port interrupts. */
import type { Text } from '../../manifest/finding.ts'
import { viewOf } from './spec.ts'

export function interruptionsOf(before: unknown, after: unknown): readonly Text[] {
  // One that is not there yet serves nobody.
  if (before === null) return []
  const [old, next] = [viewOf(before), viewOf(after)]
  const isOther = old.port !== next.port || old.protocol !== next.protocol
  return isOther ? [{ key: 'frontend:interrupts' }] : []
}
