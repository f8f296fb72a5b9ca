/** The worlds of the other clusters, for pages that look beyond their own. */
import { useMemo } from 'react'
import type { OtherClustersProps } from '../../kinds/other-clusters.ts'
import type { World } from '../../kinds/world.ts'
import { useDiscovery, useSession } from '../api/queries.ts'
import { useWorld } from '../live/world.ts'
import { useScope } from '../scope.ts'

export function OtherClusters({ kinds, children }: OtherClustersProps) {
  const { clusters } = useSession()
  const { cluster: own } = useScope()
  return clusters
    .filter(({ name }) => name !== own)
    .map(({ name }) => (
      <OneCluster key={name} cluster={name} kinds={kinds}>
        {children}
      </OneCluster>
    ))
}

function OneCluster({ cluster, kinds, children }: OtherClustersProps & { cluster: string }) {
  const { labelDomain } = useSession()
  const { data: discovery, error } = useDiscovery(cluster)
  const reach = useMemo(() => ({ cluster, namespaces: null }), [cluster])
  const world = useWorld(kinds, reach, { discovery, labelDomain, project: null })
  return children(cluster, discovery === undefined && error !== null ? silent(world) : world)
}

/** That of a cluster that does not answer: nothing in it is on its way. */
function silent(world: World): World {
  return {
    labelDomain: world.labelDomain,
    projectLabel: world.projectLabel,
    project: world.project,
    facts: world.facts,
    list: world.list,
    lookup: world.lookup,
    availability: () => 'stale',
  }
}
