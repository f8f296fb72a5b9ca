/** The shapes every Kubernetes object shares, as the API server sends them. */

export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller?: boolean
  readonly blockOwnerDeletion?: boolean
}

export interface ObjectMeta {
  readonly name: string
  readonly namespace?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly generation?: number
  /** RFC 3339, UTC. */
  readonly creationTimestamp?: string
  /** RFC 3339, UTC; set while finalizers hold the object back. */
  readonly deletionTimestamp?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly OwnerReference[]
  readonly finalizers?: readonly string[]
}

export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMeta
}

/** The name of an object inside a collection: its uid, or namespace and name where an API gives no uid. */
export function keyOf({ metadata }: KubeObject): string {
  return metadata.uid ?? `${metadata.namespace ?? ''}/${metadata.name}`
}

/** The name of an object among those of all types. */
export function nameAmongAll(object: {
  readonly group: string
  readonly kind: string
  readonly namespace?: string | undefined
  readonly name: string
}): string {
  const { group, kind, namespace = '', name } = object
  return `${group}/${kind}/${namespace}/${name}`
}

/** An object to be written: the fields beside metadata are the kind's own. */
export interface Manifest extends KubeObject {
  readonly [field: string]: unknown
}

export interface KubeList<T extends KubeObject = KubeObject> {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string }
  readonly items: readonly T[]
}

/** A condition as `metav1.Condition` and the older built-in conditions have it. */
export interface Condition {
  readonly type: string
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason?: string
  readonly message?: string
  readonly lastTransitionTime?: string
}
