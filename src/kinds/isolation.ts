/** What marks a NetworkPolicy that the isolation of projects wrote, and which one a namespace has. */
import { asFields, asString } from '../k8s/shape.ts'

/** What the generated policy of each namespace is called. */
export const isolationPolicyName = 'project-isolation'

export interface IsolationKeys {
  /** The label of generated policies; its value is the project that the policy was written for. */
  readonly label: string
  /** The annotation that says what else may access the project, as JSON. */
  readonly access: string
}

/** `labelDomain` is the prefix of the platform's labels. */
export function isolationKeys(labelDomain: string): IsolationKeys {
  const prefix = `portolan.${labelDomain}`
  return { label: `${prefix}/isolation`, access: `${prefix}/isolation-access` }
}

/** The project that a policy was generated for; `null` where it is somebody's own. */
export function isolatedProject(object: unknown, labelDomain: string): string | null {
  const label = asFields(asFields(asFields(object).metadata).labels)[isolationKeys(labelDomain).label]
  return label === undefined ? null : asString(label)
}
