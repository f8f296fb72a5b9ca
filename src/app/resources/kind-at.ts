/** Which kind's pages stand at a segment of an address, and which show the objects of a type. */
import type { Discovery } from '../../k8s/discovery.ts'
import type { ResourceType } from '../../k8s/resource.ts'
import { kinds } from '../../kinds/index.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { ObjectReference } from '../../ui/links.tsx'
import { actionPath, createPath, objectPath, type Scope } from '../scope.ts'
import { declaredKind, genericKind, parseSegment } from './generic-kind.ts'

type View = Scope['view']

/** The declared kind where there is one, else one made from the type. */
export function kindOfType(view: View, type: ResourceType): Kind {
  return declaredKind(view, type.group, type.kind) ?? genericKind(type)
}

/** `null` where a view has no such page, or (a segment with a dot) the cluster serves no such type. */
export function kindAt(segment: string, view: View, discovery: Discovery | undefined): Kind | null {
  const named = parseSegment(segment)
  if (named === null) {
    return kinds.find((each) => each.segment === segment && each.navigation[view] !== undefined) ?? null
  }
  if (view !== 'admin') return null
  const type = discovery?.findPlural(named.group, named.plural)
  return type?.verbs.includes('list') ? kindOfType(view, type) : null
}

/** Where the page of an object is that something refers to; `null` where the view has none for its kind. */
export function addressOfObject(
  scope: Scope,
  discovery: Discovery | undefined,
  reference: ObjectReference,
): string | null {
  const { group, kind, namespace, name, fieldSelector, action, given } = reference
  const declared = declaredKind(scope.view, group, kind, fieldSelector)
  if (given !== undefined)
    return declared === null ? null : `${createPath(scope, declared)}?${new URLSearchParams(given)}`
  if (declared !== null && action !== undefined)
    return actionPath(scope, declared, { namespace, name }, action)
  if (declared !== null) return objectPath(scope, declared, { namespace, name })
  const type = scope.view === 'admin' ? discovery?.find(group, kind) : null
  if (!type?.verbs.includes('list')) return null
  // An owner that lives in no namespace may own what lives in one.
  return objectPath(scope, genericKind(type), { namespace: type.namespaced ? namespace : undefined, name })
}
