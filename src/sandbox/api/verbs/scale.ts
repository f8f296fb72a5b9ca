/** The scale subresource: an object's replica count as an `autoscaling/v1` Scale. */
import { parseApiVersion } from '../../../k8s/resource.ts'
import type { Json, JsonMap, KindInfo, SandboxObject } from '../../types.ts'
import { parseJson } from '../body/json.ts'
import { mediaTypeOf, readBody } from '../body/read.ts'
import { parseYaml } from '../body/yaml.ts'
import {
  badRequest,
  conflict,
  invalid,
  noSuchResource,
  objectModified,
  unsupportedMediaTypeAtAll,
} from '../errors.ts'
import { writeOptions } from '../options.ts'
import { applyJsonPatch } from '../patch/json.ts'
import { applyMergePatch } from '../patch/merge.ts'
import { valuesAtPath } from '../print/jsonpath.ts'
import { selectorText } from '../print/text.ts'
import {
  isMap,
  mapOf,
  nameOf,
  namespaceOf,
  textOf,
  uidOf,
  valueAt,
  versionOf,
  withMetadata,
  withValueAt,
} from '../values.ts'
import { updateObject } from '../write.ts'
import { getObject, type RequestContext, type Result, writeContext } from './context.ts'

export function getScale(context: RequestContext): Result {
  return { type: 'body', code: 200, body: scaleOf(context.kind, getObject(context)) }
}

export async function updateScale(context: RequestContext): Promise<Result> {
  const options = writeOptions(context.info.query, 'UpdateOptions')
  return writeScale(context, () => parse(context), writeContext(context, options))
}

export async function patchScale(context: RequestContext): Promise<Result> {
  const type = mediaTypeOf(context.request)
  const options = writeOptions(context.info.query, 'PatchOptions', type === 'application/apply-patch+yaml')
  const change = async (scale: JsonMap): Promise<Json> => {
    const patch = await parse(context)
    if (type === 'application/json-patch+json') return applyJsonPatch(scale, patch)
    // A Scale has no lists, so the other patches are all the same.
    if (/^application\/(merge-patch|strategic-merge-patch|apply-patch)\+/.test(type))
      return applyMergePatch(scale, patch)
    throw unsupportedMediaTypeAtAll()
  }
  return writeScale(context, change, writeContext(context, options))
}

async function parse({ request }: RequestContext): Promise<Json> {
  const text = (await readBody(request)).toString('utf8')
  try {
    return (/yaml/.test(mediaTypeOf(request)) ? parseYaml(text) : parseJson(text)).value
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest(`error decoding patch: ${error.message}`)
    throw error
  }
}

async function writeScale(
  context: RequestContext,
  change: (scale: JsonMap) => Promise<Json>,
  writing: ReturnType<typeof writeContext>,
): Promise<Result> {
  const { core, kind, info } = context
  const asked = await change(scaleOf(kind, getObject(context)))
  // Read again: the body may have taken its time.
  const old = getObject(context)
  if (!isMap(asked)) throw badRequest('the object provided is unrecognized (must be of type Scale)')
  checkScale(asked, info.name)
  const replicas = valueAt(asked, ['spec', 'replicas']) ?? 0
  const given = versionOf(asked)
  if (given !== '' && given !== versionOf(old)) throw conflict(kind, nameOf(old), objectModified)
  if (Number(replicas) < 0) {
    throw invalid('autoscaling', 'Scale', nameOf(old), [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${JSON.stringify(replicas)}: must be greater than or equal to 0`,
        field: 'spec.replicas',
      },
    ])
  }
  const path = pathOf(kind).specReplicasPath.replace(/^\./, '').split('.')
  const scaled = { ...old, ...withValueAt(old, path, replicas) }
  const { object, warnings } = updateObject(core, kind, withMetadata(scaled, {}), old, 'scale', writing)
  return { type: 'body', code: 200, body: scaleOf(kind, object), warnings }
}

/** Throws `BadRequest` for what is no Scale, or another object's. */
function checkScale(asked: JsonMap, name: string): void {
  const kind = textOf(asked.kind) || 'Scale'
  const version = parseApiVersion(textOf(asked.apiVersion) || 'autoscaling/v1').version
  const refuse = (why: string) =>
    badRequest(`${kind} in version ${JSON.stringify(version)} cannot be handled as a Scale: ${why}`)
  if (kind !== 'Scale')
    throw refuse(`converting (${version}.${kind}) to (autoscaling.Scale): unknown conversion`)
  const replicas = valueAt(asked, ['spec', 'replicas']) ?? 0
  if (!Number.isInteger(replicas)) {
    const given = typeof replicas === 'number' ? `number ${replicas}` : typeof replicas
    throw refuse(`json: cannot unmarshal ${given} into Go struct field ScaleSpec.spec.replicas of type int32`)
  }
  const given = nameOf(asked)
  if (given === '' || given === name) return
  throw badRequest(`the name of the object (${given}) does not match the name on the URL (${name})`)
}

function pathOf({ subresources }: KindInfo): NonNullable<KindInfo['subresources']['scale']> {
  if (subresources.scale === null) throw noSuchResource()
  return subresources.scale
}

function scaleOf(kind: KindInfo, object: SandboxObject): JsonMap {
  const { specReplicasPath, statusReplicasPath, labelSelectorPath } = pathOf(kind)
  const desired = numberAt(object, specReplicasPath)
  const selector = kind.custom
    ? textOf(labelSelectorPath === undefined ? '' : valuesAtPath(object, labelSelectorPath)[0])
    : builtinSelector(kind, object)
  const metadata: Record<string, Json> = { name: nameOf(object) }
  if (namespaceOf(object) !== '') metadata.namespace = namespaceOf(object)
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      ...metadata,
      uid: uidOf(object),
      resourceVersion: versionOf(object),
      creationTimestamp: mapOf(object.metadata).creationTimestamp ?? null,
    },
    spec: desired === 0 ? {} : { replicas: desired },
    status: { replicas: numberAt(object, statusReplicasPath), ...(selector === '' ? {} : { selector }) },
  }
}

function numberAt(object: SandboxObject, path: string): number {
  const [value] = valuesAtPath(object, path)
  return typeof value === 'number' ? value : 0
}

function builtinSelector(kind: KindInfo, object: SandboxObject): string {
  const selector = valueAt(object, ['spec', 'selector'])
  if (kind.kind !== 'ReplicationController') return selectorText(selector, '')
  return selectorText({ matchLabels: mapOf(selector) }, '')
}
