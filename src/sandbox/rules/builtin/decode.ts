/**
 * Built-in kinds are Go structs in the API server: a value of another type fails to decode with Go's own
 * words, `null` is the zero value, and zero values of optional fields are not written out again.
 */
import { readOnce } from '../../../k8s/readonce.ts'
import type { Schema } from '../../types.ts'
import { badRequest } from '../refusal.ts'
import { type Draft, isMap, typesOf } from '../schema/schema.ts'

class DecodeError extends Error {
  override readonly name = 'DecodeError'
}

/** Runs a decoding for an object of a kind; its failure becomes the Status that the server answers with. */
export function decoding(kind: string, version: string, decode: () => void): void {
  try {
    decode()
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    throw badRequest(
      `${kind} in version ${JSON.stringify(version)} cannot be handled as a ${kind}: ${error.message}`,
    )
  }
}

/** Checks the types of all fields and removes `null`, in place. To be run by `decoding`. */
export function decodeBuiltin(schema: Schema, object: Draft): void {
  decodeStruct(schema, object, '')
}

/**
 * Removes zero values of optional fields, in place, as Go's `omitempty` does. While an object is checked
 * an empty map is still seen as one, so `keepMaps` leaves those for the end.
 */
export function dropEmpty(schema: Schema, object: Draft, keepMaps = false): void {
  for (const [name, value] of Object.entries(object)) {
    const field = schema.properties?.[name]
    if (field === undefined) continue
    if (isOmitted(value, field, schema, name) && !(keepMaps && isMap(value))) delete object[name]
    else dropBelow(field, value, keepMaps)
  }
}

function dropBelow(schema: Schema, value: unknown, keepMaps: boolean): void {
  if (Array.isArray(value)) {
    for (const item of value) if (schema.items !== undefined) dropBelow(schema.items, item, keepMaps)
  } else if (isMap(value)) {
    if (schema.properties !== undefined) dropEmpty(schema, value, keepMaps)
    else if (typeof schema.additionalProperties === 'object') {
      for (const each of Object.values(value)) dropBelow(schema.additionalProperties, each, keepMaps)
    }
  }
}

/** Flags and numbers that are plain values, not pointers: their zero says nothing and is not kept. */
const plainFields = new Set(
  'publishNotReadyAddresses hostNetwork hostPID hostIPC stdin stdinOnce tty paused unschedulable readOnly nodePort healthCheckNodePort minReadySeconds hostPort initialDelaySeconds deprecated preserveUnknownFields generation count observedGeneration'.split(
    ' ',
  ),
)

/** Texts behind a pointer: the empty one is a value of its own there. */
const pointerTexts = new Set(
  'ServiceSpec.loadBalancerClass ServiceSpec.ipFamilyPolicy ServiceSpec.internalTrafficPolicy ServiceSpec.trafficDistribution ServicePort.appProtocol IngressSpec.ingressClassName HTTPIngressPath.pathType TypedLocalObjectReference.apiGroup IngressClassParametersReference.apiGroup IngressClassParametersReference.scope IngressClassParametersReference.namespace NetworkPolicyPort.protocol NetworkPolicyPort.port Endpoint.hostname Endpoint.nodeName Endpoint.zone EndpointPort.name EndpointPort.protocol EndpointPort.appProtocol LeaseSpec.holderIdentity LeaseSpec.strategy LeaseSpec.preferredHolder LoadBalancerIngress.ipMode RollingUpdateDeployment.maxUnavailable RollingUpdateDeployment.maxSurge RollingUpdateDaemonSet.maxUnavailable RollingUpdateDaemonSet.maxSurge PodSpec.runtimeClassName HostPathVolumeSource.type PersistentVolumeClaimSpec.storageClassName'.split(
    ' ',
  ),
)

function isOmitted(value: unknown, field: Schema, schema: Schema, name: string): boolean {
  if (schema.required?.includes(name)) return false
  if (value === false || value === 0) return plainFields.has(name)
  if (value === '') return !pointerTexts.has(`${structName(schema)}.${name}`)
  if (Array.isArray(value)) return value.length === 0
  return isMap(value) && field.additionalProperties !== undefined && Object.keys(value).length === 0
}

