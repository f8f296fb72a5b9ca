/** What is looked at across the cluster and, where that is refused, in the namespaces at hand: for a removal, for one. */
import { useMemo } from 'react'
import type { RelatedKind, World } from '../../kinds/world.ts'
import { useDiscovery, useSession } from '../api/queries.ts'
import { useWorld } from '../live/world.ts'
import type { Scope } from '../scope.ts'
import { useReach } from '../shell/projects.ts'

export interface WidestWorld extends World {
  /** Some kinds could only be read in the project's own namespaces. */
  readonly partial: boolean
}

/** `namespaces` are those of the objects. */
export function useWidestWorld(
  scope: Scope,
  related: readonly RelatedKind[],
  namespaces: readonly string[],
): WidestWorld {
  const { data: discovery } = useDiscovery(scope.cluster)
  const { labelDomain, projectLabel } = useSession()
  const project = scope.view === 'project' ? scope.project : null
  const context = { discovery, labelDomain, project }
  const across = useWorld(related, { cluster: scope.cluster, namespaces: null }, context)
  const refused = useRefused(related, across)
  const own = useReach(scope).namespaces
  // What is lent lies in none of the project's own.
  const at = useMemo(() => [...new Set([...(own ?? []), ...namespaces])], [own, namespaces])
  const inPart = useMemo(() => new Map(refused.map((each) => [each, inNamespaces(each)])), [refused])
  const nearKinds = useMemo(() => [...inPart.values()], [inPart])
  const near = useWorld(nearKinds, { cluster: scope.cluster, namespaces: at }, context)
  const found = (each: RelatedKind) => {
    const part = inPart.get(each)
    return part === undefined ? { world: across, kind: each } : { world: near, kind: part }
  }
  return {
    labelDomain,
    projectLabel,
    project,
    facts: across.facts,
    partial: refused.length > 0,
    list: (each) => {
      const { world, kind } = found(each)
      return world.list(kind)
    },
    lookup: (each, index, key) => {
      const { world, kind } = found(each)
      return world.lookup(kind, index, key)
    },
    availability: (each) => {
      const { world, kind } = found(each)
      return world.availability(kind)
    },
  }
}

/** The kinds that may not be read across the cluster; the same list as long as they are the same. */
function useRefused(kinds: readonly RelatedKind[], world: World): readonly RelatedKind[] {
  const key = kinds.map((each) => (world.availability(each) === 'refused' ? '1' : '0')).join('')
  return useMemo(() => kinds.filter((_, index) => key[index] === '1'), [kinds, key])
}

/** The same kind, no longer across the cluster. */
function inNamespaces({ everywhere: _, ...kind }: RelatedKind): RelatedKind {
  return kind
}
