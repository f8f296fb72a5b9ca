/** Where what belongs to the platform as a whole is kept. */
import type { Session } from '../../wire.ts'

/** The cluster to ask for platform-wide objects when one is in `cluster`: the global one, else itself. */
export function globalClusterOf({ globalCluster, clusters }: Session, cluster: string): string {
  const isKnown = clusters.some(({ name }) => name === globalCluster)
  return isKnown ? (globalCluster ?? cluster) : cluster
}
