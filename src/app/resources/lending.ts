/** Objects of the platform that projects use: which of them the view of a project shows, and what it offers of them. */
import { useMemo } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ServedType } from '../../k8s/resource.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { RelatedKind, World } from '../../kinds/world.ts'
import type { ScopeWish } from '../access/may.ts'
import { type Reach, shareOf } from '../live/targets.ts'
import type { Scope } from '../scope.ts'

type View = Pick<Scope, 'view'>

const reads = ['get', 'list', 'watch']
const known = new WeakMap<ServedType, Map<string, ServedType>>()

/** The type with what a view offers of it, and what a project has of it; the same for the same. */
export function typeInView(kind: Kind, scope: Scope, type: ServedType, labelDomain: string): ServedType {
  const isReadOnly = isOnlyRead(kind, scope)
  const share = shareOf(kind, scope.view === 'project' ? scope.project : null, labelDomain)
  if (!isReadOnly && share === undefined) return type
  const views = known.get(type) ?? new Map<string, ServedType>()
  known.set(type, views)
  const key = JSON.stringify([isReadOnly, share])
  const verbs = isReadOnly ? type.verbs.filter((verb) => reads.includes(verb)) : type.verbs
  const made = views.get(key) ?? { ...type, verbs, ...(share !== undefined && { share }) }
  views.set(key, made)
  return made
}

/** What asks whether a project may list what it is lent: all of it or, where that is shared by labels, its own. */
export function lentWish(
  kind: Kind,
  scope: Scope,
  labelDomain: string,
): Pick<ScopeWish, 'home' | 'labelSelector'> {
  const share = shareOf(kind, scope.view === 'project' ? scope.project : null, labelDomain)
  return { home: lentHome(kind), labelSelector: share?.selectors[0] }
}

/** Whether a view only reads what the cluster lets one write. */
export const isOnlyRead = ({ lent }: Kind, { view }: View) => lent?.isReadOnly === true && view === 'project'

/** The namespace in which a project finds what it is lent. */
export const lentHome = ({ lent, home }: Kind) => (lent === undefined ? undefined : home)

/** Where the objects of a kind are read: those that are lent lie in its home, too. */
export function useLentReach(kind: Kind, reach: Reach): Reach {
  const home = lentHome(kind)
  return useMemo(() => {
    const { namespaces } = reach
    if (home === undefined || namespaces === null) return reach
    return { ...reach, namespaces: [...new Set([home, ...namespaces])] }
  }, [home, reach])
}

/** What has to be read to know which of the objects are lent; the same list for the same kind. */
export const lendingKinds = ({ lent }: Kind): readonly RelatedKind[] => lent?.looksAt ?? nothing
const nothing: readonly RelatedKind[] = []

export function isShownIn({ lent }: Kind, object: KubeObject, scope: Scope, world: World): boolean {
  return lent === undefined || scope.view === 'admin' || lent.isOpen(object, scope.project, world)
}

/** Those that the view of the page shows. */
export function useShown(
  kind: Kind,
  objects: readonly KubeObject[],
  scope: Scope,
  world: World,
): readonly KubeObject[] {
  return useMemo(
    () =>
      kind.lent === undefined ? objects : objects.filter((object) => isShownIn(kind, object, scope, world)),
    [kind, objects, scope, world],
  )
}
