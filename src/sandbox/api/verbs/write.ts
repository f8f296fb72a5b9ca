/** create, update and patch of objects and their status. */
import { apiVersionOf } from '../../../k8s/resource.ts'
import { StatusError } from '../../../k8s/status.ts'
import type { Json, JsonMap, SandboxObject, Subresource } from '../../types.ts'
import { objectType } from '../apply/fieldtype.ts'
import { readOwnership } from '../apply/managed.ts'
import { applyConfig, ignoredFields, lastAppliedAnnotation } from '../apply/ownership.ts'
import { zeroObject } from '../apply/zero.ts'
import { decodeObject, normalized } from '../body/decode.ts'
import { type Parsed, parseJson } from '../body/json.ts'
import { metadataTypeError } from '../body/metadata.ts'
import { mediaTypeOf, readBody } from '../body/read.ts'
import { parseYaml } from '../body/yaml.ts'
import {
  badRequest,
  conflict,
  forbidden,
  internal,
  invalid,
  notFound,
  unsupportedMediaType,
  unsupportedMediaTypeAtAll,
} from '../errors.ts'
import { type WriteOptions, writeOptions } from '../options.ts'
import { applyJsonPatch } from '../patch/json.ts'
import { applyMergePatch } from '../patch/merge.ts'
import { applyStrategicPatch } from '../patch/strategic.ts'
import { isMap, mapOf, nameOf, namespaceOf, timestamp, uidOf, withMetadata } from '../values.ts'
import { createObject, namesOtherUid, updateObject } from '../write.ts'
import {
  findObject,
  getObject,
  namespaceFor,
  type RequestContext,
  type Result,
  writeContext,
} from './context.ts'
import { strictFindings } from './validation.ts'

export async function create(context: RequestContext): Promise<Result> {
  const { core, kind, info, request } = context
  const options = writeOptions(info.query, 'CreateOptions')
  const decoded = decodeObject(kind, await readBody(request), mediaTypeOf(request))
  const findings = strictFindings(
    core,
    kind,
    decoded.object,
    decoded.duplicates,
    options.fieldValidation,
    decoded.text,
  )
  const object = inNamespace(context, decoded.object)
  const { object: created, warnings } = createObject(core, kind, object, writeContext(context, options))
  return { type: 'object', code: 201, object: created, warnings: [...findings, ...warnings] }
}

