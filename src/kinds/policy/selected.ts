/** Which namespaces and pods the selectors of a policy select now. */
import type { Pod } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { matchesSelector } from '../../k8s/selector.ts'
import { selectorOf } from '../../ui/fields/selector-rows.ts'
import { inNamespace } from '../lookups.ts'
import { namespaces, pods } from '../related.ts'
import type { RelatedKind, World } from '../world.ts'
import type { PodSet, Selection } from './peers.ts'

/** Peers may be anywhere in the cluster. */
export const allPods: RelatedKind = { ...pods, everywhere: true }

const isKnown = (world: World, kind: RelatedKind) => ['live', 'stale'].includes(world.availability(kind))

/** Those that a selector selects; `null` while it is unfinished. */
export function matching<T extends KubeObject>(
  selection: Selection | null,
  among: readonly T[],
): readonly T[] | null {
  if (selection === null) return among
  const selector = selectorOf(selection.value)
  return selector && among.filter(({ metadata }) => matchesSelector(selector, metadata.labels))
}

/** `null` where the selector is unfinished, or namespaces are not known. */
export function selectedNamespaces(selection: Selection, world: World): readonly KubeObject[] | null {
  return isKnown(world, namespaces) ? matching(selection, world.list(namespaces)) : null
}

/** The pods to choose from, before their own labels are asked for; `null` where they are not known. */
export function podsAmong({ namespaces: of }: PodSet, own: string, world: World): readonly Pod[] | null {
  // While no namespace is chosen, nothing can be said of its pods.
  if (of === null) return own !== '' && isKnown(world, pods) ? inNamespace<Pod>(world, pods, own) : null
  const chosen = selectedNamespaces(of, world)
  if (chosen === null || !isKnown(world, allPods)) return null
  return chosen.flatMap(({ metadata: { name } }) => inNamespace<Pod>(world, allPods, name))
}

/** The pods it selects; `null` where that cannot be known. `own` is the policy's namespace. */
export function selectedPods(set: PodSet, own: string, world: World): readonly Pod[] | null {
  const among = podsAmong(set, own, world)
  return among && matching(set.pods, among)
}
