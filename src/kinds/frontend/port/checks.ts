/** What is wrong, or will not work, with a listening port. */
import { albLabel } from '../../alb/spec.ts'
import { viewOf as albViewOf } from '../../alb2/spec.ts'
import type { Check } from '../../kind.ts'
import { labelled, named } from '../../lookups.ts'
import { albPorts } from '../../related.ts'
import { balancerOf, projectsOf } from '../lending.ts'
import { viewOf } from '../spec.ts'
import { placeRules } from './check-place.ts'
import { protocolRules } from './check-protocol.ts'
import './words.ts'

export const frontendChecks: readonly Check[] = [...placeRules, ...protocolRules].map(
  (rule): Check =>
    (object, world) => {
      const view = viewOf(object)
      const { name, namespace, balancer } = view
      const saved = name === '' ? undefined : named(world, albPorts, namespace, name)
      const alb = balancerOf(view, world)
      const own = balancer === '' ? [] : labelled(world, albPorts, namespace, { [albLabel]: balancer })
      return rule(
        {
          ...view,
          object,
          saved: saved === undefined ? undefined : viewOf(saved),
          alb: alb === undefined ? undefined : albViewOf(alb),
          siblings: own.filter(({ metadata }) => metadata.name !== name),
          projects: projectsOf(view, world),
        },
        world,
      )
    },
)
