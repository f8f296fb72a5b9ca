/** create and update of objects and their status. */
import { decodeObject } from '../body/decode.ts'
import { mediaTypeOf, readBody } from '../body/read.ts'
import { internal, notFound } from '../errors.ts'
import { writeOptions } from '../options.ts'
import { uidOf, versionOf } from '../values.ts'
import { createObject, namesOtherUid, updateObject } from '../write.ts'
import { findObject, type RequestContext, type Result, writeContext } from './context.ts'
import { checkName, inNamespace, subresourceOf, uidConflict } from './identity.ts'
import { strictFindings } from './validation.ts'

/** The object in the request's body, and what field validation has to say of it. */
async function readObject(
  context: RequestContext,
  fieldValidation: ReturnType<typeof writeOptions>['fieldValidation'],
) {
  const { kind, request } = context
  const decoded = decodeObject(kind, await readBody(request), mediaTypeOf(request))
  const { object, duplicates, text } = decoded
  return { decoded, findings: strictFindings(context, object, duplicates, fieldValidation, text) }
}

export async function create(context: RequestContext): Promise<Result> {
  const { core, kind, info } = context
  const options = writeOptions(info.query, 'CreateOptions')
  const { decoded, findings } = await readObject(context, options.fieldValidation)
  const object = inNamespace(context, decoded.object)
  if (versionOf(object) !== '' && !options.dryRun) {
    throw internal('resourceVersion should not be set on objects to be created')
  }
  const { object: created, warnings } = createObject(core, kind, object, writeContext(context, options))
  return { type: 'object', code: 201, object: created, warnings: [...findings, ...warnings] }
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
  const { core, kind, info } = context
  const options = writeOptions(info.query, 'UpdateOptions')
  const { decoded, findings } = await readObject(context, options.fieldValidation)
  checkName(context, decoded.object)
  const object = inNamespace(context, decoded.object)
  const writing = writeContext(context, options)
  const old = findObject(context)
  if (old === null) {
    if (kind.custom || !createdByUpdate.has(kind.kind) || info.subresource !== '')
      throw notFound(kind, info.name)
    // Who names a uid means an object that was there, and not one that would be made anew.
    if (uidOf(object) !== '') throw uidConflict(context, object, null)
    const created = createObject(core, kind, object, writing)
    return { type: 'object', code: 201, object: created.object, warnings: [...findings, ...created.warnings] }
  }
  if (namesOtherUid(object, old)) throw uidConflict(context, object, old)
  const written = updateObject(core, kind, object, old, subresourceOf(context), writing)
  return { type: 'object', code: 200, object: written.object, warnings: [...findings, ...written.warnings] }
}
