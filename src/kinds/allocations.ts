/** What an administrator allocates to projects: where it stands, and how each kind of it names its projects. */
import type { KubeObject } from '../k8s/objects.ts'
import { type LabelSelector, type LabelSelectorRequirement, matchesSelector } from '../k8s/selector.ts'
import { asFields, asList, asString, asStringMap } from '../k8s/shape.ts'
import { clusterLabel, everyProject, projectLabel } from './assignment.ts'
import { albs, allTlsSecrets, domains } from './related.ts'
import type { RelatedKind } from './world.ts'

/** The project that something may be allocated to. */
export interface ProjectPlace {
  readonly name: string
  readonly namespaces: readonly KubeObject[]
  readonly labelDomain: string
}

export interface Allocated {
  readonly object: KubeObject
  /** What it is known by; the name of the object where that says it. */
  readonly title: string
  /** A part of it, or what it consists of. */
  readonly detail: string
  /** Whether every project has it. */
  readonly isShared: boolean
}

export interface Allocation {
  /** `kinds:allocation.<id>` is what it is called. */
  readonly id: string
  readonly kind: RelatedKind
  /** The labels to ask the server for, where they tell it. */
  readonly labels?: (project: ProjectPlace) => string
  readonly of: (object: KubeObject, project: ProjectPlace) => readonly Allocated[]
}

/** In the order in which they are shown. */
export const allocations: readonly Allocation[] = [
  {
    id: 'domains',
    kind: domains,
    labels: projectLabels,
    of: (object, project) =>
      labelled(object, project, asString(specOf(object).name), clusterOf(object, project)),
  },
  {
    id: 'certificates',
    kind: allTlsSecrets,
    labels: projectLabels,
    of: (object, project) => labelled(object, project),
  },
  {
    id: 'subnets',
    kind: { group: 'kubeovn.io', kind: 'Subnet', versions: ['v1'] },
    of: ofSubnet,
  },
  { id: 'loadBalancers', kind: albs, of: ofLoadBalancer },
  { id: 'ports', kind: albs, of: portsOf },
]

function projectLabels({ name, labelDomain }: ProjectPlace): string {
  return `${projectLabel(labelDomain)} in (${name},${everyProject})`
}

function labelled(
  object: KubeObject,
  { name, labelDomain }: ProjectPlace,
  title?: string,
  detail = '',
): readonly Allocated[] {
  const value = object.metadata.labels?.[projectLabel(labelDomain)]
  if (value !== name && value !== everyProject) return []
  return [{ object, title: title || object.metadata.name, detail, isShared: value === everyProject }]
}

/** One domain is assigned to several clusters by an object for each. */
function clusterOf({ metadata }: KubeObject, { labelDomain }: ProjectPlace): string {
  const cluster = metadata.labels?.[clusterLabel(labelDomain)] ?? ''
  return cluster === everyProject ? '' : cluster
}

/** By the names of namespaces, or by their labels. */
function ofSubnet(object: KubeObject, { namespaces }: ProjectPlace): readonly Allocated[] {
  const spec = specOf(object)
  const names = asList(spec.namespaces)
  const selectors = asList(spec.namespaceSelectors).flatMap(selectorOf)
  const isOurs = namespaces.some(
    ({ metadata }) =>
      names.includes(metadata.name) ||
      selectors.some((selector) => matchesSelector(selector, metadata.labels)),
  )
  if (!isOurs) return []
  const { name } = object.metadata
  return [{ object, title: name, detail: asString(spec.cidrBlock), isShared: false }]
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const

/** Nothing for one that asks for nothing: that is no way to name a project. */
function selectorOf(value: unknown): readonly LabelSelector[] {
  const matchLabels = asStringMap(asFields(value).matchLabels)
  const matchExpressions = asList(asFields(value).matchExpressions).flatMap(
    (each): readonly LabelSelectorRequirement[] => {
      const { key, operator, values } = asFields(each)
      const known = operators.find((name) => name === operator)
      return known === undefined
        ? []
        : [{ key: asString(key), operator: known, values: asList(values).map(asString) }]
    },
  )
  const isEmpty = matchExpressions.length === 0 && Object.keys(matchLabels).length === 0
  return isEmpty ? [] : [{ matchLabels, matchExpressions }]
}

function ofLoadBalancer(object: KubeObject, { name, labelDomain }: ProjectPlace): readonly Allocated[] {
  const config = configOf(object)
  if (config.enablePortProject === true) return []
  const projects = asList(config.projects)
  const isOurs =
    projects.includes(name) || object.metadata.labels?.[`project.${labelDomain}/${name}`] === 'true'
  const isShared = projects.includes(everyProject)
  if (!isOurs && !isShared) return []
  const detail = asString(specOf(object).address)
  return [{ object, title: object.metadata.name, detail, isShared: isShared && !isOurs }]
}

/** The ports of a load balancer that is shared by ports; the list is JSON in a text. */
function portsOf(object: KubeObject, { name }: ProjectPlace): readonly Allocated[] {
  const config = configOf(object)
  if (config.enablePortProject !== true) return []
  return portProjects(config.portProjects).flatMap(({ port, projects }) => {
    const isOurs = projects.includes(name)
    if (!isOurs && !projects.includes(everyProject)) return []
    return [{ object, title: object.metadata.name, detail: port, isShared: !isOurs }]
  })
}

function portProjects(text: unknown): readonly { port: string; projects: readonly unknown[] }[] {
  try {
    return asList(JSON.parse(asString(text)))
      .map(asFields)
      .map(({ port, projects }) => ({ port: String(port ?? ''), projects: asList(projects) }))
  } catch {
    return []
  }
}

const specOf = (object: KubeObject) => asFields(asFields(object).spec)
const configOf = (object: KubeObject) => asFields(specOf(object).config)
