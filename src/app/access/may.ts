/** Whether the user may do something, and in words what is missing where not. Unknown is never a no. */
import type { TFunction } from 'i18next'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResourceType } from '../../k8s/resource.ts'
import type { Scope } from '../scope.ts'
import { useNamespaces } from '../shell/projects.ts'
import { useAnswers, useAnywhere } from './answers.ts'
import type { Wish } from './rights.ts'

export interface May {
  /** `null` as long as it is not known. */
  readonly allowed: boolean | null
  /** What is missing, code in backticks; `''` unless it is refused. */
  readonly reason: string
}

/** A wish about objects of a type. What is to be made is not judged by its name. */
export function wishOf(
  verb: string,
  { group, plural, namespaced }: ResourceType,
  namespace: string | null | undefined,
  name?: string,
): Wish {
  const judged = verb === 'create' ? undefined : name
  return { verb, group, resource: plural, name: judged, namespace: namespaced ? (namespace ?? null) : null }
}

const namedAtMost = 3

/** "Needs `create` on `ingresses` in `shop-prod`"; without namespaces, in the whole cluster. */
export function lackText(
  t: TFunction,
  { verb, resource, subresource = '' }: Omit<Wish, 'namespace'>,
  namespaces: readonly (string | null)[],
): string {
  const words = { verb, resource: subresource === '' ? resource : `${resource}/${subresource}` }
  const named = [...new Set(namespaces.filter((each) => each !== null))]
  if (named.length === 0) return t('app:access.lackCluster', words)
  const listed = named
    .slice(0, namedAtMost)
    .map((each) => `\`${each}\``)
    .join(', ')
  return named.length > namedAtMost
    ? t('app:access.lackMany', { ...words, namespaces: listed, count: named.length - namedAtMost })
    : t('app:access.lack', { ...words, namespaces: listed })
}

const nothing: readonly Wish[] = []

/** Without a wish there is nothing to refuse. */
export function useMay(cluster: string, wish: Wish | null): May {
  const { t } = useTranslation()
  const answers = useAnswers(cluster, wish === null ? nothing : [wish])
  const allowed = wish === null ? null : answers.of(wish)
  const reason = wish !== null && allowed === false ? lackText(t, wish, [wish.namespace]) : ''
  return { allowed, reason }
}

export interface ScopeWish {
  readonly verb: string
  /** Nothing is known of what is not served. */
  readonly type: ResourceType | null | undefined
  /** Where such objects lie besides the project's own namespaces, if it is lent them. */
  readonly home?: string | undefined
  /** What is asked for of a list. */
  readonly labelSelector?: string | undefined
}

const noNames: readonly string[] = []

/**
 * Whether the user may do something to objects of a type anywhere in a scope: in the namespace, in any of the
 * project's, in any that is known of the cluster. A list of the Administrator view is one of the whole cluster.
 */
export function useMaysInScope(scope: Scope, wishes: readonly ScopeWish[]): readonly May[] {
  const { t } = useTranslation()
  const { cluster } = scope
  const { all, projects } = useNamespaces(cluster)
  const isWhole = ({ verb, type }: ScopeWish) =>
    type?.namespaced === false || (verb === 'list' && scope.view === 'admin')
  const ofCluster = (wish: ScopeWish) => isWhole(wish) || scope.view === 'admin'
  const asked = wishes.map(({ verb, type, labelSelector }) =>
    type == null
      ? null
      : { ...wishOf(verb, type, null), ...(labelSelector !== undefined && { labelSelector }) },
  )
  const inCluster = useAnswers(
    cluster,
    asked.flatMap((wish, index) => {
      const given = wishes[index]
      return wish !== null && given !== undefined && ofCluster(given) ? [wish] : []
    }),
  )
  const namespaces =
    scope.view === 'admin'
      ? all.map(({ metadata }) => metadata.name)
      : scope.namespace === null
        ? (projects.get(scope.project) ?? noNames)
        : [scope.namespace]
  const needsNamespaces = (index: number) => {
    const [wish, given] = [asked[index], wishes[index]]
    if (!wish || given === undefined || isWhole(given)) return false
    return scope.view === 'project' || inCluster.of(wish) === false
  }
  const anywhere = useAnywhere(
    cluster,
    asked.map((wish, index) => ({
      wish: wish ?? anything,
      namespaces: needsNamespaces(index) ? withHome(namespaces, scope, wishes[index]) : noNames,
    })),
  )
  return asked.map((wish, index): May => {
    const given = wishes[index]
    if (wish === null || given === undefined) return { allowed: null, reason: '' }
    const allowed = needsNamespaces(index) ? (anywhere[index] ?? null) : inCluster.of(wish)
    return { allowed, reason: allowed === false ? lackIn(t, scope, wish, isWhole(given), namespaces) : '' }
  })
}

function withHome(namespaces: readonly string[], { view }: Scope, wish: ScopeWish | undefined) {
  return wish?.home === undefined || view === 'admin' ? namespaces : [wish.home, ...namespaces]
}

function lackIn(
  t: TFunction,
  scope: Scope,
  wish: Wish,
  isWhole: boolean,
  namespaces: readonly string[],
): string {
  if (isWhole) return lackText(t, wish, [])
  if (namespaces.length === 1) return lackText(t, wish, namespaces)
  const words = { verb: wish.verb, resource: wish.resource }
  return scope.view === 'admin'
    ? t('app:access.lackAny', words)
    : t('app:access.lackProject', { ...words, project: scope.project })
}

const unknown: May = { allowed: null, reason: '' }
const anything = { verb: '*', group: '*', resource: '*' }

export function useMayInScope(
  scope: Scope,
  verb: string,
  type: ScopeWish['type'],
  where: string | Pick<ScopeWish, 'home' | 'labelSelector'> = {},
): May {
  const wish = typeof where === 'string' ? { home: where } : where
  return useMaysInScope(scope, [{ verb, type, ...wish }])[0] ?? unknown
}

/** In which of the namespaces the user may not do it, and what is missing there. */
export function useLacks(
  cluster: string,
  wish: Omit<Wish, 'namespace'> | null,
  namespaces: readonly string[],
): (namespace: string) => string {
  const { t } = useTranslation()
  const wishes = wish === null ? nothing : namespaces.map((namespace) => ({ ...wish, namespace }))
  const answers = useAnswers(cluster, wishes)
  const { of } = answers
  const said = JSON.stringify(wish)
  return useCallback(
    (namespace) => {
      const asked = JSON.parse(said) as Omit<Wish, 'namespace'> | null
      if (asked === null || of({ ...asked, namespace }) !== false) return ''
      return lackText(t, asked, [namespace])
    },
    [t, of, said],
  )
}
