/** What is wrong, or will not work, with the annotations of an Ingress. */
import type { Check } from '../../kind.ts'
import { viewOf } from '../spec.ts'
import { keys } from './check-keys.ts'
import { allHosts, regexHosts, regexPaths, rewriteAll, rewriteGroups } from './check-rewrite.ts'
import { canaries, canaryWeight, hiddenClients, openLists, redirects, retirement } from './check-traffic.ts'
import { softwareOf } from './software.ts'
import './words.ts'

const all = [
  keys,
  rewriteGroups,
  rewriteAll,
  allHosts,
  regexHosts,
  regexPaths,
  redirects,
  canaries,
  canaryWeight,
  openLists,
  hiddenClients,
  retirement,
]

export const annotationChecks: readonly Check[] = all.map((rule) => (object, world) => {
  const ingress = viewOf(object)
  return rule(ingress, world, softwareOf(ingress, world))
})
