/** Where the user is: the view, the cluster, the project and namespace; and the addresses of pages in it. */
import { useMemo } from 'react'
import { useParams } from 'react-router'
import type { Kind } from '../kinds/kind.ts'

export type Scope =
  | { readonly view: 'admin'; readonly cluster: string }
  | {
      readonly view: 'project'
      readonly cluster: string
      readonly project: string
      /** `null` for all namespaces of the project. */
      readonly namespace: string | null
    }

/** Stands for all namespaces in a URL; no namespace can be called so. */
export const allNamespaces = '~all'

export function useScope(): Scope {
  const { cluster = '', project, scopeNamespace = allNamespaces } = useParams()
  return useMemo(() => {
    if (project === undefined) return { view: 'admin', cluster }
    return {
      view: 'project',
      cluster,
      project,
      namespace: scopeNamespace === allNamespaces ? null : scopeNamespace,
    }
  }, [cluster, project, scopeNamespace])
}

const join = (...parts: readonly string[]) => `/${parts.map(encodeURIComponent).join('/')}`

function base(scope: Scope): readonly string[] {
  return scope.view === 'admin'
    ? ['admin', scope.cluster]
    : ['projects', scope.cluster, scope.project, scope.namespace ?? allNamespaces]
}

export function scopePath(scope: Scope): string {
  return join(...base(scope))
}

/** The page at a segment; a kind's is its list. */
export function segmentPath(scope: Scope, segment: string): string {
  return join(...base(scope), segment)
}

export function listPath(scope: Scope, kind: Kind): string {
  return segmentPath(scope, kind.segment)
}

export function createPath(scope: Scope, kind: Kind): string {
  return join(...base(scope), kind.segment, '~create')
}

/** Where objects of any kind are written from a file or a pasted text; no kind's segment begins so. */
export const importSegment = '~import'

interface ObjectName {
  readonly namespace?: string | undefined
  readonly name: string
}

export function objectPath(scope: Scope, kind: Kind, { namespace, name }: ObjectName): string {
  return join(...base(scope), kind.segment, ...(namespace === undefined ? [] : [namespace]), name)
}

export function editPath(scope: Scope, kind: Kind, object: ObjectName): string {
  return `${objectPath(scope, kind, object)}/~edit`
}

/** Of the page on which one part of an object is changed. */
export const actionParameter = 'action'

export function actionPath(scope: Scope, kind: Kind, object: ObjectName, action: string): string {
  return `${editPath(scope, kind, object)}?${new URLSearchParams({ [actionParameter]: action })}`
}
