/** What a bulk action is about: these objects of a kind, in the order of the list. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { ServedType } from '../../k8s/resource.ts'
import { type Kind, titleOf } from '../../kinds/kind.ts'
import type { Scope } from '../scope.ts'

export interface BulkTarget {
  readonly scope: Scope
  readonly kind: Kind
  readonly type: ServedType
  readonly objects: readonly KubeObject[]
}

export interface BulkDialogProps extends BulkTarget {
  readonly onClose: () => void
  /** The job is on its way. */
  readonly onStarted: () => void
}

export function nameOf({ metadata: { namespace, name } }: KubeObject): string {
  return namespace === undefined ? name : `${namespace}/${name}`
}

/** The same as people know it. */
export function titleIn(kind: Kind, object: KubeObject): string {
  const { namespace } = object.metadata
  return namespace === undefined ? titleOf(kind, object) : `${namespace}/${titleOf(kind, object)}`
}
