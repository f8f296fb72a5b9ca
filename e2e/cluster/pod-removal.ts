/** Ends pods that are being deleted at once, as kubelets do when their containers have stopped. */
import type { KubeObject } from '../../src/k8s/objects.ts'
import { placeOf, type Reaction } from '../../src/sandbox/reactions/reaction.ts'

const pods = { group: '', plural: 'pods' }

export const podRemoval: Reaction = {
  name: 'kubelet',
  watches: [pods],
  subjects: ({ current }) => (current === null ? [] : [placeOf(current)]),
  react(place, world) {
    const pod = world.get<KubeObject>(pods, place)
    return pod?.metadata.deletionTimestamp === undefined ? [] : [{ verb: 'delete', object: pod }]
  },
}
