/** Roles and bindings as objects; what they allow is in `access/`. */
import { type FieldError, invalid, notSupported, required, shownStruct } from '../schema/messages.ts'
import { jsonEqual } from '../schema/schema.ts'
import { decoded } from './decoded.ts'
import { type SelectorFields, selectorErrors } from './labels.ts'
import { dns1123Subdomain, pathSegment } from './text.ts'

const group = 'rbac.authorization.k8s.io'

export interface PolicyRule {
  verbs?: string[]
  apiGroups?: string[]
  resources?: string[]
  resourceNames?: string[]
  nonResourceURLs?: string[]
}

export interface Role {
  rules?: PolicyRule[] | null
  aggregationRule?: { clusterRoleSelectors?: SelectorFields[] }
}

export interface Subject {
  kind?: string
  apiGroup?: string
  name?: string
  namespace?: string
}

export interface Binding {
  metadata?: { name?: string; namespace?: string }
  roleRef?: { apiGroup?: string; kind?: string; name?: string }
  subjects?: Subject[]
}

export function roleErrors(object: unknown, namespaced: boolean): readonly FieldError[] {
  const { rules, aggregationRule } = decoded<Role>(object)
  const errors = (rules ?? []).flatMap((rule, at) => ruleErrors(rule, namespaced, `rules[${at}]`))
  if (aggregationRule === undefined) return errors
  const field = 'aggregationRule.clusterRoleSelectors'
  const selectors = aggregationRule.clusterRoleSelectors ?? []
  if (selectors.length === 0) {
    return [
      ...errors,
      required(field, 'at least one clusterRoleSelector required if aggregationRule is non-nil'),
    ]
  }
  return [
    ...errors,
    ...selectors.flatMap((each, at) => {
      const wrong = selectorErrors(`${field}[${at}]`, each)
      return wrong.length === 0 ? [] : [...wrong, invalid(`${field}[${at}]`, null, 'invalid label selector.')]
    }),
  ]
}

function ruleErrors(rule: PolicyRule, namespaced: boolean, field: string): readonly FieldError[] {
  const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs: urls = [] } = rule
  const errors: FieldError[] = []
  if (verbs.length === 0) errors.push(required(`${field}.verbs`, 'verbs must contain at least one value'))
  if (urls.length > 0) {
    const at = `${field}.nonResourceURLs`
    if (namespaced) errors.push(invalid(at, urls, 'namespaced rules cannot apply to non-resource URLs'))
    if (apiGroups.length + resources.length + resourceNames.length > 0) {
      errors.push(invalid(at, urls, 'rules cannot apply to both regular resources and non-resource URLs'))
    }
    return errors
  }
  if (apiGroups.length === 0) {
    errors.push(required(`${field}.apiGroups`, 'resource rules must supply at least one api group'))
  }
  if (resources.length === 0) {
    errors.push(required(`${field}.resources`, 'resource rules must supply at least one resource'))
  }
  return errors
}

/** In place. */
export function defaultBinding(object: unknown): void {
  const binding = decoded<Binding>(object)
  binding.roleRef ??= {}
  binding.roleRef.apiGroup ||= group
  for (const subject of binding.subjects ?? []) {
    if (subject.kind === 'User' || subject.kind === 'Group') subject.apiGroup ||= group
  }
}

export function bindingErrors(object: unknown, old: unknown, namespaced: boolean): readonly FieldError[] {
  const { roleRef = {}, subjects = [] } = decoded<Binding>(object)
  const { apiGroup = '', kind = '', name = '' } = roleRef
  const kinds = namespaced ? ['Role', 'ClusterRole'] : ['ClusterRole']
  const errors: FieldError[] = []
  if (apiGroup !== group) errors.push(notSupported('roleRef.apiGroup', apiGroup, [group]))
  if (!kinds.includes(kind)) errors.push(notSupported('roleRef.kind', kind, kinds))
  if (name === '') errors.push(required('roleRef.name'))
  else errors.push(...pathSegment(name).map((each) => invalid('roleRef.name', name, each)))
  errors.push(...subjects.flatMap((each, at) => subjectErrors(each, namespaced, `subjects[${at}]`)))
  if (old !== null && !jsonEqual(decoded<Binding>(old).roleRef, roleRef)) {
    const shown = shownStruct({ APIGroup: apiGroup, Kind: kind, Name: name })
    errors.push(invalid('roleRef', shown, 'cannot change roleRef'))
  }
  return errors
}

function subjectErrors(subject: Subject, namespaced: boolean, field: string): readonly FieldError[] {
  const { kind = '', apiGroup = '', name = '', namespace = '' } = subject
  const errors: FieldError[] = name === '' ? [required(`${field}.name`)] : []
  if (kind === 'ServiceAccount') {
    if (name !== '')
      errors.push(...dns1123Subdomain(name).map((each) => invalid(`${field}.name`, name, each)))
    if (apiGroup !== '') errors.push(notSupported(`${field}.apiGroup`, apiGroup, ['']))
    if (!namespaced && namespace === '') errors.push(required(`${field}.namespace`))
  } else if (kind === 'User' || kind === 'Group') {
    if (apiGroup !== group) errors.push(notSupported(`${field}.apiGroup`, apiGroup, [group]))
  } else errors.push(notSupported(`${field}.kind`, kind, ['ServiceAccount', 'User', 'Group']))
  return errors
}
