/** The IP object of every pod that has addresses from Kube-OVN; it goes with the pod. */
import { parseAddress } from '../../../net/address.ts'
import { ips, pods } from '../collections.ts'
import { controllersOf } from '../owned.ts'
import type { Pod } from '../pods/pod.ts'
import {
  type Change,
  isIn,
  type Manifest,
  objectOf,
  type Place,
  placeOf,
  type Reaction,
  type World,
  type Write,
} from '../reaction.ts'
import { addressesOf, isAllocated } from './allocation.ts'
import type { IpObject } from './ip.ts'
import { annotation } from './subnet.ts'

const reserved = 'ovn.kubernetes.io/ip_reserved'

export const podAddresses: Reaction = {
  name: 'kube-ovn-ips',
  watches: [pods, ips],
  subjects(change: Change): readonly Place[] {
    const object = objectOf(change)
    if (object === null) return []
    if (isIn(change, pods)) return [placeOf(object)]
    const { podName = '', namespace = '' } = (object as IpObject).spec ?? {}
    return podName === '' || namespace === '' ? [] : [{ namespace, name: podName }]
  },
  react(place: Place, world: World): readonly Write[] {
    const known = world.get<IpObject>(ips, { namespace: '', name: `${place.name}.${place.namespace}` })
    const pod = world.get<Pod>(pods, place)
    if (pod === null || !isAllocated(pod)) {
      const isKept = known === null || known.metadata.labels?.[reserved] === 'true'
      return isKept || known.metadata.deletionTimestamp !== undefined
        ? []
        : [{ verb: 'delete', object: known }]
    }
    if (known === null) return [{ verb: 'create', object: ipOf(pod) }]
    // Addresses never change while their object lives.
    const [wanted, had] = [addressesOf(pod).join(','), known.spec?.ipAddress]
    return wanted === had || known.metadata.deletionTimestamp !== undefined
      ? []
      : [
          { verb: 'delete', object: known },
          { verb: 'create', object: ipOf(pod) },
        ]
  },
}

function ipOf(pod: Pod): Manifest {
  const { namespace = '', name, annotations = {} } = pod.metadata
  const nodeName = pod.spec?.nodeName ?? ''
  const subnet = annotations[annotation.switch] ?? ''
  const addresses = addressesOf(pod)
  const ofFamily = (family: string) => addresses.find((each) => parseAddress(each)?.family === family) ?? ''
  const [owner] = controllersOf(pod)
  return {
    apiVersion: 'kubeovn.io/v1',
    kind: 'IP',
    metadata: {
      name: `${name}.${namespace}`,
      labels: {
        [subnet]: '',
        [reserved]: 'false',
        'ovn.kubernetes.io/node_name': nodeName,
        'ovn.kubernetes.io/subnet': subnet,
      },
    },
    spec: {
      attachIps: [],
      attachMacs: [],
      attachSubnets: [],
      containerID: '',
      ipAddress: addresses.join(','),
      macAddress: annotations['ovn.kubernetes.io/mac_address'] ?? '',
      namespace,
      nodeName,
      podName: name,
      podType: owner?.kind === 'StatefulSet' ? owner.kind : '',
      subnet,
      v4IpAddress: ofFamily('IPv4'),
      v6IpAddress: ofFamily('IPv6'),
    },
  }
}
