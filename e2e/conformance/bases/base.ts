/** A valid object to begin with, and where it lives. */
export interface Base {
  readonly plural: string
  readonly cluster: boolean
  readonly object: BaseObject
}

export interface BaseObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly [field: string]: unknown }
  readonly [field: string]: unknown
}

export const namespaced = (plural: string, object: BaseObject): Base => ({ plural, cluster: false, object })
export const cluster = (plural: string, object: BaseObject): Base => ({ plural, cluster: true, object })
