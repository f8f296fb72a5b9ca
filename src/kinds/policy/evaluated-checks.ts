/** What a policy would break among the objects there are, by working out what it lets through. */
import type { Finding } from '../../manifest/finding.ts'
import type { PodFacts } from '../../net/policy/index.ts'
import type { Check } from '../kind.ts'
import { allIngresses, allServices, ingressClasses } from '../related.ts'
import type { RelatedKind, World } from '../world.ts'
import { apiFindings, apiSlices } from './check-api.ts'
import { allRoutes, entranceFindings, isController } from './check-entrances.ts'
import { cacheFindings, dnsFindings, isNameServer } from './check-names.ts'
import { shadowedFindings } from './check-shadowed.ts'
import { clusterKinds } from './cluster-world.ts'
import { networkDialect } from './dialects.ts'
import { type Scene, sceneOf } from './scene.ts'

/** What the checks look at, besides what the form does. */
export const evaluatedKinds: readonly RelatedKind[] = [
  ...clusterKinds,
  allServices,
  allIngresses,
  ingressClasses,
  ...allRoutes,
  apiSlices,
]

export const evaluatedCheck: Check = (object, world) => {
  if (typeof object !== 'object' || object === null) return []
  const lists = evaluatedKinds.flatMap((kind) => [world.list(kind), world.availability(kind)])
  const known = last.get(object)
  if (known?.lists.every((list, at) => list === lists[at]) === true) return known.findings
  const findings = judged(sceneOf(object, world, matters), world)
  last.set(object, { lists, findings })
  return findings
}

/** Whom the policy's pods ask, and who asks them. */
const matters = (pod: PodFacts) => isNameServer(pod) || isController(pod)

/** Findings of a text that has not changed stand for as long as no list has. */
const last = new WeakMap<
  object,
  { readonly lists: readonly unknown[]; readonly findings: readonly Finding[] }
>()

function judged(scene: Scene | null, world: World): readonly Finding[] {
  if (scene === null) return []
  return [
    ...dnsFindings(scene, world),
    ...cacheFindings(scene, world),
    ...entranceFindings(scene, world),
    ...apiFindings(scene, world),
    ...(scene.object.kind === networkDialect.kind.kind ? [] : shadowedFindings(scene)),
  ]
}
