/** What Kube-OVN says of its VLANs: their subnets, and whether another has the same tag on the same network. */
import type { KubeObject } from '../../../k8s/objects.ts'
import { isOfSpec, subnets, vlans } from '../collections.ts'
import {
  type Change,
  type Index,
  isIn,
  type Place,
  placeOf,
  type Reaction,
  type World,
  type Write,
} from '../reaction.ts'
import { ensureStatus } from '../wanted.ts'
import type { Subnet } from './subnet.ts'

export interface Vlan extends KubeObject {
  readonly spec?: { readonly id?: number; readonly provider?: string }
  readonly status?: object
}

const subnetsByVlan: Index<Subnet> = { of: subnets, keys: ({ spec }) => (spec?.vlan ? [spec.vlan] : []) }

const vlansByTag: Index<Vlan> = { of: vlans, keys: (vlan) => tagsOf(vlan) }

/** Traffic without a tag never collides. */
function tagsOf({ spec: { provider = '', id = 0 } = {} }: Vlan): readonly string[] {
  return id === 0 ? [] : [`${provider} ${id}`]
}

export const vlanStatus: Reaction = {
  name: 'kube-ovn-vlans',
  watches: [vlans, subnets],
  subjects(change: Change, world: World): readonly Place[] {
    const both = [change.previous, change.current].flatMap((each) => each ?? [])
    if (!isIn(change, vlans)) {
      if (!isOfSpec(change)) return []
      return both.flatMap((each) => subnetsByVlan.keys(each)).map((name) => ({ namespace: '', name }))
    }
    const rivals = both.flatMap((each) => tagsOf(each)).flatMap((tag) => world.by(vlansByTag, tag))
    return [...(change.current === null ? [] : [change.current]), ...rivals].map(placeOf)
  },
  react(place: Place, world: World): readonly Write[] {
    const vlan = world.get<Vlan>(vlans, place)
    if (vlan === null || vlan.metadata.deletionTimestamp !== undefined) return []
    return ensureStatus(vlan, {
      ...vlan.status,
      conflict: tagsOf(vlan).some((tag) => world.count(vlansByTag, tag) > 1),
      subnets: world
        .by(subnetsByVlan, place.name)
        .map(({ metadata }) => metadata.name)
        .sort(),
    })
  },
}
