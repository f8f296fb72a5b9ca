/** Other Domain objects that are about the same names. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Index } from '../../k8s/objectset.ts'
import { everyProject } from '../assignment.ts'
import { domains } from '../related.ts'
import type { World } from '../world.ts'
import { type DomainView, viewOf, wildcardsAbove } from './spec.ts'

// A host does not depend on how the platform calls its labels.
const byHost: Index = { keysOf: (object) => viewOf(object, '').host }

/** The same domain, assigned otherwise. */
export function sameDomain(domain: DomainView, world: World): readonly KubeObject[] {
  if (domain.host === '') return []
  return world.lookup(domains, byHost, domain.host).filter(({ metadata }) => metadata.name !== domain.name)
}

/** The wildcard domains it lies below. */
export function above(domain: DomainView, world: World): readonly DomainView[] {
  return wildcardsAbove(domain)
    .flatMap((host) => world.lookup(domains, byHost, host))
    .map((object) => viewOf(object, world.labelDomain))
}

/** Whether two assignments meet in some cluster. */
export function meet(one: string, other: string): boolean {
  if (one === '' || other === '') return false
  return one === other || one === everyProject || other === everyProject
}
