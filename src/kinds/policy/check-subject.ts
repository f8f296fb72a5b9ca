/** What is wrong with what a policy is called and selects, and with its place among others. */
import { isDns1123Subdomain } from '../../k8s/names.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { isolatedProject } from '../isolation.ts'
import type { World } from '../world.ts'
import { tiers } from './dialects.ts'
import { finding, fix, missing, type Rule } from './finding.ts'
import { selectedPods } from './selected.ts'
import { selectorText } from './selector-text.ts'

const namePath = ['metadata', 'name']
const priorityPath = ['spec', 'priority']

export const name: Rule = ({ name: given, dialect: { fixedName } }) => {
  if (fixedName !== null && given !== fixedName)
    return [
      finding(
        'error',
        'name-fixed',
        namePath,
        { name: fixedName },
        fix('name', [{ path: namePath, value: fixedName }], { name: fixedName }),
      ),
    ]
  if (given === '') return [missing('name-missing', namePath)]
  return isDns1123Subdomain(given) ? [] : [finding('error', 'name-invalid', namePath)]
}

export const namespace: Rule = ({ dialect, namespace: given }) =>
  dialect.ports === 'plain' && given === '' ? [missing('namespace-missing', ['metadata', 'namespace'])] : []

/** Who else writes it: what one changes will not last. */
export const generated: Rule = (_, { labelDomain }, object) => {
  const owner = ownerOf(object)
  if (owner !== null) return [finding('info', 'generated', namePath, owner)]
  const project = isolatedProject(object, labelDomain)
  return project === null ? [] : [finding('info', 'isolation', namePath, { project })]
}

export function ownerOf(object: unknown): { readonly kind: string; readonly owner: string } | null {
  const [first] = asList(asFields(asFields(object).metadata).ownerReferences).map(asFields)
  return first === undefined ? null : { kind: asString(first.kind), owner: asString(first.name) }
}

export const subject: Rule = ({ dialect, subjectAt, subjectKeys }) => {
  if (dialect.ports === 'plain') return []
  if (subjectKeys.includes('namespaces') && subjectKeys.includes('pods')) {
    const drop = fix('pods-only', [{ path: [...subjectAt, 'namespaces'] }])
    return [finding('error', 'subject-both', subjectAt, undefined, drop)]
  }
  return subjectKeys.length === 0 ? [missing('subject-missing', subjectAt)] : []
}

/** The pods it is for: none at all, or such as no policy reaches. */
export const targets: Rule = ({ subject: set, subjectAt, namespace: own }, world) => {
  const pods = set && selectedPods(set, own, world)
  if (set === null || pods === null) return []
  const at =
    set.pods !== null && selectorText(set.pods.value) !== '' ? set.pods.at : (set.namespaces?.at ?? subjectAt)
  if (pods.length === 0) return [finding('warning', 'selects-nothing', at)]
  const onNodes = pods.filter(({ spec }) => spec?.hostNetwork === true)
  if (onNodes.length === 0) return []
  const names = onNodes.slice(0, 3).map(({ metadata }) => metadata.name)
  return [finding('warning', 'host-network', at, { count: onNodes.length, pods: names.join(', ') })]
}

export const priority: Rule = ({ dialect, priority: given }) => {
  if (!dialect.hasPriority) return []
  if (given === undefined || given === '') return [missing('priority-missing', priorityPath)]
  const isFine = typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= 1000
  return isFine ? [] : [finding('error', 'priority-invalid', priorityPath)]
}

export const tier: Rule = ({ dialect, tier: given }) => {
  if (!dialect.hasTier) return []
  if (given === undefined || given === '') return [missing('tier-missing', ['spec', 'tier'])]
  return tiers.some((each) => each === given) ? [] : [finding('error', 'tier-unknown', ['spec', 'tier'])]
}

/** Which of two of the same priority comes first is not said anywhere. */
export const samePriority: Rule = ({ dialect, name: own, priority: given, tier: ownTier }, world) => {
  if (!dialect.hasPriority || world.availability(dialect.kind) !== 'live') return []
  const other = world.list<KubeObject>(dialect.kind).find((each) => {
    const spec = asFields(asFields(each).spec)
    return each.metadata.name !== own && spec.priority === given && spec.tier === ownTier
  })
  if (given === undefined || other === undefined) return []
  return [finding('warning', 'priority-taken', priorityPath, { other: other.metadata.name })]
}

/** Policies are kept by what gives pods their network, and not by all of these. */
export const enforcement: Rule = ({ dialect }, world) => {
  const path = ['kind']
  const ids = networkIds(world)
  if (ids.length === 0) return []
  if (dialect.ports === 'plain')
    return ids.every((id) => id === 'flannel') ? [finding('warning', 'flannel', path)] : []
  const { found } = world.facts.cni
  if (ids.includes('kube-ovn') || !world.facts.cni.isCertain) return []
  return [finding('warning', 'not-kept', path, { network: found.map((part) => part.name).join(', ') })]
}

const networkIds = ({ facts }: World): readonly string[] => facts.cni.found.map(({ id }) => id)
