/** The review kinds: created, answered, never kept. */
import { apiVersionOf } from '../../../k8s/resource.ts'
import type { AccessAttributes, Json, JsonMap, User } from '../../types.ts'
import { objectType } from '../apply/fieldtype.ts'
import { writeOwnership } from '../apply/managed.ts'
import { recordUpdate } from '../apply/ownership.ts'
import { decodeObject } from '../body/decode.ts'
import { mediaTypeOf, readBody } from '../body/read.ts'
import { badRequest, invalid } from '../errors.ts'
import { writeOptions } from '../options.ts'
import { isMap, listOf, mapOf, textOf, timestamp, valueAt, withMetadata } from '../values.ts'
import { type RequestContext, type Result, writeContext } from './context.ts'
import { strictFindings } from './validation.ts'

export async function review(context: RequestContext): Promise<Result> {
  const { kind, info, request, user } = context
  const options = writeOptions(info.query, 'CreateOptions')
  const { object, duplicates } = decodeObject(kind, await readBody(request), mediaTypeOf(request))
  const warnings = strictFindings(context, object, duplicates, options.fieldValidation)
  const body = answer(context, mapOf(object.spec), user)
  const manager = writeContext(context, options).manager
  return { type: 'body', code: 201, warnings, body: withOwner(context, { ...object, ...body }, manager) }
}

function answer(context: RequestContext, spec: JsonMap, user: User): JsonMap {
  const { core, kind } = context
  switch (kind.kind) {
    case 'SelfSubjectReview':
      return { status: { userInfo: userInfo(user) } }
    case 'SelfSubjectRulesReview': {
      const namespace = textOf(spec.namespace)
      if (namespace === '') throw badRequest('no namespace on request')
      return { spec: {}, status: core.rules.rulesFor(user, namespace, core.store) }
    }
    case 'SelfSubjectAccessReview':
      return { spec, status: accessStatus(context, spec, user) }
    default:
      return { spec, status: accessStatus(context, spec, reviewedUser(kind.group, spec)) }
  }
}

function userInfo({ name, uid, groups, extra }: User): JsonMap {
  return {
    username: name,
    ...(uid === undefined ? {} : { uid }),
    groups,
    ...(extra === undefined ? {} : { extra }),
  }
}

function refusal(group: string, field: string, message: string): Error {
  return invalid(group, '', '', [
    { reason: 'FieldValueInvalid', message: `Invalid value: ${message}`, field },
  ])
}

function reviewedUser(group: string, spec: JsonMap): User {
  const name = textOf(spec.user)
  const groups = listOf(spec.groups).map(textOf)
  if (name === '' && groups.length === 0) {
    throw refusal(group, 'spec.user', '"": at least one of user or group must be specified')
  }
  return { name, groups }
}

function accessStatus({ core, kind, info }: RequestContext, spec: JsonMap, user: User): JsonMap {
  const { resourceAttributes: resource, nonResourceAttributes: other } = spec
  if (isMap(resource) && isMap(other)) {
    const shown = JSON.stringify({ Path: textOf(other.path), Verb: textOf(other.verb) })
    throw refusal(
      kind.group,
      'spec.nonResourceAttributes',
      `${shown}: cannot be specified in combination with resourceAttributes`,
    )
  }
  if (!isMap(resource) && !isMap(other)) {
    throw refusal(
      kind.group,
      'spec.resourceAttributes',
      'null: exactly one of nonResourceAttributes or resourceAttributes must be specified',
    )
  }
  if (kind.namespaced && textOf(mapOf(resource).namespace) !== info.namespace) {
    throw refusal(
      kind.group,
      'spec.resourceAttributes.namespace',
      `${JSON.stringify(textOf(mapOf(resource).namespace))}: must match metadata.namespace`,
    )
  }
  const attributes = isMap(resource) ? resourceAttributes(resource) : pathAttributes(mapOf(other))
  const { allowed, reason } = core.rules.authorize(user, attributes, core.store)
  return { allowed, ...(reason === '' ? {} : { reason }) }
}

function resourceAttributes(value: JsonMap): AccessAttributes {
  return {
    resourceRequest: true,
    verb: textOf(value.verb),
    group: textOf(value.group),
    version: textOf(value.version),
    resource: textOf(value.resource),
    subresource: textOf(value.subresource),
    namespace: textOf(value.namespace),
    name: textOf(value.name),
  }
}

function pathAttributes(value: JsonMap): AccessAttributes {
  return { resourceRequest: false, verb: textOf(value.verb), path: textOf(value.path) }
}

/** Metadata as the server fills it, ownership of the question included. */
function withOwner(context: RequestContext, body: JsonMap, manager: string): JsonMap {
  const { core, kind, info } = context
  const now = timestamp(core.now())
  if (kind.kind === 'SelfSubjectReview') return { ...body, metadata: { creationTimestamp: now } }
  const ownership = recordUpdate(
    new Map(),
    { metadata: {}, spec: {}, status: {} },
    { ...body, status: {} },
    objectType(kind),
    { name: manager, operation: 'Update', apiVersion: apiVersionOf(kind), subresource: '' },
    now,
  )
  const entries: readonly Json[] = kind.kind === 'SelfSubjectRulesReview' ? [] : writeOwnership(ownership)
  return withMetadata(body, {
    namespace: kind.namespaced ? info.namespace : valueAt(body, ['metadata', 'namespace']),
    managedFields: entries.length === 0 ? undefined : entries,
  })
}