/** The object in the request's namespace. Throws where it names another. */
function inNamespace(context: RequestContext, object: SandboxObject): SandboxObject {
  const namespace = namespaceFor(context)
  const own = namespaceOf(object)
  if (own !== '' && own !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
  return withMetadata(object, { namespace: namespace === '' ? undefined : namespace })
}

/** Built-in kinds that PUT creates where they do not exist. */
const createdByUpdate = new Set([
  'Service',
  'Endpoints',
  'Event',
  'LimitRange',
  'Lease',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
])

export async function update(context: RequestContext): Promise<Result> {
  const { core, kind, info, request } = context
  const options = writeOptions(info.query, 'UpdateOptions')
  const decoded = decodeObject(kind, await readBody(request), mediaTypeOf(request))
  const findings = strictFindings(
    core,
    kind,
    decoded.object,
    decoded.duplicates,
    options.fieldValidation,
    decoded.text,
  )
  checkName(context, decoded.object)
  const object = inNamespace(context, decoded.object)
  const writing = writeContext(context, options)
  const old = findObject(context)
  if (old === null) {
    if (kind.custom || !createdByUpdate.has(kind.kind) || info.subresource !== '')
      throw notFound(kind, info.name)
    const created = createObject(core, kind, object, writing)
    return { type: 'object', code: 201, object: created.object, warnings: [...findings, ...created.warnings] }
  }
  if (namesOtherUid(object, old)) throw uidConflict(context, object, old)
  const written = updateObject(core, kind, object, old, subresourceOf(context), writing)
  return { type: 'object', code: 200, object: written.object, warnings: [...findings, ...written.warnings] }
}

function subresourceOf({ info }: RequestContext): Subresource {
  return info.subresource === 'status' ? 'status' : ''
}

function checkName({ info }: RequestContext, object: SandboxObject): void {
  const name = nameOf(object)
  if (name === '') {
    throw badRequest(
      `the name of the object (${info.name} based on URL) was undeterminable: name must be provided`,
    )
  }
  if (name !== info.name) {
    throw badRequest(`the name of the object (${name}) does not match the name on the URL (${info.name})`)
  }
}

function uidConflict(context: RequestContext, object: SandboxObject, old: SandboxObject): Error {
  const { kind, info } = context
  const group = kind.custom || kind.group !== '' ? `${kind.group}/` : ''
  const namespace = namespaceFor(context)
  const key = `/registry/${group}${kind.plural}/${namespace === '' ? '' : `${namespace}/`}${info.name}`
  return conflict(
    kind,
    info.name,
    `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uidOf(object)}, UID in object meta: ${uidOf(old)}`,
  )
}

const jsonPatchType = 'application/json-patch+json'
const mergePatchType = 'application/merge-patch+json'
const strategicPatchType = 'application/strategic-merge-patch+json'
const applyPatchType = 'application/apply-patch+yaml'

export async function patch(context: RequestContext): Promise<Result> {
  const { kind, request, info } = context
  const type = mediaTypeOf(request)
  const accepted = [
    jsonPatchType,
    mergePatchType,
    ...(kind.custom ? [] : [strategicPatchType]),
    applyPatchType,
  ]
  if (!accepted.includes(type)) {
    throw kind.custom ? unsupportedMediaType(accepted) : unsupportedMediaTypeAtAll()
  }
  const options = writeOptions(info.query, 'PatchOptions', type === applyPatchType)
  const body = await readBody(request)
  if (type === applyPatchType) return apply(context, body, options)
  const old = getObject(context)
  const parsed = parsePatch(body)
  const patched = patchedObject(context, old, parsed.value, type)
  return writePatched(context, patched, old, parsed.duplicates, options)
}

function parsePatch(body: Buffer): Parsed {
  try {
    return parseJson(body.toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest(`error decoding patch: ${error.message}`)
    throw error
  }
}

function patchedObject(context: RequestContext, old: SandboxObject, value: Json, type: string): Json {
  if (type === jsonPatchType) return applyJsonPatch(old, value)
  if (type === strategicPatchType) return applyStrategicPatch(old, value, context.kind.kind)
  if (isMap(value)) return applyMergePatch(old, value)
  const given = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  throw badRequest(
    `error decoding patch: json: cannot unmarshal ${given} into Go value of type map[string]interface {}`,
  )
}

function writePatched(
  context: RequestContext,
  patched: Json,
  old: SandboxObject,
  duplicates: readonly string[],
  options: WriteOptions,
): Result {
  const { core, kind } = context
  const object = patchResult(context, patched)
  const findings = patchFindings(context, object, old, patched, duplicates, options)
  checkName(context, object)
  if (namesOtherUid(object, old)) {
    const cause = {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(uidOf(object))}: field is immutable`,
      field: 'metadata.uid',
    }
    throw invalid(kind.group, kind.kind, nameOf(old), [cause, cause])
  }
  const next = inNamespace(context, object)
  try {
    const written = updateObject(
      core,
      kind,
      next,
      old,
      subresourceOf(context),
      writeContext(context, options),
    )
    return { type: 'object', code: 200, object: written.object, warnings: [...findings, ...written.warnings] }
  } catch (error) {
    throw asPatchError(error, patched)
  }
}

/** Of what a patch makes, only what it brings is strictly judged; the old object has passed before. */
function patchFindings(
  { core, kind }: RequestContext,
  object: SandboxObject,
  old: SandboxObject,
  patched: Json,
  duplicates: readonly string[],
  { fieldValidation }: WriteOptions,
): readonly string[] {
  const before = new Set(
    core.rules.unknownFields(kind, old).map((path) => `unknown field ${JSON.stringify(path)}`),
  )
  try {
    return strictFindings(core, kind, object, duplicates, fieldValidation).filter((text) => !before.has(text))
  } catch (error) {
    throw asPatchError(error, patched)
  }
}

/** A patch whose result has a value of the wrong type is itself the wrong value. */
function asPatchError(error: unknown, patched: Json): unknown {
  const why =
    error instanceof StatusError && error.code === 400
      ? /: ((?:json|strict decoding error): .*)$/s.exec(error.message)?.[1]
      : undefined
  return why === undefined ? error : invalidPatch(patched, why)
}

function invalidPatch(patched: Json, why: string): Error {
  const message = `Invalid value: ${JSON.stringify(canonicalJson(patched))}: ${why}`
  return invalid('', '', '', [{ reason: 'FieldValueInvalid', message, field: 'patch' }])
}

/** What a patch made of an object, checked to be one. */
export function patchResult({ kind }: RequestContext, patched: Json): SandboxObject {
  const wrong = isMap(patched) ? metadataTypeError(patched.metadata) : 'json: cannot unmarshal into Go struct'
  if (!isMap(patched) || wrong !== null) throw invalidPatch(patched, wrong ?? '')
  return normalized(kind, patched)
}

function apply(context: RequestContext, body: Buffer, options: WriteOptions): Result {
  const { core, kind, info, user } = context
  const { config, duplicates, givenNamespace } = decodeConfig(context, body)
  checkDeclared(context, config, givenNamespace)
  const findings = strictFindings(core, kind, config, duplicates, options.fieldValidation)
  const old = findObject(context)
  if (old === null && info.subresource !== '') throw notFound(kind, info.name)
  if (old === null && !core.rules.authorize(user, createAttributes(context), core.store).allowed) {
    const where =
      namespaceFor(context) === '' ? 'at the cluster scope' : `in the namespace "${info.namespace}"`
    throw forbidden(
      kind,
      info.name,
      `User ${JSON.stringify(user.name)} cannot create resource ${JSON.stringify(kind.plural)} in API group ${JSON.stringify(kind.group)} ${where}`,
    )
  }
  if (old !== null && namesOtherUid(config, old)) throw uidConflict(context, config, old)
  if (old === null && uidOf(config) !== '') {
    throw conflict(
      kind,
      info.name,
      `uid mismatch: the provided object specified uid ${uidOf(config)}, and no existing object was found`,
    )
  }
  const live: JsonMap = old ?? zeroObject(kind)
  const writing = writeContext(context, options)
  const applied = applyConfig(
    live,
    config,
    objectType(kind),
    readOwnership(old?.metadata.managedFields) ?? new Map(),
    {
      manager: {
        name: writing.manager,
        operation: 'Apply',
        apiVersion: apiVersionOf(kind),
        subresource: info.subresource,
      },
      force: options.force,
      time: timestamp(core.now()),
      ignored: ignoredFields(config, kind.subresources.status, info.subresource),
    },
  )
  const merged = normalized(kind, withLastApplied(applied.object, live, config, writing.manager))
  const ownership = { applied: applied.ownership }
  const { object, warnings } =
    old === null
      ? createObject(core, kind, merged, writing, ownership)
      : updateObject(core, kind, merged, old, subresourceOf(context), writing, ownership)
  return { type: 'object', code: old === null ? 201 : 200, object, warnings: [...findings, ...warnings] }
}

/** Apply knows no unknown fields: what has no type has no owner. */
function checkDeclared({ core, kind }: RequestContext, config: SandboxObject, givenNamespace: string): void {
  const unknown = core.rules
    .unknownFields(kind, config)
    .map((path) => `.${path}: field not declared in schema`)
  if (unknown.length === 0) return
  const gvk = `${kind.group}/${kind.version}, Kind=${kind.kind}`
  const told =
    unknown.length === 1 ? unknown.join('') : `errors:\n${unknown.map((each) => `  ${each}`).join('\n')}`
  throw internal(`failed to create typed patch object (${givenNamespace}/${nameOf(config)}; ${gvk}): ${told}`)
}

/** kubectl's own annotation of what was applied is kept up to date where it exists. */
function withLastApplied(object: JsonMap, live: JsonMap, config: JsonMap, manager: string): JsonMap {
  const known = mapOf(mapOf(live.metadata).annotations)[lastAppliedAnnotation]
  if (manager !== 'kubectl' || known === undefined) return object
  const annotations = {
    ...mapOf(mapOf(object.metadata).annotations),
    [lastAppliedAnnotation]: `${JSON.stringify(config)}\n`,
  }
  return withMetadata(object, { annotations })
}

function createAttributes(context: RequestContext) {
  const { kind, info } = context
  return {
    resourceRequest: true,
    verb: 'create',
    group: kind.group,
    version: kind.version,
    resource: kind.plural,
    subresource: '',
    namespace: namespaceFor(context),
    name: info.name,
  } as const
}

interface DecodedConfig {
  readonly config: SandboxObject
  readonly duplicates: readonly string[]
  /** `''` where the configuration leaves it to the path. */
  readonly givenNamespace: string
}

function decodeConfig(context: RequestContext, body: Buffer): DecodedConfig {
  const { kind, info } = context
  const { value, duplicates } = parseConfig(body)
  if (!isMap(value)) throw badRequest('error decoding YAML: the body is no object')
  const apiVersion = typeof value.apiVersion === 'string' ? value.apiVersion : ''
  if (apiVersion !== apiVersionOf(kind) || value.kind !== kind.kind) {
    const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
    throw badRequest(`invalid object type: ${group}/${version}, Kind=${String(value.kind ?? '')}`)
  }
  const wrong = metadataTypeError(value.metadata)
  if (wrong !== null) throw badRequest(`error decoding YAML: ${wrong}`)
  if (isMap(value.metadata) && value.metadata.managedFields !== undefined) {
    throw badRequest('metadata.managedFields must be nil')
  }
  const named = withMetadata(value, {
    name: nameOf(value) === '' ? info.name : nameOf(value),
    ...(namespaceOf(value) === '' && namespaceFor(context) !== ''
      ? { namespace: namespaceFor(context) }
      : {}),
  })
  const config: SandboxObject = { ...named, apiVersion, kind: kind.kind, metadata: named.metadata as JsonMap }
  checkName(context, config)
  inNamespace(context, config)
  return { config, duplicates, givenNamespace: namespaceOf(value) }
}

function parseConfig(body: Buffer): Parsed {
  const text = body.toString('utf8')
  try {
    // JSON is YAML, and the faster of the two.
    if (text.trimStart().startsWith('{')) return parseJson(text)
  } catch {
    // Flow-style YAML begins like JSON.
  }
  try {
    return parseYaml(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw badRequest(`error decoding YAML: error converting YAML to JSON: ${error.message}`)
  }
}
