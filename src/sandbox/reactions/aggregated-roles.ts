/** A ClusterRole with an aggregation rule has the rules of all ClusterRoles that the rule selects. */
import type { KubeObject } from '../../k8s/objects.ts'
import { type LabelSelector, matchesSelector } from '../../k8s/selector.ts'
import { type Change, type Place, placeOf, type Reaction, type World, type Write } from './reaction.ts'

interface ClusterRole extends KubeObject {
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly LabelSelector[] }
  readonly rules?: readonly unknown[] | null
  readonly [field: string]: unknown
}

const clusterRoles = { group: 'rbac.authorization.k8s.io', plural: 'clusterroles' }

export const aggregatedRoles: Reaction = {
  name: 'clusterrole-aggregation-controller',
  watches: [clusterRoles],
  subjects(_change: Change, world: World): readonly Place[] {
    return world
      .list<ClusterRole>(clusterRoles)
      .filter(({ aggregationRule }) => aggregationRule !== undefined)
      .map(placeOf)
  },
  react(place: Place, world: World): readonly Write[] {
    const role = world.get<ClusterRole>(clusterRoles, place)
    if (role?.aggregationRule === undefined) return []
    const selectors = role.aggregationRule.clusterRoleSelectors ?? []
    const parts = world
      .list<ClusterRole>(clusterRoles)
      .filter(({ metadata }) => metadata.name !== role.metadata.name)
      .filter(({ metadata }) => selectors.some((selector) => matchesSelector(selector, metadata.labels)))
    const texts = parts.flatMap(({ rules }) => rules ?? []).map((rule) => JSON.stringify(rule))
    const rules = [...new Set(texts)].map((text) => JSON.parse(text) as unknown)
    if (JSON.stringify(rules) === JSON.stringify(role.rules ?? [])) return []
    return [{ verb: 'update', object: { ...role, rules } }]
  },
}
