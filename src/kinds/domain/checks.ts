/** What is wrong, or will not work, with a Domain. */
import { isDns1123Subdomain, isLabelValue } from '../../k8s/names.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import { clusterPath, everyProject, projectPath } from '../assignment.ts'
import { hostFault, hostIn } from '../hosts.ts'
import type { Check } from '../kind.ts'
import { anyNamed, named } from '../lookups.ts'
import { allTlsSecrets, platformProjects } from '../related.ts'
import type { World } from '../world.ts'
import { finding, fix, missing, type Rule } from './finding.ts'
import { above, meet, sameDomain } from './others.ts'
import { bareName, type DomainView, namePath, secretPath, typePath, types, viewOf, wildcard } from './spec.ts'

const objectName: Rule = ({ name }) => {
  const path = ['metadata', 'name']
  if (name === '') return [missing('name-missing', path)]
  return isDns1123Subdomain(name) ? [] : [finding('error', 'name-invalid', path)]
}

const domainName: Rule = ({ domain }) => {
  if (bareName(domain) === '') return [missing('domain-missing', namePath)]
  const fault = faultOf(domain)
  if (fault === null) return []
  const value = hostIn(domain)
  const mend = value === undefined ? undefined : fix('write', [{ path: namePath, value }], { value })
  return [finding('error', `domain-${fault}`, namePath, undefined, mend)]
}

/** What is written otherwise than DNS has it is told apart from what is no name at all. */
function faultOf(domain: string): string | null {
  const fault = hostFault(domain)
  if (fault !== 'invalid' || hostIn(domain) === undefined) return fault
  if (!/^[ -~]*$/.test(domain)) return 'international'
  if (/[\s:/?#]/.test(domain)) return 'invalid'
  return domain.endsWith('.') ? 'dot' : 'case'
}

const type: Rule = ({ type: given, domain }) => {
  if (given === '') return [missing('type-missing', typePath)]
  if (!types.some((each) => each === given))
    return [finding('error', 'type-unknown', typePath, { type: given })]
  const hasStar = domain.startsWith(wildcard)
  if (given === 'full' && hasStar) {
    const mend = fix('make-wildcard', [{ path: typePath, value: 'extensive' }])
    return [finding('error', 'type-full', typePath, { domain }, mend)]
  }
  if (given === 'full' || hasStar || domain === '' || domain.includes('*')) return []
  const value = `${wildcard}${domain}`
  const mend = fix('write', [{ path: namePath, value }], { value })
  return [finding('warning', 'type-extensive', namePath, { domain }, mend)]
}

const assignedTwice: Rule = (domain, world) => {
  const views = sameDomain(domain, world).map((each) => viewOf(each, world.labelDomain))
  const other = views.find(({ cluster }) => meet(cluster, domain.cluster))
  if (other === undefined) return []
  const { cluster, name } = other
  return [
    finding('error', 'taken', clusterPath(world.labelDomain), {
      domain: domain.domain,
      cluster,
      other: name,
    }),
  ]
}

/** Names below a wildcard are whose the wildcard is; of one for every project that is what it is for. */
const covered: Rule = (domain, world) => {
  const { cluster, project } = domain
  if (project === '' || domain.host === '') return []
  const other = above(domain, world).find(
    (each) => meet(each.cluster, cluster) && !['', everyProject, project].includes(each.project),
  )
  if (other === undefined) return []
  return [finding('warning', 'covered', namePath, { other: other.domain, project: other.project })]
}

const assignment: Rule = ({ cluster, project }, { labelDomain }) => {
  const atCluster = clusterPath(labelDomain)
  const atProject = projectPath(labelDomain)
  const invalid = [
    ...(isLabelValue(cluster) ? [] : [finding('error', 'label-invalid', atCluster)]),
    ...(isLabelValue(project) ? [] : [finding('error', 'label-invalid', atProject)]),
  ]
  if (cluster !== '' && project === '') return [...invalid, missing('project-missing', atProject)]
  if (cluster === '' && project !== '')
    return [...invalid, finding('warning', 'cluster-missing', atCluster, { project })]
  return invalid
}

const project: Rule = (domain, world) => {
  const name = domain.project
  if (name === '' || name === everyProject || world.availability(platformProjects) !== 'live') return []
  const path = projectPath(world.labelDomain)
  const found = named(world, platformProjects, '', name)
  if (found === undefined) return [finding('warning', 'project-unknown', path, { project: name })]
  const clusters = clustersOf(found)
  const { cluster } = domain
  if (['', everyProject].includes(cluster) || clusters.length === 0 || clusters.includes(cluster)) return []
  return [finding('warning', 'project-elsewhere', path, { project: name, cluster })]
}

/** The clusters that a project is in, as the platform calls them. */
export function clustersOf(project: KubeObject): readonly string[] {
  const { clusters } = asFields(asFields(project).spec)
  return asList(clusters).flatMap((each) => asString(asFields(each).name) || [])
}

export function isSecretMissing({ secret }: DomainView, world: World): boolean {
  if (secret === '' || world.availability(allTlsSecrets) !== 'live') return false
  return anyNamed(world, allTlsSecrets, secret).length === 0
}

const certificate: Rule = (domain, world) => {
  if (!isSecretMissing(domain, world)) return []
  const path = secretPath(world.labelDomain)
  const mend = fix('drop-secret', [{ path }])
  return [finding('warning', 'secret-unknown', path, { name: domain.secret }, mend)]
}

/** It is for the projects that the domain is for. */
const certificateAssignment: Rule = (domain, world) => {
  const { secret: name, project: ours } = domain
  if (name === '' || world.availability(allTlsSecrets) !== 'live') return []
  const theirs = anyNamed(world, allTlsSecrets, name).map((each) => viewOf(each, world.labelDomain).project)
  const [first] = theirs
  if (first === undefined || theirs.includes(ours) || theirs.includes(everyProject)) return []
  const path = secretPath(world.labelDomain)
  return first === ''
    ? [finding('warning', 'secret-unassigned', path, { name })]
    : [finding('warning', 'secret-elsewhere', path, { name, theirs: first })]
}

const all = [
  objectName,
  domainName,
  type,
  assignedTwice,
  covered,
  assignment,
  project,
  certificate,
  certificateAssignment,
]

export const checks: readonly Check[] = all.map(
  (rule) =>
    (object, world): readonly Finding[] =>
      rule(viewOf(object, world.labelDomain), world),
)
