/** Who may do what, by Roles, ClusterRoles and their bindings. */
import { type LabelSelector, matchesSelector } from '../../../k8s/selector.ts'
import { asFields, asString, asStringMap } from '../../../k8s/shape.ts'
import type { AccessAttributes, AccessDecision, JsonMap, Lookup, User } from '../../types.ts'
import { decoded } from '../builtin/decoded.ts'
import type { Binding, PolicyRule, Role, Subject } from '../builtin/rbac.ts'

const group = 'rbac.authorization.k8s.io'
/** Members may do everything, whatever the roles say; the server has no rules for them. */
const mastersGroup = 'system:masters'

interface Grant {
  readonly rule: PolicyRule
  /** Which binding gives it, in the words of the authorizer. */
  readonly source: string
}

export function authorize(user: User, attributes: AccessAttributes, lookup: Lookup): AccessDecision {
  if (user.groups.includes(mastersGroup)) return { allowed: true, reason: '' }
  const namespace = attributes.resourceRequest ? attributes.namespace : ''
  const problems: string[] = []
  for (const { rule, source } of grantsOf(user, namespace, lookup, problems)) {
    if (allows(rule, attributes)) return { allowed: true, reason: `RBAC: allowed by ${source}` }
  }
  return { allowed: false, reason: problems.length === 0 ? '' : `RBAC: ${joined(problems)}` }
}

function joined(problems: readonly string[]): string {
  const [only = ''] = problems
  return problems.length === 1 ? only : `[${problems.join(', ')}]`
}

/** The `status` of a SelfSubjectRulesReview. */
export function rulesFor(user: User, namespace: string, lookup: Lookup): JsonMap {
  const problems: string[] = []
  const everything: PolicyRule = { verbs: ['*'], apiGroups: ['*'], resources: ['*'], nonResourceURLs: ['*'] }
  const granted = [...grantsOf(user, namespace, lookup, problems)].map(({ rule }) => rule)
  const said = granted.some((rule) => rule.verbs?.includes('*') && rule.resources?.includes('*'))
  const rules = user.groups.includes(mastersGroup) && !said ? [everything, ...granted] : granted
  const resourceRules = rules
    .filter((rule) => rule.resources?.length)
    .map(({ verbs = [], apiGroups, resources, resourceNames }) => ({
      verbs,
      ...(apiGroups?.length ? { apiGroups } : {}),
      ...(resources?.length ? { resources } : {}),
      ...(resourceNames?.length ? { resourceNames } : {}),
    }))
  const nonResourceRules = rules
    .filter((rule) => rule.nonResourceURLs?.length)
    .map(({ verbs = [], nonResourceURLs = [] }) => ({ verbs, nonResourceURLs }))
  return {
    resourceRules,
    nonResourceRules,
    // A role that is not there leaves nothing out.
    incomplete: false,
    ...(problems.length > 0 ? { evaluationError: joined(problems) } : {}),
  }
}

/** Bindings of the cluster first, then those of the namespace, each with the rules of its role. */
function* grantsOf(user: User, namespace: string, lookup: Lookup, problems: string[]): Generator<Grant> {
  for (const object of lookup.list(group, 'clusterrolebindings')) {
    yield* grantsOfBinding(decoded<Binding>(object), 'ClusterRoleBinding', '', user, lookup, problems)
  }
  if (namespace === '') return
  for (const object of lookup.list(group, 'rolebindings', namespace)) {
    yield* grantsOfBinding(decoded<Binding>(object), 'RoleBinding', namespace, user, lookup, problems)
  }
}

function* grantsOfBinding(
  binding: Binding,
  bindingKind: string,
  namespace: string,
  user: User,
  lookup: Lookup,
  problems: string[],
): Generator<Grant> {
  const subject = binding.subjects?.find((each) => isSubject(user, each, namespace))
  if (subject === undefined) return
  const { kind = '', name = '' } = binding.roleRef ?? {}
  const rules = rulesOfRole(kind, name, namespace, lookup)
  if (rules === null) {
    problems.push(`${kind.toLowerCase()}.${group} ${JSON.stringify(name)} not found`)
    return
  }
  const bindingName = `${binding.metadata?.name ?? ''}${namespace === '' ? '' : `/${namespace}`}`
  const source = `${bindingKind} "${bindingName}" of ${kind} "${name}" to ${described(subject, namespace)}`
  for (const rule of rules) yield { rule, source }
}

function described(subject: Subject, namespace: string): string {
  const { kind = '', name = '' } = subject
  return kind === 'ServiceAccount'
    ? `${kind} "${name}/${subject.namespace || namespace}"`
    : `${kind} "${name}"`
}

function isSubject(user: User, subject: Subject, namespace: string): boolean {
  const name = subject.name ?? ''
  if (subject.kind === 'User') return user.name === name
  if (subject.kind === 'Group') return user.groups.includes(name)
  const home = subject.namespace || namespace
  return (
    subject.kind === 'ServiceAccount' && home !== '' && user.name === `system:serviceaccount:${home}:${name}`
  )
}

/** All rules that bindings of the cluster and of the namespace give a user. */
export function rulesOfUser(user: User, namespace: string, lookup: Lookup): readonly PolicyRule[] {
  return [...grantsOf(user, namespace, lookup, [])].map(({ rule }) => rule)
}

/** `null` where there is no such role. */
export function rulesOfRole(
  kind: string,
  name: string,
  namespace: string,
  lookup: Lookup,
): readonly PolicyRule[] | null {
  if (kind === 'Role') {
    const role = lookup.get(group, 'roles', namespace, name)
    return role === null ? null : (decoded<Role>(role).rules ?? [])
  }
  const object = lookup.get(group, 'clusterroles', '', name)
  if (object === null) return null
  const role = decoded<Role>(object)
  const selectors = role.aggregationRule?.clusterRoleSelectors
  return selectors === undefined ? (role.rules ?? []) : aggregated(selectors, name, lookup)
}

/** A role that aggregates is the sum of the roles its selectors find; its own rules are overwritten. */
function aggregated(selectors: readonly object[], name: string, lookup: Lookup): readonly PolicyRule[] {
  return lookup.list(group, 'clusterroles').flatMap((object) => {
    const labels = asStringMap(asFields(object.metadata).labels)
    if (asString(object.metadata.name) === name) return []
    const found = selectors.some((selector) => matchesSelector(decoded<LabelSelector>(selector), labels))
    return found ? (decoded<Role>(object).rules ?? []) : []
  })
}

function allows(rule: PolicyRule, attributes: AccessAttributes): boolean {
  const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule
  if (!verbs.includes('*') && !verbs.includes(attributes.verb)) return false
  if (!attributes.resourceRequest) return nonResourceURLs.some((url) => matchesUrl(url, attributes.path))
  const { group: wanted, resource, subresource, name } = attributes
  if (!apiGroups.includes('*') && !apiGroups.includes(wanted)) return false
  if (resourceNames.length > 0 && !resourceNames.includes(name)) return false
  const combined = subresource === '' ? resource : `${resource}/${subresource}`
  return resources.some(
    (each) => each === '*' || each === combined || (subresource !== '' && each === `*/${subresource}`),
  )
}

function matchesUrl(rule: string, path: string): boolean {
  return rule === '*' || rule === path || (rule.endsWith('*') && path.startsWith(rule.replace(/\*+$/, '')))
}
