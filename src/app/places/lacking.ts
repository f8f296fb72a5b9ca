/** What a kind needs and its cluster does not have. */

import type { ClusterFacts } from '../../k8s/cluster/facts.ts'
import type { Part } from '../../k8s/cluster/parts.ts'
import { parts } from '../../kinds/components.ts'
import type { Kind } from '../../kinds/kind.ts'
import { useClusterFacts } from './facts.ts'

/** The parts any of which would do, where certainly none is there; `null` where one is, may be, or none is needed. */
export function useLacking(cluster: string, kind: Kind | null): readonly Part[] | null {
  const needs = kind?.needs
  const { facts } = useClusterFacts(cluster, needs !== undefined || kind?.asksNetwork === true)
  return lackingOf(needs, facts)
}

export function lackingOf(needs: Kind['needs'], facts: ClusterFacts): readonly Part[] | null {
  if (needs === undefined || needs.some((id) => facts.presence(id) !== 'absent')) return null
  return parts.filter(({ id }) => needs.includes(id))
}
