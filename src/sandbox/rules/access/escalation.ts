/** Nobody grants rights that they do not have: what the API server holds roles and bindings against. */
import type { KindInfo, RuleContext, SandboxObject, User } from '../../types.ts'
import { decoded } from '../builtin/decoded.ts'
import type { Binding, PolicyRule, Role } from '../builtin/rbac.ts'
import { forbidden, notFound } from '../refusal.ts'
import { jsonEqual } from '../schema/schema.ts'
import { authorize, rulesOfRole, rulesOfUser } from './rbac.ts'

const group = 'rbac.authorization.k8s.io'
const bindings = new Set(['RoleBinding', 'ClusterRoleBinding'])
const roles = new Set(['Role', 'ClusterRole'])

/** Throws Forbidden where the object would give more than its writer has, NotFound for a role that is not there. */
export function refuseEscalation(
  kind: KindInfo,
  object: SandboxObject,
  old: SandboxObject | null,
  context: RuleContext,
): void {
  if (kind.group !== group || context.user.groups.includes('system:masters')) return
  const namespace = String(object.metadata.namespace ?? '')
  if (roles.has(kind.kind)) {
    const { rules } = decoded<Role>(object)
    if (old !== null && jsonEqual(rules, decoded<Role>(old).rules)) return
    const name = String(object.metadata.name)
    if (isAllowed(context, 'escalate', kind.plural, namespace, name)) return
    refuseMissing(kind, object, rules ?? [], namespace, context)
  } else if (bindings.has(kind.kind)) {
    const { roleRef = {}, subjects } = decoded<Binding>(object)
    const before = old === null ? null : decoded<Binding>(old)
    if (before !== null && jsonEqual(roleRef, before.roleRef) && jsonEqual(subjects, before.subjects)) return
    const { kind: roleKind = '', name = '' } = roleRef
    if (isAllowed(context, 'bind', `${roleKind.toLowerCase()}s`, namespace, name)) return
    const rules = rulesOfRole(roleKind, name, namespace, context.lookup)
    if (rules === null) throw notFound(kind, name)
    refuseMissing(kind, object, rules, namespace, context)
  }
}

function isAllowed(
  { user, lookup }: RuleContext,
  verb: string,
  resource: string,
  namespace: string,
  name: string,
): boolean {
  const request = { resourceRequest: true, verb, group, version: 'v1', resource, subresource: '' } as const
  return authorize(user, { ...request, namespace, name }, lookup).allowed
}

function refuseMissing(
  kind: KindInfo,
  object: SandboxObject,
  rules: readonly PolicyRule[],
  namespace: string,
  { user, lookup }: RuleContext,
): void {
  const held = rulesOfUser(user, namespace, lookup)
  const missing = rules.flatMap(single).filter((each) => !held.some((rule) => covers(rule, each)))
  if (missing.length === 0) return
  const told = compacted(missing).map(shown).sort()
  throw forbidden(
    kind,
    String(object.metadata.name),
    `user ${JSON.stringify(user.name)} (groups=[${groupsOf(user)}]) is attempting to grant RBAC permissions not currently held:\n${told.join('\n')}`,
  )
}

function groupsOf({ groups }: User): string {
  return groups.map((each) => JSON.stringify(each)).join(' ')
}

/** A rule for one verb on one thing. */
interface Single {
  readonly verb: string
  readonly apiGroup: string
  readonly resource: string
  readonly resourceName: string | null
  readonly url: string | null
}

function single(rule: PolicyRule): readonly Single[] {
  const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule
  const names = resourceNames.length === 0 ? [null] : resourceNames
  return verbs.flatMap((verb) => [
    ...apiGroups.flatMap((apiGroup) =>
      resources.flatMap((resource) =>
        names.map((resourceName): Single => ({ verb, apiGroup, resource, resourceName, url: null })),
      ),
    ),
    ...nonResourceURLs.map((url): Single => ({ verb, apiGroup: '', resource: '', resourceName: null, url })),
  ])
}

function covers(rule: PolicyRule, { verb, apiGroup, resource, resourceName, url }: Single): boolean {
  const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule
  if (!verbs.includes('*') && !verbs.includes(verb)) return false
  if (url !== null) {
    return nonResourceURLs.some(
      (own) => own === '*' || own === url || (own.endsWith('*') && url.startsWith(own.slice(0, -1))),
    )
  }
  const subresource = resource.split('/')[1]
  return (
    (apiGroups.includes('*') || apiGroups.includes(apiGroup)) &&
    (resources.includes('*') ||
      resources.includes(resource) ||
      (subresource !== undefined && resources.includes(`*/${subresource}`))) &&
    (resourceNames.length === 0 || (resourceName !== null && resourceNames.includes(resourceName)))
  )
}

/** The verbs on one thing together. */
function compacted(rules: readonly Single[]): readonly (Single & { readonly verbs: readonly string[] })[] {
  const found = new Map<string, Single & { readonly verbs: readonly string[] }>()
  for (const each of rules) {
    const key = JSON.stringify([each.apiGroup, each.resource, each.resourceName, each.url])
    const verbs = found.get(key)?.verbs ?? []
    found.set(key, { ...each, verbs: verbs.includes(each.verb) ? verbs : [...verbs, each.verb] })
  }
  return [...found.values()]
}

function shown({
  apiGroup,
  resource,
  resourceName,
  url,
  verbs,
}: ReturnType<typeof compacted>[number]): string {
  const list = (values: readonly string[]) => `[${values.map((each) => JSON.stringify(each)).join(' ')}]`
  const parts =
    url === null
      ? [
          `APIGroups:${list([apiGroup])}`,
          `Resources:${list([resource])}`,
          ...(resourceName === null ? [] : [`ResourceNames:${list([resourceName])}`]),
        ]
      : [`NonResourceURLs:${list([url])}`]
  return `{${[...parts, `Verbs:${list(verbs)}`].join(', ')}}`
}
