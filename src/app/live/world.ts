/** The world of a page: the related objects its kind asked for, resolved by discovery and followed live. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { RelatedKind, World } from '../../kinds/world.ts'
import type { WatchTarget } from '../../wire.ts'
import { discoveryQuery, useSession } from '../api/queries.ts'
import { useClusterFacts } from '../places/facts.ts'
import { globalClusterOf } from '../places/global-cluster.ts'
import type { Collection, CollectionView } from './collection.ts'
import { useLive } from './hooks.ts'
import { LiveWorld, type Surroundings, type WorldContext } from './live-world.ts'
import { type Reach, shareOf, shareTargets, targetsOf } from './targets.ts'

export { availabilityOf } from './live-world.ts'

/** What of its surroundings a world answers with: nothing of it changes because objects do. */
export function useSurroundings(cluster: string, context: WorldContext): Surroundings {
  const { discovery, labelDomain, project } = context
  const { projectLabel } = useSession()
  // Whoever needs more than discovery tells has it read; others see it then as well.
  const { facts } = useClusterFacts(cluster, false)
  return useMemo(
    () => ({ discovery, labelDomain, projectLabel, project, facts }),
    [discovery, labelDomain, projectLabel, project, facts],
  )
}

export function useWorld(kinds: readonly RelatedKind[], reach: Reach, context: WorldContext): World {
  return useWorldIn(useSurroundings(reach.cluster, context), kinds, reach)
}

/** The same for those who already have its surroundings: this much is done again with every change. */
export function useWorldIn(surroundings: Surroundings, kinds: readonly RelatedKind[], reach: Reach): World {
  const { discovery } = surroundings
  const platform = usePlatform(kinds, reach.cluster)
  const targets = useMemo(
    () =>
      kinds.map((kind) =>
        kind.isGlobal === true
          ? targetsOf(kind, { cluster: platform.cluster, namespaces: null }, platform.discovery)
          : targetsOf(kind, reach, discovery),
      ),
    [kinds, reach, discovery, platform],
  )
  const all = useMemo(() => targets.flat(), [targets])
  const { collections, views } = useLive(all, 'related')
  const shares = useShares(kinds, targets, views, surroundings)
  const own = useLive(
    useMemo(() => shares.flat(), [shares]),
    'related',
  )
  const counts = targets.map(({ length }) => length).join()
  const ownCounts = shares.map(({ length }) => length).join()
  const parts = useMemo(() => {
    const wholes = split(collections, counts)
    const ours = split(own.collections, ownCounts)
    return kinds.map((kind, index): [RelatedKind, readonly Collection[]] => [
      kind,
      [...(wholes[index] ?? []), ...(ours[index] ?? [])],
    ])
  }, [kinds, counts, ownCounts, collections, own.collections])
  return useMemo(() => {
    // A world is a new one when anything in it is: whoever keeps what it read compares the views.
    void [views, own.views]
    return new LiveWorld(parts, surroundings, platform.discovery)
  }, [views, own.views, parts, surroundings, platform])
}

/** Of each kind, what is followed in place of what is refused. */
function useShares(
  kinds: readonly RelatedKind[],
  targets: readonly (readonly WatchTarget[])[],
  views: readonly CollectionView[],
  { project, labelDomain }: Surroundings,
): readonly (readonly WatchTarget[])[] {
  const states = views.map(({ state }) => state)
  let read = 0
  const shares = kinds.map((kind, index) => {
    const share = shareOf(kind, project, labelDomain)
    return (targets[index] ?? []).flatMap((target) => {
      const state = states[read]
      read += 1
      return state === undefined ? [] : shareTargets(target, state, share)
    })
  })
  const said = JSON.stringify(shares)
  return useMemo(() => JSON.parse(said) as readonly (readonly WatchTarget[])[], [said])
}

/** `counts` says how many belong together, one after the other. */
function split(collections: readonly Collection[], counts: string): readonly (readonly Collection[])[] {
  let offset = 0
  return counts.split(',').map((count) => {
    offset += Number(count)
    return collections.slice(offset - Number(count), offset)
  })
}

/** The cluster that keeps what belongs to the platform, and what it serves once one of the kinds is kept there. */
function usePlatform(kinds: readonly RelatedKind[], cluster: string) {
  const session = useSession()
  const at = globalClusterOf(session, cluster)
  const { data } = useQuery({
    ...discoveryQuery(at),
    enabled: kinds.some(({ isGlobal }) => isGlobal === true),
  })
  return useMemo(() => ({ cluster: at, discovery: data }), [at, data])
}
