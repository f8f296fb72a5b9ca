/** What the evaluation knows of a cluster besides its policies, read once for as long as the lists are the same. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Labels } from '../../k8s/selector.ts'
import {
  type NodeFacts,
  namespaceLabels,
  type PodFacts,
  readNamespaces,
  readNodes,
  readPods,
} from './pods.ts'

/** Two compiled clusters with the same one differ in nothing but their policies. */
export interface ClusterFacts {
  readonly pods: ReadonlyMap<string, PodFacts>
  readonly nodes: ReadonlyMap<string, NodeFacts>
  /** Labels by name, of every namespace that has pods too. */
  readonly namespaces: ReadonlyMap<string, Labels>
}

interface Lists {
  readonly namespaces: readonly KubeObject[]
  readonly pods: readonly KubeObject[]
  readonly nodes: readonly KubeObject[]
}

const known = new WeakMap<readonly KubeObject[], { readonly lists: Lists; readonly facts: ClusterFacts }>()

/** Lists are remembered by identity, as they are never changed in place. */
export function factsOf(lists: Lists): ClusterFacts {
  const last = known.get(lists.pods)
  if (last?.lists.namespaces === lists.namespaces && last.lists.nodes === lists.nodes) return last.facts
  const facts = read(lists)
  const { namespaces, pods, nodes } = lists
  known.set(pods, { lists: { namespaces, pods, nodes }, facts })
  return facts
}

/** Reads pods, which are remembered: whoever compiles with them afterwards finds them read. */
export function readAhead(pods: readonly KubeObject[]): void {
  readPods(pods, new Map())
}

function read(lists: Lists): ClusterFacts {
  const nodes = readNodes(lists.nodes)
  const pods = readPods(lists.pods, nodes)
  const namespaces = readNamespaces(lists.namespaces)
  for (const { namespace } of pods.values()) {
    if (!namespaces.has(namespace)) namespaces.set(namespace, namespaceLabels(namespace, {}))
  }
  return { pods, nodes, namespaces }
}
