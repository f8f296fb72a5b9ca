/**
 * Schemas of Kubernetes' own types. Names and types of fields come from the models of the official client,
 * one release or two behind the API at times; what those leave out is in `shapes.ts` and `recent.ts`.
 */
import * as models from '@kubernetes/client-node/dist/gen/models/all.js'
import type { BuiltinSchemas, Schema } from '../../types.ts'
import { recentFields } from './recent.ts'
import { type ListShape, shapes } from './shapes.ts'

interface Attribute {
  readonly baseName: string
  readonly type: string
  readonly format: string
}

/** The word that the client puts before the name of a type that several groups have. */
const prefixes: Readonly<Record<string, string>> = { '': 'Core', 'events.k8s.io': 'Events' }

export const builtinSchema: BuiltinSchemas = (group, version, kind) => {
  const versioned = `${capitalised(version)}${kind}`
  const prefix = prefixes[group]
  const name = [versioned, `${prefix}${versioned}`].find((each) => attributesOf(each) !== null)
  if (name === undefined) return null
  const schema = typeSchema(name, [])
  // Two groups may have a kind of the same name; the client's belongs to the one that `packageOf` says.
  return schema['x-type-name'] === `${packageName(group)}.${version}.${kind}` ? schema : null
}

function packageName(group: string): string {
  if (group === '') return 'io.k8s.api.core'
  const [first = ''] = group.split('.')
  return first === 'apiextensions' ? `${apiextensions}` : `io.k8s.api.${first}`
}

const apiextensions = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions'

/** The package of a type by its name without version; the first that fits. Everything else is core. */
const packages: readonly (readonly [RegExp, string])[] = [
  [/^(Core)(?=V\d)/, 'io.k8s.api.core'],
  [/^(Events|Event$)/, 'io.k8s.api.events'],
  [
    /^(ObjectMeta|OwnerReference|ManagedFieldsEntry|LabelSelector(Requirement)?|FieldSelectorRequirement|Condition)$/,
    'io.k8s.apimachinery.pkg.apis.meta',
  ],
  [/^(Deployment|ReplicaSet|StatefulSet|DaemonSet|RollingUpdate|ControllerRevision)/, 'io.k8s.api.apps'],
  [/^(Ingress|NetworkPolicy|HTTPIngress|IPBlock|ServiceBackendPort)/, 'io.k8s.api.networking'],
  [
    /^(EndpointSlice|Endpoint$|EndpointConditions|EndpointHints|ForZone|ForNode|DiscoveryV1)/,
    'io.k8s.api.discovery',
  ],
  [/^(Cluster)?Role(Binding|Ref)?$|^(PolicyRule|AggregationRule|RbacV1Subject)/, 'io.k8s.api.rbac'],
  [
    /^(CustomResource|JSONSchemaProps|ValidationRule|SelectableField|WebhookConversion|Apiextensions|ExternalDocumentation)/,
    apiextensions,
  ],
  [/^(TokenReview|UserInfo|SelfSubjectReview)/, 'io.k8s.api.authentication'],
  [
    /^((Local)?SubjectAccessReview|SelfSubject(Access|Rules)Review|SubjectRulesReview|(Non)?Resource(Rule|Attributes)$|(Field|Label)SelectorAttributes)/,
    'io.k8s.api.authorization',
  ],
  [/^Lease/, 'io.k8s.api.coordination'],
  [/^Scale(Spec|Status)?$/, 'io.k8s.api.autoscaling'],
]

/** `V1ServicePort` is `io.k8s.api.core.v1.ServicePort`. */
function typeNameOf(model: string): string {
  const match = /^([A-Z][a-z]+)??V(\d(?:(?:alpha|beta)\d)?)([A-Z].*)$/.exec(model)
  const [, prefix = '', version = '1', bare = model] = match ?? []
  const tested = prefix === '' ? bare : `${prefix}V${version}${bare}`
  const found = packages.find(([pattern]) => pattern.test(tested))
  return `${found?.[1] ?? 'io.k8s.api.core'}.v${version}.${bare}`
}

function attributesOf(model: string): readonly Attribute[] | null {
  const found: unknown = (models as Readonly<Record<string, unknown>>)[model]
  if (typeof found !== 'function' || !('attributeTypeMap' in found)) return null
  return found.attributeTypeMap as readonly Attribute[]
}

const made = new Map<string, Schema>()

/** `above` holds the types this one stands in: a type inside itself is left open. */
function typeSchema(model: string, above: readonly string[]): Schema {
  const known = made.get(model)
  if (known !== undefined) return known
  const typeName = typeNameOf(model)
  const attributes = attributesOf(model)
  if (attributes === null || above.includes(model) || model === 'V1JSONSchemaProps') {
    return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
  }
  const short = typeName.split('.').slice(-3).join('.')
  const shape = shapes.get(short)
  const inside = [...above, model]
  const properties = Object.fromEntries([
    ...attributes.map((each) => {
      const list = shape?.lists.find((one) => one.field === each.baseName)
      return [each.baseName, withList(fieldSchema(each, inside), list)] as const
    }),
    ...Object.entries(recentFields[short] ?? {}),
  ])
  const schema: Schema = {
    type: 'object',
    'x-type-name': typeName,
    properties,
    ...(shape !== undefined && shape.required.length > 0 ? { required: shape.required } : {}),
    ...(shape?.atomic === true ? { 'x-kubernetes-map-type': 'atomic' as const } : {}),
  }
  made.set(model, schema)
  return schema
}

function fieldSchema({ type, format }: Attribute, above: readonly string[]): Schema {
  const list = /^Array<(.*)>$/.exec(type)?.[1]
  if (list !== undefined)
    return { type: 'array', items: fieldSchema({ baseName: '', type: list, format }, above) }
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1]
  if (map !== undefined) {
    return { type: 'object', additionalProperties: fieldSchema({ baseName: '', type: map, format }, above) }
  }
  switch (type) {
    case 'string':
      return format === 'byte' ? { type, format } : { type }
    case 'boolean':
      return { type }
    case 'number':
      return format === 'double' ? { type, format } : { type: 'integer', format: format || 'int32' }
    case 'Date':
    case 'V1MicroTime':
      return { type: 'string', format: 'date-time' }
    case 'IntOrString':
      return { 'x-kubernetes-int-or-string': true }
    case 'any':
      return { 'x-kubernetes-preserve-unknown-fields': true }
    default:
      return typeSchema(type, above)
  }
}

function withList(schema: Schema, list: ListShape | undefined): Schema {
  const { type = null, keys = [], strategy = null, mergeKey = null } = list ?? {}
  const patch = {
    ...(strategy === null ? {} : { 'x-kubernetes-patch-strategy': strategy }),
    ...(mergeKey === null ? {} : { 'x-kubernetes-patch-merge-key': mergeKey }),
  }
  if (schema.type !== 'array') {
    const mapType = type === 'atomic' || type === 'granular' ? { 'x-kubernetes-map-type': type } : {}
    return list === undefined ? schema : { ...schema, ...mapType, ...patch }
  }
  const listType = type === 'map' || type === 'set' ? type : 'atomic'
  return {
    ...schema,
    'x-kubernetes-list-type': listType,
    ...(listType === 'map' ? { 'x-kubernetes-list-map-keys': keys } : {}),
    ...patch,
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
