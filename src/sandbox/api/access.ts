/** Who asks (authentication and impersonation), and whether they may (authorization). */
import type { IncomingHttpHeaders } from 'node:http'
import type { AccessAttributes, User } from '../types.ts'
import type { Core } from './core.ts'
import { badRequest, forbidden, unauthorized } from './errors.ts'
import type { RequestInfo } from './request.ts'

export type TokenTable = ReadonlyMap<string, User>

const authenticated = 'system:authenticated'

/** The user that the bearer token stands for. Throws Unauthorized; nobody is anonymous here. */
export function authenticate(tokens: TokenTable, headers: IncomingHttpHeaders): User {
  const match = /^Bearer\s+(\S+)\s*$/i.exec(headers.authorization ?? '')
  const user = match?.[1] === undefined ? undefined : tokens.get(match[1])
  if (user === undefined) throw unauthorized()
  if (user.groups.includes(authenticated)) return user
  return { ...user, groups: [...user.groups, authenticated] }
}

/** Every value of a header, whether it came once with commas or several times. */
type RawHeaders = readonly string[]

function valuesOf(raw: RawHeaders, name: string): readonly string[] {
  return raw.filter((_, index) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === name)
}

/**
 * The user whom `user` asks to act as, or `user` itself. Each part of the other identity needs its own
 * permission. Throws `BadRequest` where headers name no user, Forbidden where one may not be taken.
 */
export function impersonate(core: Core, user: User, raw: RawHeaders): User {
  const [name = ''] = valuesOf(raw, 'impersonate-user')
  const groups = valuesOf(raw, 'impersonate-group')
  const [uid] = valuesOf(raw, 'impersonate-uid')
  const extra = extraOf(raw)
  if (name === '') {
    if (groups.length === 0 && uid === undefined && Object.keys(extra).length === 0) return user
    const list =
      groups.length === 0
        ? '[]string(nil)'
        : `[]string{${groups.map((each) => JSON.stringify(each)).join(', ')}}`
    throw badRequest(
      `requested &user.DefaultInfo{Name:"", UID:${JSON.stringify(uid ?? '')}, Groups:${list}, Extra:map[string][]string(nil)} without impersonating a user name`,
    )
  }
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name)
  if (account === null) mayImpersonate(core, user, '', 'users', name)
  else mayImpersonate(core, user, '', 'serviceaccounts', account[2] ?? '', account[1] ?? '')
  for (const group of groups) mayImpersonate(core, user, '', 'groups', group)
  if (uid !== undefined) mayImpersonate(core, user, 'authentication.k8s.io', 'uids', uid)
  for (const [key, values] of Object.entries(extra)) {
    for (const value of values)
      mayImpersonate(core, user, 'authentication.k8s.io', 'userextras', value, '', key)
  }
  return {
    name,
    groups: impersonatedGroups(name, groups, account?.[1]),
    ...(uid === undefined ? {} : { uid }),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  }
}

function extraOf(raw: RawHeaders): Readonly<Record<string, readonly string[]>> {
  const prefix = 'impersonate-extra-'
  const extra: Record<string, string[]> = {}
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const header = raw[index]?.toLowerCase() ?? ''
    if (!header.startsWith(prefix)) continue
    const key = header.slice(prefix.length)
    extra[key] = [...(extra[key] ?? []), raw[index + 1] ?? '']
  }
  return extra
}

function impersonatedGroups(
  name: string,
  groups: readonly string[],
  namespace: string | undefined,
): readonly string[] {
  if (name === 'system:anonymous') return [...groups, 'system:unauthenticated']
  const given =
    groups.length === 0 && namespace !== undefined
      ? ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
      : groups
  return given.includes(authenticated) ? given : [...given, authenticated]
}

function mayImpersonate(
  core: Core,
  user: User,
  group: string,
  resource: string,
  name: string,
  namespace = '',
  subresource = '',
): void {
  check(core, user, {
    resourceRequest: true,
    verb: 'impersonate',
    group,
    version: '',
    resource,
    subresource,
    namespace,
    name,
  })
}

/** Throws Forbidden where the user may not do what the request asks. */
export function authorize(core: Core, user: User, info: RequestInfo): void {
  const attributes: AccessAttributes = info.resourceRequest
    ? {
        resourceRequest: true,
        verb: info.verb,
        group: info.group,
        version: info.version,
        resource: info.plural,
        subresource: info.subresource,
        namespace: info.namespace,
        name: info.name,
      }
    : { resourceRequest: false, verb: info.verb, path: info.path }
  check(core, user, attributes)
}

function check(core: Core, user: User, attributes: AccessAttributes): void {
  const { allowed, reason } = core.rules.authorize(user, attributes, core.store)
  if (allowed) return
  const who = `User ${JSON.stringify(user.name)} cannot ${attributes.verb}`
  const because = reason === '' ? '' : `: ${reason}`
  if (!attributes.resourceRequest) {
    throw forbidden(null, '', `${who} path ${JSON.stringify(attributes.path)}${because}`)
  }
  const { group, resource, subresource, namespace, name } = attributes
  const what = subresource === '' ? resource : `${resource}/${subresource}`
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace ${JSON.stringify(namespace)}`
  throw forbidden(
    { group, plural: resource },
    name,
    `${who} resource ${JSON.stringify(what)} in API group ${JSON.stringify(group)} ${where}${because}`,
  )
}
