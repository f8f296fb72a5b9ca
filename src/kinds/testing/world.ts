/** A `World` made of plain objects, for tests. */
import { type ClusterFacts, noFacts } from '../../k8s/cluster/facts.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import type { Index } from '../../k8s/objectset.ts'
import { parseApiVersion } from '../../k8s/resource.ts'
import { parts } from '../components.ts'
import type { Availability, RelatedKind, World } from '../world.ts'

export interface TestWorld {
  /** In any order; a list holds those of its group and kind. */
  readonly objects?: readonly KubeObject[]
  /** By kind; one that is not named has that of `otherwise`. */
  readonly availability?: Readonly<Record<string, Availability>>
  /** By default `live`. */
  readonly otherwise?: Availability
  readonly labelDomain?: string
  /** By default that of the label domain. */
  readonly projectLabel?: string
  readonly project?: string | null
  /** By default nothing is known. */
  readonly facts?: ClusterFacts
}

export function testWorld(given: TestWorld = {}): World {
  const {
    objects = [],
    availability = {},
    otherwise = 'live',
    labelDomain = 'cpaas.io',
    projectLabel = `${labelDomain}/project`,
    project = null,
    facts = noFacts(parts),
  } = given
  // As with live lists, one kind is one array for as long as nothing changes.
  const lists = new Map<string, readonly KubeObject[]>()
  const listOf = ({ group, kind }: RelatedKind) => {
    const known = lists.get(`${group}/${kind}`)
    if (known !== undefined) return known
    const list = objects.filter(
      (each) => each.kind === kind && parseApiVersion(each.apiVersion).group === group,
    )
    lists.set(`${group}/${kind}`, list)
    return list
  }
  return {
    labelDomain,
    projectLabel,
    project,
    facts,
    lookup: <T extends KubeObject>(kind: RelatedKind, index: Index<T>, key: string) =>
      (listOf(kind) as readonly T[]).filter((object) => [index.keysOf(object)].flat().includes(key)),
    list: <T extends KubeObject>(kind: RelatedKind) => listOf(kind) as readonly T[],
    availability: ({ kind }) => availability[kind] ?? otherwise,
  }
}