function decodeStruct(schema: Schema, object: Draft, path: string): void {
  for (const [name, value] of Object.entries(object)) {
    const field = schema.properties?.[name]
    if (value === null || value === undefined) {
      if (field !== undefined) delete object[name]
    } else if (field !== undefined) {
      const steps = [path, inlinedIn(structName(schema), name), name]
      decodeValue(field, value, {
        struct: structName(schema),
        path: steps.filter((step) => step !== '').join('.'),
        name,
      })
      if (Array.isArray(value)) object[name] = withoutNull(field, value)
    }
  }
}

/** Structs written out inside others keep their names in the words of a failed decoding. */
const inlined: Readonly<Record<string, readonly string[]>> = {
  IngressRule: ['IngressRuleValue', 'http'],
  Probe: ['ProbeHandler', 'exec', 'httpGet', 'tcpSocket', 'grpc'],
  ...Object.fromEntries(
    [
      'ConfigMapKeySelector',
      'SecretKeySelector',
      'ConfigMapVolumeSource',
      'ConfigMapProjection',
      'SecretProjection',
      'ConfigMapEnvSource',
      'SecretEnvSource',
    ].map((struct) => [struct, ['LocalObjectReference', 'name'] as const]),
  ),
}

function inlinedIn(struct: string, field: string): string {
  if (struct === 'Volume' && field !== 'name') return 'VolumeSource'
  const [inner = '', ...fields] = inlined[struct] ?? []
  return fields.includes(field) ? inner : ''
}

interface Place {
  /** The Go struct that holds the field, and the path down to it without positions. */
  readonly struct: string
  readonly path: string
  readonly name: string
}

/** For metadata that is no map at all. */
export function notMetadata(value: unknown): never {
  throw new DecodeError(`json: cannot unmarshal ${goKind(value)} into Go value of type v1.ObjectMeta`)
}

function decodeValue(schema: Schema, value: unknown, place: Place): void {
  const fits = typesOf(schema).length === 0 || isOfType(schema, value, place)
  if (!fits) throw mismatch(schema, value, place)
  if (Array.isArray(value)) {
    for (const item of value)
      if (schema.items !== undefined && item !== null) decodeValue(schema.items, item, place)
  } else if (isMap(value)) {
    if (schema.properties !== undefined) decodeStruct(schema, value, place.path)
    else if (typeof schema.additionalProperties === 'object')
      decodeMap(schema.additionalProperties, value, place)
  }
}

function decodeMap(items: Schema, map: Draft, place: Place): void {
  const quantities = quantityMaps.has(place.name)
  for (const [key, value] of Object.entries(map)) {
    if (quantities) map[key] = value === null ? '0' : quantityText(value)
    else if (value === null) map[key] = items.type === 'string' ? '' : null
    else decodeValue(items, value, place)
  }
}

/** A missing item is an empty struct. */
function withoutNull(schema: Schema, list: readonly unknown[]): unknown[] {
  const empty = schema.items?.type === 'string' ? '' : {}
  return list.map((item) => (item === null ? structuredClone(empty) : item))
}

const quantityMaps = new Set(
  'limits requests capacity allocatable hard used default defaultRequest max min overhead allocatedResources'.split(
    ' ',
  ),
)

/** A quantity is a text, whatever it was written as. */
function quantityText(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value
  const number = /^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]?|[eE][+-]?\d+)$/
  if (typeof text === 'string' && number.test(text)) return text
  throw new DecodeError(
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  )
}

function isOfType(schema: Schema, value: unknown, place: Place): boolean {
  if (schema['x-kubernetes-int-or-string']) return typeof value === 'string' || isInt32(value)
  switch (schema.type) {
    case 'object':
      return isMap(value)
    case 'array':
      return Array.isArray(value)
    case 'integer':
      return schema.format === 'int64' ? Number.isInteger(value) : isInt32(value)
    case 'string':
      if (schema.format === 'date-time' && typeof value === 'string') checkTime(value)
      if (schema.format === 'byte' && typeof value === 'string') checkBase64(value)
      if (place.name === 'port' && place.struct === 'HTTPGetAction') return true
      return typeof value === 'string'
    default:
      return typeof value === schema.type
  }
}

function isInt32(value: unknown): boolean {
  return typeof value === 'number' && value === (value | 0)
}

function checkTime(text: string): void {
  if (!Number.isNaN(Date.parse(text)) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) return
  const layout = '2006-01-02T15:04:05Z07:00'
  throw new DecodeError(`parsing time "${text}" as "${layout}": cannot parse "${text}" as "2006"`)
}

