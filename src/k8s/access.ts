/** What somebody may do, as a SelfSubjectRulesReview says it, and the answers it gives by the rules of RBAC. */
import { asFields, asList, asString, type Fields } from './shape.ts'

export interface AccessRule {
  readonly verbs: readonly string[]
  /** `''` is the core group. */
  readonly groups: readonly string[]
  /** `services`, `services/status`, `*`, or `*` with a subresource. */
  readonly resources: readonly string[]
  /** Only objects of these names; empty for all. */
  readonly names: readonly string[]
}

export interface AccessRules {
  readonly rules: readonly AccessRule[]
  /** Whether nothing is allowed beyond them: some authorizers cannot list what they allow. */
  readonly isComplete: boolean
}

export interface AccessQuestion {
  readonly verb: string
  readonly group: string
  /** The plural. */
  readonly resource: string
  readonly subresource?: string | undefined
  /** Of a list or watch, the name that its field selector asks for. */
  readonly name?: string | undefined
}

/** `unknown` where the rules are not all that is allowed. */
export type AccessAnswer = 'yes' | 'no' | 'unknown'

/**
 * No namespace can be called so. A review of the rules there holds those of the bindings of the whole cluster
 * and no others.
 */
export const nowhere = '~'

const strings = (value: unknown): readonly string[] => asList(value).map(asString)

/** Reads the `status` of a SelfSubjectRulesReview. */
export function accessRulesOf(status: unknown): AccessRules {
  const { resourceRules, incomplete, evaluationError } = asFields(status)
  // API servers say the same rules in another order each time.
  const rules = new Map(
    asList(resourceRules).map((given) => {
      const rule = accessRuleOf(asFields(given))
      return [JSON.stringify(rule), rule]
    }),
  )
  return {
    rules: [...rules].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule),
    // An error leaves out what could not be evaluated.
    isComplete: incomplete !== true && asString(evaluationError) === '' && Array.isArray(resourceRules),
  }
}

function accessRuleOf({ verbs, apiGroups, resources, resourceNames }: Fields): AccessRule {
  return {
    verbs: strings(verbs),
    groups: strings(apiGroups),
    resources: strings(resources),
    names: strings(resourceNames),
  }
}

/** Whether the rules of a namespace allow it there; those of `nowhere`, whether it is allowed everywhere. */
export function allows({ rules, isComplete }: AccessRules, question: AccessQuestion): AccessAnswer {
  if (rules.some((rule) => ruleAllows(rule, question))) return 'yes'
  return isComplete ? 'no' : 'unknown'
}

function ruleAllows({ verbs, groups, resources, names }: AccessRule, question: AccessQuestion): boolean {
  const { verb, group, resource, subresource = '' } = question
  const combined = subresource === '' ? resource : `${resource}/${subresource}`
  const isMeant = (each: string) =>
    each === '*' || each === combined || (subresource !== '' && each === `*/${subresource}`)
  return (
    (verbs.includes('*') || verbs.includes(verb)) &&
    (groups.includes('*') || groups.includes(group)) &&
    resources.some(isMeant) &&
    (names.length === 0 || names.includes(nameAsked(question)))
  )
}

/** The name that the server knows when it judges: it has not read a new object yet, and a collection has none. */
function nameAsked({ verb, subresource = '', name = '' }: AccessQuestion): string {
  const hasNone = (verb === 'create' && subresource === '') || verb === 'deletecollection'
  return hasNone ? '' : name
}

/** Whether `here` allows anything that `everywhere` does not. */
export function allowsMore(here: AccessRules, everywhere: AccessRules): boolean {
  const known = new Set(everywhere.rules.map((rule) => JSON.stringify(rule)))
  return here.rules.some((rule) => !known.has(JSON.stringify(rule)))
}

/** The namespaces that the rules call by their names. */
export function namespacesNamed({ rules }: AccessRules): readonly string[] {
  const named = rules.filter(
    ({ verbs, groups, resources }) =>
      (verbs.includes('*') || verbs.includes('get')) &&
      (groups.includes('*') || groups.includes('')) &&
      (resources.includes('*') || resources.includes('namespaces')),
  )
  return [...new Set(named.flatMap(({ names }) => names))].toSorted()
}
