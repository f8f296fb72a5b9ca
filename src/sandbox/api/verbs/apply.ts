/** Server-side apply. */
import { apiVersionOf } from '../../../k8s/resource.ts'
import type { JsonMap, SandboxObject } from '../../types.ts'
import { undeclared } from '../apply/declared.ts'
import { objectType } from '../apply/fieldtype.ts'
import { readOwnership } from '../apply/managed.ts'
import { applyConfig, ignoredFields, lastAppliedAnnotation } from '../apply/ownership.ts'
import { zeroObject } from '../apply/zero.ts'
import { normalized } from '../body/decode.ts'
import { type Parsed, parseJson } from '../body/json.ts'
import { metadataTypeError } from '../body/metadata.ts'
import { parseYaml } from '../body/yaml.ts'
import { badRequest, conflict, forbidden, internal, notFound } from '../errors.ts'
import type { WriteOptions } from '../options.ts'
import { isList, isMap, mapOf, nameOf, namespaceOf, timestamp, uidOf, withMetadata } from '../values.ts'
import { createObject, immutableMetadata, namesOtherUid, updateObject } from '../write.ts'
import { findObject, namespaceFor, type RequestContext, type Result, writeContext } from './context.ts'
import { checkName, inNamespace, subresourceOf } from './identity.ts'
import { strictFindings } from './validation.ts'

/** Creates the object or merges the configuration into it, and records who owns what. */
export function apply(context: RequestContext, body: Buffer, options: WriteOptions): Result {
  const { core, kind, info, user } = context
  const { config, duplicates, givenNamespace } = decodeConfig(context, body)
  checkDeclared(context, config, givenNamespace)
  const findings = strictFindings(context, config, duplicates, options.fieldValidation)
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
  if (old !== null && namesOtherUid(config, old)) throw immutableMetadata(kind, old, 'uid', uidOf(config))
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

/** Apply knows no unknown fields and no values of other types: what has no type has no owner. */
function checkDeclared({ core, kind }: RequestContext, config: SandboxObject, givenNamespace: string): void {
  const unknown = core.rules
    .unknownFields(kind, config)
    .filter((path) => path.startsWith('metadata.'))
    .map((path) => `.${path}: field not declared in schema`)
    .concat(undeclared(kind, config))
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
  const { value: parsed, duplicates } = parseConfig(body)
  const value = parsed ?? {}
  if (value !== null && !isMap(value)) {
    const given = isList(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
    throw badRequest(
      `error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${given} into Go value of type map[string]interface {}`,
    )
  }
  const apiVersion = typeof value.apiVersion === 'string' ? value.apiVersion : ''
  if (apiVersion !== apiVersionOf(kind) || value.kind !== kind.kind) {
    const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
    throw badRequest(`invalid object type: ${group}/${version}, Kind=${String(value.kind ?? '')}`)
  }
  const wrong = metadataTypeError(kind, value.metadata)
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
