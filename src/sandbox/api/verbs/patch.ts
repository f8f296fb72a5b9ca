/** patch of objects and their status, in four forms. */
import { apiVersionOf, parseApiVersion } from '../../../k8s/resource.ts'
import { StatusError } from '../../../k8s/status.ts'
import type { Json, JsonMap, KindInfo, SandboxObject } from '../../types.ts'
import { goText } from '../apply/declared.ts'
import { normalized } from '../body/decode.ts'
import { type Parsed, parseJson } from '../body/json.ts'
import { metadataTypeError } from '../body/metadata.ts'
import { mediaTypeOf, readBody } from '../body/read.ts'
import { badRequest, invalid, unsupportedMediaType, unsupportedMediaTypeAtAll } from '../errors.ts'
import { type WriteOptions, writeOptions } from '../options.ts'
import { applyJsonPatch } from '../patch/json.ts'
import { applyMergePatch } from '../patch/merge.ts'
import { applyStrategicPatch } from '../patch/strategic.ts'
import { canonicalJson, isMap, nameOf, textOf, uidOf } from '../values.ts'
import { immutableMetadata, namesOtherUid, updateObject } from '../write.ts'
import { apply } from './apply.ts'
import { getObject, type RequestContext, type Result, writeContext } from './context.ts'
import { checkName, inNamespace, subresourceOf } from './identity.ts'
import { strictFindings } from './validation.ts'

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
  const parsed = parsePatch(body, type)
  const patched = patchedObject(context, old, parsed.value, type)
  // Go shows a strategic patch itself where others show what they would make.
  const shown = type === strategicPatchType ? goText(parsed.value) : canonicalJson(patched)
  return writePatched(context, patched, old, parsed.duplicates, options, shown)
}

function parsePatch(body: Buffer, type: string): Parsed {
  try {
    return parseJson(body.toString('utf8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw badRequest(type === strategicPatchType ? error.message : `error decoding patch: ${error.message}`)
  }
}

function patchedObject(context: RequestContext, old: SandboxObject, value: Json, type: string): Json {
  if (type === jsonPatchType) return applyJsonPatch(old, value)
  if (type === strategicPatchType) return applyStrategicPatch(old, value, context.kind.kind)
  if (isMap(value)) return applyMergePatch(old, value)
  if (value === null && context.kind.custom) throw badRequest('Invalid JSON Patch')
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
  shown: string,
): Result {
  const { core, kind } = context
  const object = patchResult(context, patched, shown)
  const findings = patchFindings(context, object, old, shown, duplicates, options)
  checkName(context, object)
  if (namesOtherUid(object, old)) throw immutableMetadata(kind, old, 'uid', uidOf(object))
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
    throw asPatchError(error, shown)
  }
}

/** Of what a patch makes, only what it brings is strictly judged; the old object has passed before. */
function patchFindings(
  context: RequestContext,
  object: SandboxObject,
  old: SandboxObject,
  shown: string,
  duplicates: readonly string[],
  { fieldValidation }: WriteOptions,
): readonly string[] {
  const { core, kind } = context
  const before = new Set(
    core.rules.unknownFields(kind, old).map((path) => `unknown field ${JSON.stringify(path)}`),
  )
  try {
    const brought = (findings: readonly string[]) => findings.filter((text) => !before.has(text))
    const judged = { core, kind, warn: (findings: readonly string[]) => context.warn(brought(findings)) }
    return brought(strictFindings(judged, object, duplicates, fieldValidation))
  } catch (error) {
    throw asPatchError(error, shown)
  }
}

/** A patch whose result has a value of the wrong type is itself the wrong value. */
function asPatchError(error: unknown, shown: string): unknown {
  const why =
    error instanceof StatusError && error.code === 400
      ? /: ((?:json|strict decoding error): .*)$/s.exec(error.message)?.[1]
      : undefined
  return why === undefined ? error : invalidPatch(shown, why)
}

function invalidPatch(shown: string, why: string): Error {
  const message = `Invalid value: ${JSON.stringify(shown)}: ${why}`
  return invalid('', '', '', [{ reason: 'FieldValueInvalid', message, field: 'patch' }])
}

/** What a patch made of an object, checked to be one. */
function patchResult({ kind }: RequestContext, patched: Json, shown: string): SandboxObject {
  const wrong = isMap(patched)
    ? metadataTypeError(kind, patched.metadata)
    : 'json: cannot unmarshal into Go struct'
  if (!isMap(patched) || wrong !== null) throw invalidPatch(shown, wrong ?? '')
  if (kind.custom) checkPatchedType(kind, patched)
  return normalized(kind, patched)
}

/** A custom object may not become one of another type; a built-in one is decoded as what it was. */
function checkPatchedType(kind: KindInfo, patched: JsonMap): void {
  const expected: JsonMap = { kind: kind.kind, apiVersion: apiVersionOf(kind) }
  for (const [field, value] of Object.entries(expected)) {
    const given = patched[field]
    if (given === value || given === undefined || given === '' || given === null) continue
    const { group } = parseApiVersion(textOf(patched.apiVersion))
    const message = `Invalid value: ${JSON.stringify(given)}: must be ${String(value)}`
    throw invalid(group, textOf(patched.kind), nameOf(patched), [
      { reason: 'FieldValueInvalid', message, field },
    ])
  }
}
