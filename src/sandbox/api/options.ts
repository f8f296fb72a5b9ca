/** Query parameters of reads and writes, and delete options, checked as the API server checks them. */
import type { StatusCause } from '../../k8s/status.ts'
import type { JsonMap } from '../types.ts'
import type { DeleteOptions, Propagation } from './deletion.ts'
import { badRequest, invalidOptions } from './errors.ts'
import { isTrue } from './request.ts'
import { isList, isMap, mapOf } from './values.ts'

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'

export interface WriteOptions {
  readonly dryRun: boolean
  readonly fieldValidation: FieldValidation
  /** `''` where the request names none. */
  readonly fieldManager: string
  readonly force: boolean
}

/** `kind` is CreateOptions, UpdateOptions or PatchOptions. Throws Invalid. */
export function writeOptions(query: URLSearchParams, kind: string, isApply = false): WriteOptions {
  const fieldValidation = query.get('fieldValidation') ?? ''
  const fieldManager = query.get('fieldManager') ?? ''
  const force = query.get('force')
  const causes: StatusCause[] = []
  if (kind === 'PatchOptions' && isApply && fieldManager === '') {
    causes.push(cause('Required', 'fieldManager', 'Required value: is required for apply patch'))
  }
  if (kind === 'PatchOptions' && !isApply && force !== null) {
    causes.push(cause('Forbidden', 'force', 'Forbidden: may not be specified for non-apply patch'))
  }
  causes.push(...managerCauses(fieldManager), ...dryRunCauses(query.getAll('dryRun')))
  if (!['', 'Ignore', 'Strict', 'Warn'].includes(fieldValidation)) {
    const values = '"", "Ignore", "Strict", "Warn"'
    const message = `Unsupported value: ${JSON.stringify(fieldValidation)}: supported values: ${values}`
    causes.push(cause('NotSupported', 'fieldValidation', message))
  }
  if (causes.length > 0) throw invalidOptions(kind, causes)
  return {
    dryRun: query.getAll('dryRun').length > 0,
    fieldValidation: fieldValidation === '' ? 'Warn' : (fieldValidation as FieldValidation),
    fieldManager,
    force: isTrue(force),
  }
}

function cause(reason: string, field: string, message: string): StatusCause {
  return { reason: `FieldValue${reason}`, message, field }
}

const printable = /^[\x20-\x7e\u00a0-\uffff]*$/

