/** Objects of the platform that projects use: which of them the view of a project shows, and what it offers of them. */
import { useMemo } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ServedType } from '../../k8s/resource.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { RelatedKind, World } from '../../kinds/world.ts'
import type { Reach } from '../live/targets.ts'
import type { Scope } from '../scope.ts'

type View = Pick<Scope, 'view'>

const reads = ['get', 'list', 'watch']
const readOnly = new WeakMap<ServedType, ServedType>()

/** The type with what a view offers of it; the same for the same. */
export function typeInView({ lent }: Kind, { view }: View, type: ServedType): ServedType {
  if (lent?.isReadOnly !== true || view === 'admin') return type
  const known = readOnly.get(type)
  if (known !== undefined) return known
  const made = { ...type, verbs: type.verbs.filter((verb) => reads.includes(verb)) }
  readOnly.set(type, made)
  return made
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
