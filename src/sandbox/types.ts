/**
 * Where the two halves of the sandbox meet: `api` speaks the protocol and keeps the objects, `rules` says
 * what an object must look like and who may do what. Neither imports the other; the sandbox joins them.
 */
import type { StatusError } from '../k8s/status.ts'

/** A JSON value as it came over the wire. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap
export interface JsonMap {
  readonly [key: string]: Json
}

/** An object inside the sandbox. Never changed in place: every write makes a new one that shares the rest. */
export interface SandboxObject extends JsonMap {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: JsonMap
}

/**
 * An OpenAPI v3 structural schema without `$ref`: shared types are shared JavaScript objects (a graph
 * without cycles; a recursive type ends in `x-kubernetes-preserve-unknown-fields`).
 */
export interface Schema {
  readonly type?: string
  readonly format?: string
  readonly description?: string
  readonly title?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly enum?: readonly Json[]
  readonly default?: Json
  readonly nullable?: boolean
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: boolean
  readonly exclusiveMaximum?: boolean
  readonly multipleOf?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly not?: Schema
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
  readonly 'x-kubernetes-embedded-resource'?: boolean
  readonly 'x-kubernetes-int-or-string'?: boolean
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map'
  readonly 'x-kubernetes-list-map-keys'?: readonly string[]
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular'
  readonly 'x-kubernetes-validations'?: readonly {
    readonly rule: string
    readonly message?: string
    readonly messageExpression?: string
    readonly reason?: string
    readonly fieldPath?: string
    readonly optionalOldSelf?: boolean
  }[]
  readonly 'x-kubernetes-patch-strategy'?: string
  readonly 'x-kubernetes-patch-merge-key'?: string
  /** Name of a shared built-in type (`io.k8s.api.core.v1.ServicePort`); OpenAPI then names it once. */
  readonly 'x-type-name'?: string
}

/** Schemas of built-in kinds, wherever they come from. `null` where none is known. */
export type BuiltinSchemas = (group: string, version: string, kind: string) => Schema | null

/** A printer column of a custom resource, as its definition states it. */
export interface PrinterColumn {
  readonly name: string
  readonly type: string
  readonly format?: string
  /** The column that stands where a definition has none is described as the field it shows. */
  readonly description?: string
  /** 0 shows always, more only with `-o wide`. */
  readonly priority?: number
  readonly jsonPath: string
}

/** One served version of a kind. Versions of one kind share `storageKey`, and differ in schema and columns. */
export interface KindInfo {
  /** `''` for the core group. */
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly listKind: string
  readonly plural: string
  readonly singular: string
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly namespaced: boolean
  readonly verbs: readonly string[]
  readonly subresources: {
    readonly status: boolean
    /** JSON paths into the object, `.spec.replicas`. */
    readonly scale: {
      readonly specReplicasPath: string
      readonly statusReplicasPath: string
      readonly labelSelectorPath?: string
    } | null
  }
  readonly storageVersion: string
  readonly servedVersions: readonly string[]
  /** Where objects of all versions are kept: `<group>/<plural>` of the storage kind. */
  readonly storageKey: string
  /** From a CustomResourceDefinition; false for kinds of Kubernetes itself. */
  readonly custom: boolean
  /** Columns of custom resources; built-in kinds print themselves. */
  readonly columns: readonly PrinterColumn[]
  /** The whole object's schema; `null` where none is known (then nothing is validated against it). */
  readonly schema: Schema | null
  /** Fields besides metadata.name and metadata.namespace that a fieldSelector may name: `spec.nodeName`. */
  readonly selectableFields: readonly string[]
  /** Sent as a Warning header with every answer of this version. */
  readonly deprecationWarning: string | null
}

export interface User {
  readonly name: string
  readonly groups: readonly string[]
  readonly uid?: string
  readonly extra?: Readonly<Record<string, readonly string[]>>
}

/** What a request wants to do, as the authorizer sees it. */
export type AccessAttributes =
  | {
      readonly resourceRequest: true
      readonly verb: string
      readonly group: string
      readonly version: string
      readonly resource: string
      readonly subresource: string
      /** `''` for cluster-scoped and all-namespaces requests. */
      readonly namespace: string
      readonly name: string
    }
  | { readonly resourceRequest: false; readonly verb: string; readonly path: string }

export interface AccessDecision {
  readonly allowed: boolean
  /** As the RBAC authorizer words it; goes to `status.reason` of access reviews and into 403 messages. */
  readonly reason: string
}

/** Reading the store from inside rules. Group and plural, not kind, name a collection. */
export interface Lookup {
  get(group: string, plural: string, namespace: string, name: string): SandboxObject | null
  /** Without `namespace`, of all namespaces. In order of namespace and name. */
  list(group: string, plural: string, namespace?: string): readonly SandboxObject[]
}

/**
 * What `prepare` may look at. It must not write: addresses and ports in use are read from the Services that
 * exist (`lookup.list('', 'services')`), so a dry run leaves nothing behind.
 */
export interface RuleContext {
  readonly lookup: Lookup
  readonly now: Date
  readonly user: User
  readonly dryRun: boolean
  /** All served kinds, for rules that speak of other kinds. */
  kind(group: string, version: string, kind: string): KindInfo | null
}

export type Operation = 'create' | 'update'
export type Subresource = '' | 'status' | 'scale'

export interface Prepared {
  readonly object: SandboxObject
  /** Texts for Warning headers. */
  readonly warnings: readonly string[]
}

/** What a Kubernetes API server knows about kinds and people beyond the protocol. */
export interface Rules {
  /**
   * Called once for every write, after decoding, patching or applying, before ownership is recorded.
   * Defaults, prunes unknown fields, normalises, allocates, and validates everything: the kind's own rules,
   * the schema, CEL, and the metadata (names, labels, annotations, ownerReferences, finalizers), so that one
   * Invalid names all that is wrong. Throws `StatusError`.
   *
   * `object` has: namespace, name (generateName resolved), uid, creationTimestamp, generation and
   * resourceVersion as the server sets them; where the kind has a status subresource, the status that may be
   * written (none on create of such kinds, the old one on update, the new one with `subresource: 'status'`,
   * where everything else is the old object's). `old` is null on create. For `'scale'` the object is the whole
   * object with the new replica count.
   */
  prepare(
    kind: KindInfo,
    object: SandboxObject,
    old: SandboxObject | null,
    operation: Operation,
    subresource: Subresource,
    context: RuleContext,
  ): Prepared
  /**
   * Paths of fields the schema does not know, as strict decoding words them: `unknown field "spec.foo"`
   * needs `spec.foo`. The API makes warnings or an error of them.
   */
  unknownFields(kind: KindInfo, object: JsonMap): readonly string[]
  /** Whether the user may; called for every request, with the store as it is. */
  authorize(user: User, attributes: AccessAttributes, lookup: Lookup): AccessDecision
  /** `status` of a SelfSubjectRulesReview. */
  rulesFor(user: User, namespace: string, lookup: Lookup): JsonMap
}

/** What rules throw to refuse a request. */
export type Refusal = StatusError
