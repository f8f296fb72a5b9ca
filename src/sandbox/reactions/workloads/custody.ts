/**
 * Pods belong to the workload whose selector they match: one whose labels were changed is let go, so that it
 * can be looked at in peace, and one that nobody has is taken in.
 */
import type { KubeObject } from '../../../k8s/objects.ts'
import { type LabelSelector, matchesSelector } from '../../../k8s/selector.ts'
import { daemonSets, deployments, pods, statefulSets } from '../collections.ts'
import { controllersOf } from '../owned.ts'
import { isFinished, type Pod } from '../pods/pod.ts'
import {
  type Change,
  type Collection,
  isIn,
  type Place,
  placeOf,
  type Reaction,
  type World,
  type Write,
} from '../reaction.ts'

interface Selecting extends KubeObject {
  readonly spec?: { readonly selector?: LabelSelector }
}

const collections: Readonly<Record<string, Collection>> = {
  Deployment: deployments,
  StatefulSet: statefulSets,
  DaemonSet: daemonSets,
}

export const custody: Reaction = {
  name: 'pod-custody',
  watches: [pods, ...Object.values(collections)],
  subjects(change: Change, world: World): readonly Place[] {
    const { current, previous } = change
    if (current === null) return []
    if (isIn(change, pods)) return [placeOf(current)]
    if (previous !== null) return []
    return world.list<Pod>(pods, current.metadata.namespace).filter(isAlone).map(placeOf)
  },
  react(place: Place, world: World): readonly Write[] {
    const pod = world.get<Pod>(pods, place)
    if (pod === null || pod.metadata.deletionTimestamp !== undefined || isFinished(pod)) return []
    const owners = pod.metadata.ownerReferences ?? []
    const [controller] = controllersOf(pod)
    if (controller !== undefined) {
      const workload = workloadsIn(place.namespace, world).find(
        ({ metadata }) => metadata.uid === controller.uid,
      )
      if (workload === undefined || selects(workload, pod)) return []
      const ownerReferences = owners.filter(({ uid }) => uid !== controller.uid)
      return [{ verb: 'update', object: { ...pod, metadata: { ...pod.metadata, ownerReferences } } }]
    }
    const [taker] = workloadsIn(place.namespace, world).filter((workload) => selects(workload, pod))
    if (taker === undefined) return []
    const { apiVersion, kind, metadata } = taker
    const reference = { apiVersion, kind, name: metadata.name, uid: metadata.uid ?? '' }
    const ownerReferences = [...owners, { ...reference, controller: true, blockOwnerDeletion: true }]
    return [{ verb: 'update', object: { ...pod, metadata: { ...pod.metadata, ownerReferences } } }]
  },
}

function isAlone(pod: Pod): boolean {
  return controllersOf(pod).length === 0
}

function workloadsIn(namespace: string, world: World): readonly Selecting[] {
  return Object.values(collections)
    .flatMap((collection) => world.list<Selecting>(collection, namespace))
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
}

function selects({ spec }: Selecting, { metadata }: Pod): boolean {
  return spec?.selector !== undefined && matchesSelector(spec.selector, metadata.labels)
}
