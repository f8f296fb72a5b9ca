/** What goes along with a port: its rules; and who may let it go. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Text } from '../../manifest/finding.ts'
import { frontendLabel, sourceOf } from '../alb/spec.ts'
import { viewOf as albViewOf } from '../alb2/spec.ts'
import { everyProject } from '../assignment.ts'
import { type Dependant, dependantOf } from '../kind.ts'
import { labelled } from '../lookups.ts'
import { albRules } from '../related.ts'
import type { World } from '../world.ts'
import { balancerOf, labelledProjects } from './lending.ts'
import { viewOf } from './spec.ts'

export function rulesOn({ metadata: { namespace = '', name } }: KubeObject, world: World) {
  return labelled<KubeObject>(world, albRules, namespace, { [frontendLabel]: name })
}

/** In the view of a project, the rules of others are nobody's business. */
export function rulesSeen(port: KubeObject, world: World): readonly KubeObject[] {
  const { project, labelDomain } = world
  const all = rulesOn(port, world)
  if (project === null) return all
  return all.filter((rule) => {
    const owners = labelledProjects(rule.metadata.labels ?? {}, labelDomain)
    return sourceOf(rule) !== null || owners.includes(project) || owners.includes(everyProject)
  })
}

export function removalOf(port: KubeObject, world: World): readonly Dependant[] {
  return rulesOn(port, world).map(dependantOf)
}

/** A port that was given to a project is the administrator's to take away. */
export function keptBy(object: KubeObject, world: World): Text | null {
  if (world.project === null) return null
  const alb = balancerOf(viewOf(object), world)
  return alb !== undefined && albViewOf(alb).isPortMode ? { key: 'frontend:kept' } : null
}
