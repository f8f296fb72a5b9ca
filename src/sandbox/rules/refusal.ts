/** The Status errors that rules refuse requests with. */
import { parseApiVersion } from '../../k8s/resource.ts'
import { asFields, asString, type Fields } from '../../k8s/shape.ts'
import { StatusError } from '../../k8s/status.ts'
import { aggregate, type FieldError } from './schema/messages.ts'

/** `Invalid`, with a cause for each error. */
export function invalidObject(object: Fields, errors: readonly FieldError[]): StatusError {
  const { group } = parseApiVersion(asString(object.apiVersion))
  const kind = asString(object.kind)
  const name = asString(asFields(object.metadata).name)
  const qualified = group === '' ? kind : `${kind}.${group}`
  return new StatusError({
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message: `${qualified} ${JSON.stringify(name)} is invalid: ${aggregate(errors)}`,
    reason: 'Invalid',
    details: { ...(name === '' ? {} : { name }), ...(group === '' ? {} : { group }), kind, causes: errors },
    code: 422,
  })
}

export function badRequest(message: string): StatusError {
  return failure(400, 'BadRequest', message)
}

interface Resource {
  readonly group: string
  readonly plural: string
}

export function forbidden({ group, plural }: Resource, name: string, why: string): StatusError {
  return new StatusError({
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message: `${plural}.${group} ${JSON.stringify(name)} is forbidden: ${why}`,
    reason: 'Forbidden',
    details: { name, group, kind: plural },
    code: 403,
  })
}

export function notFound({ group, plural }: Resource, name: string): StatusError {
  return new StatusError({
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message: `${plural}.${group} ${JSON.stringify(name)} not found`,
    reason: 'NotFound',
    details: { name, group, kind: plural },
    code: 404,
  })
}

export function internalError(message: string): StatusError {
  return new StatusError({
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message: `Internal error occurred: ${message}`,
    reason: 'InternalError',
    details: { causes: [{ message }] },
    code: 500,
  })
}

/** A failure for which the server has words and nothing else. */
export function plainFailure(message: string): StatusError {
  return new StatusError({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code: 500 })
}

function failure(code: number, reason: string, message: string): StatusError {
  return new StatusError({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code })
}
