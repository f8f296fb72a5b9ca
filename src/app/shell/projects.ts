/**
 * Projects: the sets of namespaces that share the platform's project label; where no namespace has one, each
 * namespace is a project of its own.
 */
import { useMemo } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import type { WatchState } from '../../wire.ts'
import { isUnlisted, useUnlisted } from '../access/unlisted.ts'
import { useSession } from '../api/queries.ts'
import { mergedItems, useViews } from '../live/hooks.ts'
import { namespacesOf, type Reach } from '../live/targets.ts'
import type { Scope } from '../scope.ts'

const state = { phase: 'loading', since: 0 } as const satisfies WatchState

export interface Namespaces {
  readonly state: WatchState
  readonly all: readonly KubeObject[]
  /** The names of each project's namespaces, both in natural order. */
  readonly projects: ReadonlyMap<string, readonly string[]>
  /** The cluster knows no projects: these are its namespaces, one by one. */
  readonly areImplicit: boolean
}

export function useNamespaces(cluster: string): Namespaces {
  const { projectLabel } = useSession()
  const views = useViews([namespacesOf(cluster)])
  const listed = mergedItems(views)
  const told = views[0]?.state ?? state
  const isRefused = isUnlisted(told)
  const unlisted = useUnlisted(cluster, projectLabel, isRefused)
  const all = isRefused ? unlisted.namespaces : listed
  const labelled = useMemo(() => projectsOf(all, projectLabel), [all, projectLabel])
  const areImplicit = labelled.size === 0 && all.length > 0
  const projects = useMemo(
    () => (areImplicit ? implicitProjects(all) : labelled),
    [areImplicit, all, labelled],
  )
  return { state: isRefused && unlisted.isLoading ? state : told, all, projects, areImplicit }
}

export function projectsOf(
  namespaces: readonly KubeObject[],
  label: string,
): ReadonlyMap<string, readonly string[]> {
  const projects = new Map<string, string[]>()
  for (const { metadata } of namespaces) {
    const project = metadata.labels?.[label]
    if (project === undefined || project === '') continue
    const known = projects.get(project)
    if (known === undefined) projects.set(project, [metadata.name])
    else known.push(metadata.name)
  }
  for (const names of projects.values()) names.sort()
  return new Map([...projects].sort(([a], [b]) => a.localeCompare(b)))
}

export function implicitProjects(namespaces: readonly KubeObject[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    namespaces
      .map(({ metadata }): [string, readonly string[]] => [metadata.name, [metadata.name]])
      .sort(([a], [b]) => a.localeCompare(b)),
  )
}

/** The namespaces that a page in this scope reads: all of the cluster (`null`), the project's, or one. */
export function useReach(scope: Scope): Reach {
  const { projects } = useNamespaces(scope.cluster)
  return useMemo(() => {
    if (scope.view === 'admin') return { cluster: scope.cluster, namespaces: null }
    const namespaces = scope.namespace === null ? (projects.get(scope.project) ?? []) : [scope.namespace]
    return { cluster: scope.cluster, namespaces }
  }, [scope, projects])
}

/** The namespaces of the view: all of the cluster (`null`), or the project's, whichever of them one looks at. */
export function useViewNamespaces(scope: Scope): readonly string[] | null {
  const { projects } = useNamespaces(scope.cluster)
  return useMemo(
    () => (scope.view === 'admin' ? null : (projects.get(scope.project) ?? [])),
    [scope, projects],
  )
}