function managerCauses(name: string): StatusCause[] {
  if (name.length > 128) {
    return [cause('TooLong', 'fieldManager', 'Too long: may not be more than 128 bytes')]
  }
  if (printable.test(name)) return []
  const at = [...name].findIndex((letter) => !printable.test(letter))
  const code = (name.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const message = `Invalid value: ${JSON.stringify(name)}: invalid character U+${code} (at position ${at})`
  return [cause('Invalid', 'fieldManager', message)]
}

function dryRunCauses(values: readonly string[]): StatusCause[] {
  if (values.every((value) => value === 'All')) return []
  const shown = `[${values.map((value) => JSON.stringify(value)).join(',')}]`
  return [cause('NotSupported', 'dryRun', `Unsupported value: ${shown}: supported values: "All"`)]
}

export interface ListOptions {
  readonly labelSelector: string
  readonly fieldSelector: string
  /** 0 for all. */
  readonly limit: number
  readonly token: string
  /** `''` where none is asked for. */
  readonly resourceVersion: string
  readonly versionMatch: string
  /** Seconds after which a watch ends; `null` for the server's choice. */
  readonly timeoutSeconds: number | null
  readonly bookmarks: boolean
  readonly sendInitialEvents: boolean
}

/** Throws `BadRequest` for parameters that do not parse and Invalid for combinations that make no sense. */
export function listOptions(query: URLSearchParams, watching: boolean): ListOptions {
  const options: ListOptions = {
    labelSelector: query.get('labelSelector') ?? '',
    fieldSelector: query.get('fieldSelector') ?? '',
    limit: integer(query.get('limit')) ?? 0,
    token: query.get('continue') ?? '',
    resourceVersion: query.get('resourceVersion') ?? '',
    versionMatch: query.get('resourceVersionMatch') ?? '',
    timeoutSeconds: integer(query.get('timeoutSeconds')),
    bookmarks: isTrue(query.get('allowWatchBookmarks')),
    sendInitialEvents: isTrue(query.get('sendInitialEvents')),
  }
  const causes = watching
    ? watchCauses(options, query.has('sendInitialEvents'))
    : listCauses(options, query.has('sendInitialEvents'))
  if (causes.length > 0) throw invalidOptions('ListOptions', causes)
  return options
}

function integer(text: string | null): number | null {
  if (text === null || text === '') return null
  if (!/^[+-]?\d+$/.test(text)) {
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`)
  }
  return Number(text)
}

function forbiddenMatch(message: string): StatusCause[] {
  return [cause('Forbidden', 'resourceVersionMatch', `Forbidden: ${message}`)]
}

function unsupportedMatch(match: string, supported: string): StatusCause[] {
  const message = `Unsupported value: ${JSON.stringify(match)}: supported values: ${supported}`
  return [cause('NotSupported', 'resourceVersionMatch', message)]
}

function watchCauses(options: ListOptions, initial: boolean): StatusCause[] {
  const match = options.versionMatch
  if (!initial) {
    return match === ''
      ? []
      : forbiddenMatch('resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided')
  }
  if (match === 'NotOlderThan') return []
  const required = forbiddenMatch('sendInitialEvents requires setting resourceVersionMatch to NotOlderThan')
  return match === '' ? required : [...required, ...unsupportedMatch(match, '"NotOlderThan"')]
}

function listCauses(options: ListOptions, initial: boolean): StatusCause[] {
  const { versionMatch: match, resourceVersion, token } = options
  const unwatched = 'Forbidden: sendInitialEvents is forbidden for list'
  const causes = initial ? [cause('Forbidden', 'sendInitialEvents', unwatched)] : []
  return [...matchCauses(match, resourceVersion, token), ...causes]
}

function matchCauses(match: string, resourceVersion: string, token: string): StatusCause[] {
  if (match === '') return []
  if (resourceVersion === '') {
    return forbiddenMatch('resourceVersionMatch is forbidden unless resourceVersion is provided')
  }
  if (token !== '') return forbiddenMatch('resourceVersionMatch is forbidden when continue is provided')
  if (match !== 'Exact' && match !== 'NotOlderThan')
    return unsupportedMatch(match, '"Exact", "NotOlderThan", ""')
  if (match === 'Exact' && resourceVersion === '0') {
    return forbiddenMatch('resourceVersionMatch "exact" is forbidden for resourceVersion "0"')
  }
  return []
}

const propagations = ['Foreground', 'Background', 'Orphan']

/** Delete options from a body, or where there is none from the query. Throws Invalid. */
export function deleteOptions(query: URLSearchParams, body: JsonMap | null): DeleteOptions {
  const given = body ?? optionsInQuery(query)
  const propagation = given.propagationPolicy ?? null
  const dryRun = isList(given.dryRun) ? given.dryRun.map(String) : []
  const causes: StatusCause[] = []
  if (propagation !== null && given.orphanDependents !== undefined) {
    const message = `Invalid value: ${JSON.stringify(propagation)}: orphanDependents and deletionPropagation cannot be both set`
    causes.push(cause('Invalid', 'propagationPolicy', message))
  }
  if (propagation !== null && !propagations.includes(String(propagation))) {
    const supported = '"Foreground", "Background", "Orphan", "nil"'
    const message = `Unsupported value: ${JSON.stringify(propagation)}: supported values: ${supported}`
    causes.push(cause('NotSupported', 'propagationPolicy', message))
  }
  causes.push(...dryRunCauses([...dryRun, ...query.getAll('dryRun')]))
  if (causes.length > 0) throw invalidOptions('DeleteOptions', causes)
  const preconditions = mapOf(given.preconditions)
  const orphan =
    given.orphanDependents === undefined ? null : given.orphanDependents ? 'Orphan' : 'Background'
  return {
    propagation: (propagation as Propagation | null) ?? orphan,
    gracePeriodSeconds: typeof given.gracePeriodSeconds === 'number' ? given.gracePeriodSeconds : null,
    uid: typeof preconditions.uid === 'string' ? preconditions.uid : null,
    resourceVersion: typeof preconditions.resourceVersion === 'string' ? preconditions.resourceVersion : null,
    dryRun: dryRun.length > 0 || query.getAll('dryRun').length > 0,
  }
}

function optionsInQuery(query: URLSearchParams): JsonMap {
  const grace = integer(query.get('gracePeriodSeconds'))
  const propagationPolicy = query.get('propagationPolicy')
  const orphan = query.get('orphanDependents')
  return {
    ...(grace === null ? {} : { gracePeriodSeconds: grace }),
    ...(propagationPolicy === null ? {} : { propagationPolicy }),
    ...(orphan === null ? {} : { orphanDependents: isTrue(orphan) }),
  }
}

/** Whether a decoded delete body is one: a DeleteOptions of any version. */
export function isDeleteOptions(value: unknown): value is JsonMap {
  return isMap(value) && (value.kind === undefined || value.kind === '' || value.kind === 'DeleteOptions')
}
