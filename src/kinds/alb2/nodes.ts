/** The nodes that a load balancer may run on. */
import type { Node } from '../../k8s/core.ts'
import { type Labels, matchesMap } from '../../k8s/selector.ts'
import { nodes } from '../related.ts'
import type { World } from '../world.ts'

/** All of them where no label is asked for. */
export function nodesFor(selector: Labels, world: World): readonly Node[] {
  return world.list<Node>(nodes).filter(({ metadata }) => matchesMap(selector, metadata.labels))
}
