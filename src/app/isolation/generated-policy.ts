/** The NetworkPolicy that isolates a namespace of a project, and what of one that stands is ours. */

import type { KubeObject, Manifest } from '../../k8s/objects.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { isolationKeys, isolationPolicyName } from '../../kinds/isolation.ts'
import { isEqual } from '../../manifest/plain.ts'
import { type Access, type DatedAccess, writeAccess } from './access.ts'

/** What is called how on this platform. */
export interface Naming {
  readonly labelDomain: string
  /** The label of namespaces that names their project. */
  readonly projectLabel: string
}

/** The pods of the namespace take what comes from their project and what may access it, and send whatever they want. */
export function policySpec(project: string, access: Access, projectLabel: string): object {
  const own = { namespaceSelector: { matchLabels: { [projectLabel]: project } } }
  const others = access.projects.map((each) => ({
    namespaceSelector: { matchLabels: { [projectLabel]: each } },
  }))
  const every = { namespaceSelector: { matchExpressions: [{ key: projectLabel, operator: 'Exists' }] } }
  const blocks = access.blocks.map((cidr) => ({ ipBlock: { cidr } }))
  return {
    podSelector: {},
    policyTypes: ['Ingress'],
    ingress: [{ from: [own, ...(access.allProjects ? [every] : others), ...blocks] }],
  }
}

export function newPolicy(place: PolicyPlace, dated: DatedAccess, naming: Naming): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: isolationPolicyName,
      namespace: place.namespace,
      ...markedWith({}, {}, place, dated, naming),
    },
    spec: policySpec(place.project, dated.access, naming.projectLabel),
  }
}

/** The same policy as it should be; labels and annotations that others gave it stay. */
export function mendedPolicy(
  standing: KubeObject,
  place: PolicyPlace,
  dated: DatedAccess,
  naming: Naming,
): Manifest {
  const { labels = {}, annotations = {} } = standing.metadata
  return {
    ...standing,
    metadata: { ...standing.metadata, ...markedWith(labels, annotations, place, dated, naming) },
    spec: policySpec(place.project, dated.access, naming.projectLabel),
  }
}

export interface PolicyPlace {
  readonly namespace: string
  readonly project: string
}

type Texts = Readonly<Record<string, string>>

function markedWith(
  labels: Texts,
  annotations: Texts,
  { project }: PolicyPlace,
  dated: DatedAccess,
  { labelDomain }: Naming,
) {
  const keys = isolationKeys(labelDomain)
  return {
    labels: { ...labels, [keys.label]: project },
    annotations: { ...annotations, [keys.access]: writeAccess(dated) },
  }
}

/** Whether it says the same, in whichever order. */
export function hasSpec(object: KubeObject, spec: unknown): boolean {
  return isEqual(asFields(object).spec, spec)
}

export function accessNote(object: KubeObject, labelDomain: string): string {
  return asString(object.metadata.annotations?.[isolationKeys(labelDomain).access])
}
