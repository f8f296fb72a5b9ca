/** Whether somebody may list or watch what lies beside the objects of other projects: by the label selector. */
import { asFields, asList, asString, type Fields } from '../k8s/shape.ts'

/** What is shared, and how projects are told from each other there. */
export interface Sharing {
  readonly group: string
  readonly resources: readonly string[]
  readonly namespace: string
  /** Prefix of the platform's labels. */
  readonly labelDomain: string
  /** Of the groups that say which projects somebody is in. */
  readonly groupPrefix: string
}

export const defaultSharing: Sharing = {
  group: 'crd.alauda.io',
  resources: ['frontends', 'rules'],
  namespace: 'cpaas-system',
  labelDomain: 'cpaas.io',
  groupPrefix: 'project:',
}

/** What everybody who is in any project may read. */
const everyProject = 'ALL_ALL'
const labelValue = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/

/** `null` for a text that is no review; a review of anything else than a selected list is simply not allowed. */
export function judge(review: unknown, sharing: Sharing): boolean | null {
  const { apiVersion, kind, spec } = asFields(review)
  if (apiVersion !== 'authorization.k8s.io/v1' || kind !== 'SubjectAccessReview') return null
  const { resourceAttributes, nonResourceAttributes, groups } = asFields(spec)
  if (nonResourceAttributes !== undefined && nonResourceAttributes !== null) return false
  const attributes = asFields(resourceAttributes)
  if (!isShared(attributes, sharing)) return false
  const requirements = requirementsOf(attributes.labelSelector)
  const own = projectsIn(groups, sharing.groupPrefix)
  if (requirements === null || own.size === 0) return false
  // They all hold together: one that asks for the own project is enough, and the others only take away.
  return requirements.some((each) => asksForOne(each, own, sharing.labelDomain))
}

function isShared(attributes: Fields, { group, resources, namespace }: Sharing): boolean {
  const { verb, subresource = '', resource } = attributes
  return (
    (verb === 'list' || verb === 'watch') &&
    attributes.group === group &&
    resources.includes(asString(resource)) &&
    subresource === '' &&
    attributes.namespace === namespace
  )
}

interface Requirement {
  readonly key: string
  readonly operator: string
  readonly values: readonly string[]
}

/** `null` where there are none, or where any is not as the API says. A raw selector is nobody's to parse twice. */
function requirementsOf(selector: unknown): readonly Requirement[] | null {
  const { requirements, rawSelector = '' } = asFields(selector)
  if (rawSelector !== '' || !Array.isArray(requirements)) return null
  const read = requirements.map(requirementOf)
  return read.includes(null) ? null : read.filter((each) => each !== null)
}

function requirementOf(value: unknown): Requirement | null {
  const { key, operator, values = [] } = asFields(value)
  if (typeof key !== 'string' || typeof operator !== 'string' || !Array.isArray(values)) return null
  return values.every((each) => typeof each === 'string') ? { key, operator, values } : null
}

/** The projects that somebody is in. */
function projectsIn(groups: unknown, prefix: string): ReadonlySet<string> {
  const named = asList(groups)
    .map(asString)
    .filter((group) => group.startsWith(prefix))
    .map((group) => group.slice(prefix.length))
  return new Set(named.filter((project) => labelValue.test(project) && project !== everyProject))
}

/** The three ways in which a label says whose an object is. */
function asksForOne(
  { key, operator, values }: Requirement,
  own: ReadonlySet<string>,
  domain: string,
): boolean {
  if (operator !== 'In' || values.length === 0) return false
  const isOwn = (project: string) => own.has(project) || project === everyProject
  if (key === `project.${domain}/name` || key === `${domain}/project`) return values.every(isOwn)
  const prefix = `project.${domain}/`
  return key.startsWith(prefix) && isOwn(key.slice(prefix.length)) && values.every((each) => each === 'true')
}
