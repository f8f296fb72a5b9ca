/** Refusals, worded as the API server words them. Each function makes a `StatusError` to be thrown. */
import { type Status, type StatusCause, StatusError } from '../../k8s/status.ts'

/** The group and plural (or kind) that a message speaks of. */
export interface Subject {
  readonly group: string
  readonly plural: string
}

function failure(code: number, reason: string, message: string, details?: Status['details']): StatusError {
  return new StatusError({
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message,
    ...(reason === '' ? {} : { reason }),
    ...(details === undefined ? {} : { details }),
    code,
  })
}

function qualified({ group, plural }: Subject): string {
  return group === '' ? plural : `${plural}.${group}`
}

function detailsOf(subject: Subject, name: string): NonNullable<Status['details']> {
  return {
    ...(name === '' ? {} : { name }),
    ...(subject.group === '' ? {} : { group: subject.group }),
    kind: subject.plural,
  }
}

export function badRequest(message: string): StatusError {
  return failure(400, 'BadRequest', message)
}

export function unauthorized(): StatusError {
  return failure(401, 'Unauthorized', 'Unauthorized')
}

/** 403 with the sentence that names user, verb and resource in `why`. */
export function forbidden(subject: Subject | null, name: string, why: string): StatusError {
  if (subject === null) return failure(403, 'Forbidden', `forbidden: ${why}`, {})
  const named = name === '' ? qualified(subject) : `${qualified(subject)} "${name}"`
  return failure(403, 'Forbidden', `${named} is forbidden: ${why}`, detailsOf(subject, name))
}

export function notFound(subject: Subject, name: string): StatusError {
  return failure(404, 'NotFound', `${qualified(subject)} "${name}" not found`, detailsOf(subject, name))
}

/** A path below a served group version that names nothing. */
export function noSuchResource(): StatusError {
  return failure(404, 'NotFound', 'the server could not find the requested resource', {})
}

export function methodNotAllowed(): StatusError {
  return failure(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  )
}

/** No representation matches at all; the router says so before a handler runs. */
export function notAcceptableAtAll(available: readonly string[]): StatusError {
  const message = `406: Not Acceptable\n\nAvailable representations: ${available.join(', ')}`
  return failure(406, 'NotAcceptable', message, {})
}

export function notAcceptable(accepted: readonly string[]): StatusError {
  const message = `only the following media types are accepted: ${accepted.join(', ')}`
  return failure(406, 'NotAcceptable', message)
}

export function notAcceptableBecause(message: string): StatusError {
  return failure(406, 'NotAcceptable', message)
}

/** `leaving` where the other one is being deleted. */
export function alreadyExists(subject: Subject, name: string, leaving = false): StatusError {
  const message = `${leaving ? 'object is being deleted: ' : ''}${qualified(subject)} "${name}" already exists`
  return failure(409, 'AlreadyExists', message, detailsOf(subject, name))
}

export function conflict(subject: Subject, name: string, why: string): StatusError {
  const message = `Operation cannot be fulfilled on ${qualified(subject)} "${name}": ${why}`
  return failure(409, 'Conflict', message, detailsOf(subject, name))
}

export const objectModified =
  'the object has been modified; please apply your changes to the latest version and try again'

/** Apply met fields of other managers: one cause for each field. */
export function applyConflict(message: string, causes: readonly StatusCause[]): StatusError {
  return failure(409, 'Conflict', message, { causes })
}

export function expired(message: string): StatusError {
  return failure(410, 'Expired', message)
}

export function tooLarge(limit: number): StatusError {
  return failure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${limit}`)
}

/** The router knows no handler for this content type. */
export function unsupportedMediaTypeAtAll(): StatusError {
  return failure(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {})
}

export function unsupportedMediaType(accepted: readonly string[]): StatusError {
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`
  return failure(415, 'UnsupportedMediaType', message)
}

/** The router's 422 for a patch that cannot be applied to this object. */
export function unprocessable(): StatusError {
  return failure(422, 'Invalid', 'the server rejected our request due to an error in our request', {})
}

/** `causes` carry the messages without their fields; the whole message joins them as Kubernetes does. */
export function invalid(
  group: string,
  kind: string,
  name: string,
  causes: readonly StatusCause[],
): StatusError {
  // A cause may be found twice; the sentence says it once.
  const told = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))]
  const list = told.length === 1 ? told.join('') : `[${told.join(', ')}]`
  return failure(422, 'Invalid', `${qualified({ group, plural: kind })} "${name}" is invalid: ${list}`, {
    ...(name === '' ? {} : { name }),
    ...(group === '' ? {} : { group }),
    ...(kind === '' ? {} : { kind }),
    causes,
  })
}

/** Query parameters and delete options that are no valid options. */
export function invalidOptions(kind: string, causes: readonly StatusCause[]): StatusError {
  return invalid('meta.k8s.io', kind, '', causes)
}

export function internal(message: string): StatusError {
  return failure(500, '', message)
}

export function versionTooLarge(asked: number, current: number): StatusError {
  const message = `Timeout: Too large resource version: ${asked}, current: ${current}`
  return failure(504, 'Timeout', message, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  })
}
