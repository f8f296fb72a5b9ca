/** What is wrong, or will not work, with a load balancer. */
import type { Check } from '../../kind.ts'
import { named } from '../../lookups.ts'
import { albs } from '../../related.ts'
import { viewOf } from '../spec.ts'
import { featureRules } from './check-features.ts'
import { networkRules } from './check-network.ts'
import { projectRules } from './check-projects.ts'
import { resourceRules } from './check-resources.ts'
import '../../alb/words.ts'

const rules = [...networkRules, ...resourceRules, ...projectRules, ...featureRules]

export const albChecks: readonly Check[] = rules.map(
  (rule): Check =>
    (object, world) => {
      const view = viewOf(object)
      const found = view.name === '' ? undefined : named(world, albs, view.namespace, view.name)
      return rule({ ...view, object, saved: found === undefined ? undefined : viewOf(found) }, world)
    },
)
