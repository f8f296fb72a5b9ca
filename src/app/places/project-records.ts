/** What the platform's own record of projects says of them: where it is kept, and where one may read it. */
import { useMemo } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { displayNameKey } from '../../kinds/display-name.ts'
import { platformProjects } from '../../kinds/related.ts'
import { useDiscovery, useSession } from '../api/queries.ts'
import { mergedItems, useViews } from '../live/hooks.ts'
import { targetsOf } from '../live/targets.ts'
import { globalClusterOf } from './global-cluster.ts'

export interface ProjectRecord {
  readonly displayName: string
  readonly description: string
}

/** By the names of projects; empty where there is no such record. */
export function useProjectRecords(cluster: string): ReadonlyMap<string, ProjectRecord> {
  const session = useSession()
  const { labelDomain } = session
  const at = globalClusterOf(session, cluster)
  const { data: discovery } = useDiscovery(at)
  const items = mergedItems(
    useViews(targetsOf(platformProjects, { cluster: at, namespaces: null }, discovery)),
  )
  return useMemo(() => recordsOf(items, labelDomain), [items, labelDomain])
}

export function recordsOf(
  projects: readonly KubeObject[],
  labelDomain: string,
): ReadonlyMap<string, ProjectRecord> {
  return new Map(
    projects.map(({ metadata: { name, annotations } }) => [
      name,
      {
        displayName: annotations?.[displayNameKey(labelDomain)] ?? '',
        description: annotations?.[`${labelDomain}/description`] ?? '',
      },
    ]),
  )
}
