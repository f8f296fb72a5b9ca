/** Where the isolation of projects is configured, and how it is called. */
import type { Gates } from '../../k8s/gates.ts'

export const isolationSegment = 'cluster-network-policy'

/** i18n key. Beside the newer kinds of cluster policies, which have its name then, it is called by what it does. */
export function isolationTitle(gates: Gates): string {
  return gates['cluster-network-policy-next'] ? 'app:isolation.titleBesideNext' : 'app:isolation.title'
}
