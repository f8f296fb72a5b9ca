/** What the removal of objects looks at: across the cluster; where that is refused, in the namespaces at hand. */
import { useMemo } from 'react'
import type { Kind } from '../../kinds/kind.ts'
import type { RelatedKind, World } from '../../kinds/world.ts'
import { useDiscovery, useSession } from '../api/queries.ts'
import { useWorld } from '../live/world.ts'
import type { Scope } from '../scope.ts'
import { useReach } from '../shell/projects.ts'

export interface RemovalWorld extends World {
  /** Some kinds could only be read in the project's own namespaces. */
  readonly partial: boolean
}

/** `namespaces` are those of the objects. */
export function useRemovalWorld(scope: Scope, kind: Kind, namespaces: readonly string[]): RemovalWorld {
  const { data: discovery } = useDiscovery(scope.cluster)
  const { labelDomain, projectLabel } = useSession()
  const context = { discovery, labelDomain, project: null }
  const across = useWorld(kind.related.removal, { cluster: scope.cluster, namespaces: null }, context)
  const refused = useRefused(kind.related.removal, across)
  const at = useReach(scope).namespaces ?? namespaces
  const near = useWorld(refused, { cluster: scope.cluster, namespaces: at }, context)
  const world = (each: RelatedKind) => (refused.includes(each) ? near : across)
  return {
    labelDomain,
    projectLabel,
    project: null,
    facts: across.facts,
    partial: refused.length > 0,
    list: (each) => world(each).list(each),
    lookup: (each, index, key) => world(each).lookup(each, index, key),
    availability: (each) => world(each).availability(each),
  }
}

/** The kinds that may not be read across the cluster; the same list as long as they are the same. */
function useRefused(kinds: readonly RelatedKind[], world: World): readonly RelatedKind[] {
  const key = kinds.map((each) => (world.availability(each) === 'refused' ? '1' : '0')).join('')
  return useMemo(() => kinds.filter((_, index) => key[index] === '1'), [kinds, key])
}
