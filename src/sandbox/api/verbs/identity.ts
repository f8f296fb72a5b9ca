/** Whether the object of a request is the one its path names. */
import type { SandboxObject, Subresource } from '../../types.ts'
import { badRequest, conflict } from '../errors.ts'
import { nameOf, namespaceOf, uidOf, withMetadata } from '../values.ts'
import { namespaceFor, type RequestContext } from './context.ts'

/** The object in the request's namespace. Throws where it names another. */
export function inNamespace(context: RequestContext, object: SandboxObject): SandboxObject {
  const namespace = namespaceFor(context)
  const own = namespaceOf(object)
  // What lives in no namespace may say one; it is dropped.
  if (context.kind.namespaced && own !== '' && own !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
  return withMetadata(object, { namespace: namespace === '' ? undefined : namespace })
}

/** The subresource that a write of the object or its status goes to. */
export function subresourceOf({ info }: RequestContext): Subresource {
  return info.subresource === 'status' ? 'status' : ''
}

/** Throws where the object has no name or another than the path. */
export function checkName({ info }: RequestContext, object: SandboxObject): void {
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

/** The conflict of a write that names another uid than the object has, or than no object has. */
export function uidConflict(
  context: RequestContext,
  object: SandboxObject,
  old: SandboxObject | null,
): Error {
  const { kind, info } = context
  const group = kind.custom || kind.group !== '' ? `${kind.group}/` : ''
  const namespace = namespaceFor(context)
  const key = `/registry/${group}${kind.plural}/${namespace === '' ? '' : `${namespace}/`}${info.name}`
  return conflict(
    kind,
    info.name,
    `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uidOf(object)}, UID in object meta: ${old === null ? '' : uidOf(old)}`,
  )
}
