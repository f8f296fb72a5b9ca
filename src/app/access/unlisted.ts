/** The namespaces of somebody who may not list them: those that were typed in, and those that their rights name. */
import { queryOptions, useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type AccessRules, allowsMore, namespacesNamed, nowhere } from '../../k8s/access.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { StatusError } from '../../k8s/status.ts'
import type { WatchState } from '../../wire.ts'
import { getObject } from '../api/objects.ts'
import { useSession } from '../api/queries.ts'
import { rulesQuery } from './rights.ts'
import { type TypedNamespaces, useTypedNamespaces } from './typed-namespaces.ts'

const type = { group: '', version: 'v1', plural: 'namespaces', kind: 'Namespace', namespaced: false }

/** Whether the list of namespaces was refused. */
export function isUnlisted({ phase, reason }: WatchState): boolean {
  return phase === 'stopped' && reason?.code === 403
}

/** The namespace as one may read it; where not even that, only its name. `null` where it is gone. */
export function namespaceQuery(cluster: string, name: string) {
  return queryOptions({
    queryKey: ['namespace', cluster, name],
    queryFn: async ({ signal }): Promise<KubeObject | null> => {
      try {
        return (await getObject({ cluster, type, name }, signal)).body
      } catch (error) {
        if (!(error instanceof StatusError)) throw error
        if (error.code === 404) return null
        return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
      }
    },
    staleTime: 60_000,
  })
}

export interface Unlisted {
  readonly namespaces: readonly KubeObject[]
  readonly isLoading: boolean
}

export function useTyped(cluster: string): TypedNamespaces {
  const { clusters } = useSession()
  return useTypedNamespaces(cluster, clusters.find(({ name }) => name === cluster)?.user ?? '')
}

interface Read<T> {
  readonly data: T | undefined
  readonly isPending: boolean
}

const read = <T>(results: readonly Read<T>[]) => ({
  all: results.map(({ data }) => data),
  isLoading: results.some(({ isPending }) => isPending),
})
const rulesRead = (results: readonly Read<AccessRules>[]) => read(results)
const namespacesRead = (results: readonly Read<KubeObject | null>[]) => read(results)

const none: readonly string[] = []

/** Asks nothing unless they are `wanted`. One whose project cannot be read is a project of its own. */
export function useUnlisted(cluster: string, projectLabel: string, wanted: boolean): Unlisted {
  const { names: typed } = useTyped(cluster)
  const everywhere = useQueries({
    queries: (wanted ? [nowhere] : none).map((name) => rulesQuery(cluster, name)),
    combine: rulesRead,
  })
  const rules = everywhere.all[0]
  const named = useMemo(
    () => (rules === undefined ? none : namespacesNamed(rules).filter((name) => !typed.includes(name))),
    [rules, typed],
  )
  // That one may look at a namespace does not say that one works in it.
  const checked = useQueries({ queries: named.map((name) => rulesQuery(cluster, name)), combine: rulesRead })
  const names = useMemo(() => {
    const own = named.filter((_, index) => {
      const here = checked.all[index]
      return here !== undefined && rules !== undefined && allowsMore(here, rules)
    })
    return wanted ? [...typed, ...own].toSorted() : none
  }, [wanted, typed, named, checked.all, rules])
  const found = useQueries({
    queries: names.map((name) => namespaceQuery(cluster, name)),
    combine: namespacesRead,
  })
  const namespaces = useMemo(
    () => found.all.flatMap((each) => (each == null ? [] : [withProject(each, projectLabel)])),
    [found.all, projectLabel],
  )
  return { namespaces, isLoading: everywhere.isLoading || checked.isLoading || found.isLoading }
}

export function withProject(namespace: KubeObject, projectLabel: string): KubeObject {
  const { name, labels } = namespace.metadata
  if ((labels?.[projectLabel] ?? '') !== '') return namespace
  return { ...namespace, metadata: { ...namespace.metadata, labels: { ...labels, [projectLabel]: name } } }
}
