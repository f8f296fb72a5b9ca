/** Whether a Subnet has addresses left, by what its controller counts. */
import type { Finding } from '../../manifest/finding.ts'
import type { Check } from '../kind.ts'
import { named } from '../lookups.ts'
import { subnets } from '../related.ts'
import { countsOf } from './count.ts'
import { finding } from './finding.ts'
import { cidrPath, viewOf } from './spec.ts'

/** One in so many left is few. */
const few = 10n

export const exhaustionCheck: Check = (object, world) => {
  const { name, parts } = viewOf(object)
  const saved = name === '' ? undefined : named(world, subnets, '', name)
  // What is counted is the block that was saved, and not the one that it becomes.
  if (saved !== undefined && viewOf(saved).parts.join() !== parts.join()) return []
  return (['v4', 'v6'] as const).flatMap((family): readonly Finding[] => {
    const { used, available } = countsOf(saved ?? object, family)
    if (used === null || available === null || used === 0n) return []
    const values = { left: String(available), all: String(used + available) }
    if (available === 0n) return [finding('warning', 'exhausted', cidrPath, values)]
    return available * few <= used + available ? [finding('info', 'nearly-exhausted', cidrPath, values)] : []
  })
}
