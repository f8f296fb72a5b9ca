/** What load balancers, their ports and their rules have in common: where their settings stand, how they name each other. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asString, type Fields } from '../../k8s/shape.ts'

export const configPath: Path = ['spec', 'config']
export const configAt = (...path: Path): Path => [...configPath, ...path]
export const certificateNamePath: Path = ['spec', 'certificate_name']
export const backendProtocolPath: Path = ['spec', 'backendProtocol']

/** The label by which ports and rules name their load balancer. */
export const albLabel = 'alb2.cpaas.io/name'
/** The label by which rules name their port. */
export const frontendLabel = 'alb2.cpaas.io/frontend'

export const specOf = (object: unknown): Fields => asFields(asFields(object).spec)
export const configOf = (object: unknown): Fields => asFields(specOf(object).config)

export interface Placed {
  readonly namespace: string
  readonly name: string
}

export const placeText = ({ namespace, name }: Placed) => `${namespace}/${name}`

/** `namespace/name`; `null` for anything else. */
export function placeIn(text: string): Placed | null {
  const [, namespace = '', name = ''] = /^([a-z0-9-]+)\/([a-z0-9.-]+)$/.exec(text) ?? []
  return namespace === '' ? null : { namespace, name }
}

/** The Secret that `certificate_name` is about, in either of the forms that are read: `ns/name` and `ns_name`. */
export function certificateIn(text: string): Placed | null {
  return placeIn(text.includes('_') && !text.includes('/') ? text.replace('_', '/') : text)
}

/** The Ingress that a port or a rule was made for; `null` where somebody made it by hand. */
export function sourceOf(object: unknown): Placed | null {
  const { type, namespace, name } = asFields(specOf(object).source)
  return type === 'ingress' ? { namespace: asString(namespace), name: asString(name) } : null
}
