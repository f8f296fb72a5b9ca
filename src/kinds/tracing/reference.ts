/** What the routers name is linked to. */
import type { ObjectRef } from '../../net/route/index.ts'
import type { ObjectReference } from '../../ui/links.tsx'
import { albs, ingresses } from '../related.ts'

export function referenceOf({ kind, namespace, name }: ObjectRef): ObjectReference {
  return { group: kind === ingresses.kind ? ingresses.group : albs.group, kind, namespace, name }
}
