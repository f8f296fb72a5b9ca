/** What a Domain says, read from whatever shape it has. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asString, asStringMap } from '../../k8s/shape.ts'
import { clusterLabel, projectOf, secretKey } from '../assignment.ts'
import { hostAndAbove } from '../hosts.ts'

/** `full` is one name, `extensive` all names below one: a wildcard domain. */
export const types = ['full', 'extensive'] as const

export const wildcard = '*.'

export const namePath: Path = ['spec', 'name']
export const typePath: Path = ['spec', 'kind']
export const secretPath = (labelDomain: string): Path => ['metadata', 'annotations', secretKey(labelDomain)]

export interface DomainView {
  /** Of the object: unique, and of no meaning. */
  readonly name: string
  /** As it is written. */
  readonly domain: string
  readonly type: string
  readonly isWildcard: boolean
  /** As DNS compares it: in lower case, a wildcard one with its `*.`. */
  readonly host: string
  /** `''` where it is assigned to none. */
  readonly cluster: string
  readonly project: string
  /** The Secret with its certificate; `''` where none is bound. */
  readonly secret: string
}

export function viewOf(object: unknown, labelDomain: string): DomainView {
  const { metadata } = asFields(object)
  const { name, labels, annotations } = asFields(metadata)
  const type = asString(asFields(asFields(object).spec).kind)
  const domain = domainOf(object)
  const isWildcard = type === 'extensive' || domain.startsWith(wildcard)
  const lower = domain.toLowerCase()
  return {
    name: asString(name),
    domain,
    type,
    isWildcard,
    host: isWildcard && lower !== '' && !lower.startsWith(wildcard) ? `${wildcard}${lower}` : lower,
    cluster: asStringMap(labels)[clusterLabel(labelDomain)] ?? '',
    project: projectOf(object, labelDomain),
    secret: asStringMap(annotations)[secretKey(labelDomain)] ?? '',
  }
}

/** What people know it by. */
export function domainOf(object: unknown): string {
  return asString(asFields(asFields(object).spec).name)
}

/** Without the `*.` of a wildcard one. */
export const bareName = (domain: string) => (domain.startsWith(wildcard) ? domain.slice(2) : domain)

/** The wildcards that a domain lies below, the nearest first. */
export const wildcardsAbove = ({ host }: DomainView) => hostAndAbove(host).slice(1)