function checkBase64(text: string): void {
  const stray = /[^A-Za-z0-9+/=\r\n]/.exec(text)
  if (stray === null && text.replace(/[\r\n]/g, '').length % 4 === 0) return
  throw new DecodeError(
    `illegal base64 data at input byte ${stray?.index ?? text.length - (text.length % 4)}`,
  )
}

function mismatch(schema: Schema, value: unknown, place: Place): DecodeError {
  // A list of bytes is a list all the same: its first item is what does not fit.
  if (schema.format === 'byte' && Array.isArray(value) && value.length > 0) {
    return mismatch({ type: 'uint8' }, value[0], place)
  }
  const got = typeof value === 'number' && isNumeric(schema) ? `number ${value}` : goKind(value)
  return new DecodeError(
    `json: cannot unmarshal ${got} into Go struct field ${place.struct}.${place.path} of type ${goType(schema, place)}`,
  )
}

function isNumeric(schema: Schema): boolean {
  return schema.type === 'integer' || schema['x-kubernetes-int-or-string'] === true
}

function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

/** Fields whose Go type is a string with a name of its own. */
const namedStrings: Readonly<Record<string, string>> = {
  'ServiceSpec.type': 'v1.ServiceType',
  'ServiceSpec.sessionAffinity': 'v1.ServiceAffinity',
  'ServiceSpec.externalTrafficPolicy': 'v1.ServiceExternalTrafficPolicy',
  'ServiceSpec.internalTrafficPolicy': 'v1.ServiceInternalTrafficPolicy',
  'ServiceSpec.ipFamilyPolicy': 'v1.IPFamilyPolicy',
  'ServiceSpec.ipFamilies': 'v1.IPFamily',
  'ServicePort.protocol': 'v1.Protocol',
  'ContainerPort.protocol': 'v1.Protocol',
  'NetworkPolicyPort.protocol': 'v1.Protocol',
  'EndpointPort.protocol': 'v1.Protocol',
  'HTTPIngressPath.pathType': 'v1.PathType',
  'NetworkPolicySpec.policyTypes': 'v1.PolicyType',
  'EndpointSlice.addressType': 'v1.AddressType',
  'Secret.type': 'v1.SecretType',
  'Container.terminationMessagePolicy': 'v1.TerminationMessagePolicy',
  'StatefulSetSpec.podManagementPolicy': 'v1.PodManagementPolicyType',
  'StatefulSetUpdateStrategy.type': 'v1.StatefulSetUpdateStrategyType',
  'DaemonSetUpdateStrategy.type': 'v1.DaemonSetUpdateStrategyType',
  'Toleration.operator': 'v1.TolerationOperator',
  'Toleration.effect': 'v1.TaintEffect',
  'PodSpec.preemptionPolicy': 'v1.PreemptionPolicy',
  'NamespaceSpec.finalizers': 'v1.FinalizerName',
  'DeploymentStrategy.type': 'v1.DeploymentStrategyType',
  'PodSpec.restartPolicy': 'v1.RestartPolicy',
  'PodSpec.dnsPolicy': 'v1.DNSPolicy',
  'Container.imagePullPolicy': 'v1.PullPolicy',
  'LabelSelectorRequirement.operator': 'v1.LabelSelectorOperator',
  'OwnerReference.uid': 'types.UID',
  'ObjectMeta.uid': 'types.UID',
}

function goType(schema: Schema, place: Place): string {
  if (schema['x-kubernetes-int-or-string']) return 'int32'
  switch (schema.type) {
    case 'integer':
      return schema.format === 'int64' ? 'int64' : 'int32'
    case 'number':
      return 'float64'
    case 'boolean':
      return 'bool'
    case 'array':
      return `[]${schema.items === undefined ? 'interface {}' : goType(schema.items, place)}`
    case 'object':
      if (schema['x-type-name'] !== undefined) return `v1.${structName(schema)}`
      if (quantityMaps.has(place.name)) return 'v1.ResourceList'
      return `map[string]${typeof schema.additionalProperties === 'object' ? goType(schema.additionalProperties, place) : 'string'}`
    case 'string':
      if (schema.format === 'byte') return '[]uint8'
      return namedStrings[`${place.struct}.${place.name}`] ?? 'string'
    default:
      return schema.type ?? 'interface {}'
  }
}

/** Asked for with every field, and always the same for a schema. */
const structName = readOnce((schema: Schema) => schema['x-type-name']?.split('.').at(-1) ?? '')
