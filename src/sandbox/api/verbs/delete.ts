/** delete and deletecollection. */
import type { JsonMap } from '../../types.ts'
import { protobufType } from '../body/decode.ts'
import { parseJson } from '../body/json.ts'
import { parseProtobuf, UnknownMessage } from '../body/protobuf.ts'
import { mediaTypeOf, readBody } from '../body/read.ts'
import { parseYaml } from '../body/yaml.ts'
import { fromStored } from '../conversion.ts'
import { type DeleteOptions, deleteObject } from '../deletion.ts'
import { badRequest, unsupportedMediaType } from '../errors.ts'
import { admitDeletion } from '../namespace.ts'
import { deleteOptions, isDeleteOptions, listOptions } from '../options.ts'
import { isMap, nameOf, uidOf } from '../values.ts'
import { getObject, namespaceFor, type RequestContext, type Result } from './context.ts'
import { filterOf } from './read.ts'

/** Built-in kinds whose DELETE answers with the object that went. */
const returned = new Set([
  'Pod',
  'PodTemplate',
  'Service',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'ResourceQuota',
  'StorageClass',
])

export async function remove(context: RequestContext): Promise<Result> {
  const { core, kind, info } = context
  const options = await readOptions(context)
  admitDeletion(kind, info.name)
  const old = getObject(context)
  const { object, gone } = deleteObject(core, kind, old, options)
  if (!gone || (!kind.custom && returned.has(kind.kind))) return { type: 'object', code: 200, object }
  const body: JsonMap = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: nameOf(object),
      ...(kind.group === '' ? {} : { group: kind.group }),
      kind: kind.plural,
      uid: uidOf(object),
    },
  }
  return { type: 'body', code: 200, body }
}

export async function removeCollection(context: RequestContext): Promise<Result> {
  const { core, kind, info } = context
  const options = await readOptions(context)
  const filter = filterOf(context, listOptions(info.query, false))
  const objects = core.store
    .collection(kind.storageKey)
    .list(namespaceFor(context))
    .map((object) => fromStored(kind, object))
    .filter(filter)
  const revision = core.store.revision
  for (const object of objects)
    deleteObject(core, kind, object, { ...options, uid: null, resourceVersion: null })
  return { type: 'list', objects, metadata: { resourceVersion: String(revision) } }
}

async function readOptions({ request, info }: RequestContext): Promise<DeleteOptions> {
  const body = await readBody(request)
  if (body.length === 0) return deleteOptions(info.query, null)
  const type = mediaTypeOf(request)
  if (type === protobufType) return deleteOptions(info.query, protobufOptions(body))
  if (type !== '' && type !== 'application/json' && type !== 'application/yaml') {
    throw unsupportedMediaType([
      'application/json',
      'application/yaml',
      'application/vnd.kubernetes.protobuf',
    ])
  }
  let value: unknown
  try {
    const text = body.toString('utf8')
    value = (type === 'application/yaml' ? parseYaml(text) : parseJson(text)).value
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw badRequest(`couldn't get version/kind; json parse error: ${error.message}`)
    }
    throw error
  }
  if (!isDeleteOptions(value)) {
    const { kind = '', apiVersion = 'v1' } = isMap(value) ? value : {}
    throw badRequest(
      `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)} in scheme "pkg/runtime/scheme.go:111"`,
    )
  }
  return deleteOptions(info.query, value)
}

function protobufOptions(body: Buffer): JsonMap {
  try {
    return parseProtobuf(body, 'DeleteOptions')
  } catch (error) {
    if (error instanceof UnknownMessage) throw unsupportedMediaType(['application/json', 'application/yaml'])
    throw error
  }
}
