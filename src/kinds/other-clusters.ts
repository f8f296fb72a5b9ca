/** Looking at the same kinds of objects in the other clusters that one sees, a part of the page for each. */
import { type ComponentType, createContext, type ReactNode, useContext } from 'react'
import type { RelatedKind, World } from './world.ts'

export interface OtherClustersProps {
  readonly kinds: readonly RelatedKind[]
  /** What is shown of a cluster; the world of one that does not answer says `stale` of everything. */
  readonly children: (cluster: string, world: World) => ReactNode
}

/** The pages give it; where they do not, there are no other clusters. */
export const OtherClustersContext = createContext<ComponentType<OtherClustersProps>>(() => null)

export function useOtherClusters(): ComponentType<OtherClustersProps> {
  return useContext(OtherClustersContext)
}
