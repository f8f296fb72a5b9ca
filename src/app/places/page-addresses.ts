/** Where the pages of projects, clusters and components are. */
import { type Scope, scopePath, segmentPath } from '../scope.ts'

export const clustersSegment = 'clusters'
export const componentsSegment = 'components'
/** After `g`, as the keys of kinds. */
export const overviewGoKey = 'o'

/** Whether a segment of the administrator's view is one of a page about clusters. */
export function isClusterPage(segment: string): boolean {
  return segment === clustersSegment || segment === componentsSegment
}

export function overviewPath(scope: Extract<Scope, { view: 'project' }>): string {
  return scopePath(scope)
}

export function clustersPath(cluster: string): string {
  return segmentPath({ view: 'admin', cluster }, clustersSegment)
}

export function componentsPath(cluster: string): string {
  return segmentPath({ view: 'admin', cluster }, componentsSegment)
}
