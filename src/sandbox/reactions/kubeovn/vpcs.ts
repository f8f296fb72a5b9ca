/** What Kube-OVN says of its VPCs: that their router is there, and which subnets are joined by it. */
import type { KubeObject } from '../../../k8s/objects.ts'
import { isOfSpec, subnets, vpcs } from '../collections.ts'
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
import { defaultVpc, isPrimary, type Subnet } from './subnet.ts'

interface Vpc extends KubeObject {
  readonly spec?: {
    readonly defaultSubnet?: string
    readonly enableBfd?: boolean
    readonly enableExternal?: boolean
    readonly extraExternalSubnets?: readonly string[]
    readonly vpcPeerings?: readonly { readonly remoteVpc?: string }[]
  }
  readonly status?: object
}

const subnetsByVpc: Index<Subnet> = { of: subnets, keys: vpcsOf }

/** A subnet of another network's provider is joined by no router. */
function vpcsOf(subnet: Subnet): readonly string[] {
  return isPrimary(subnet) ? [subnet.spec?.vpc ?? defaultVpc] : []
}

export const vpcStatus: Reaction = {
  name: 'kube-ovn-vpcs',
  watches: [vpcs, subnets],
  subjects(change: Change): readonly Place[] {
    const { previous, current } = change
    if (isIn(change, vpcs)) return current === null ? [] : [placeOf(current)]
    if (!isOfSpec(change)) return []
    const names = [previous, current].flatMap((each) => (each === null ? [] : vpcsOf(each)))
    return [...new Set(names)].map((name) => ({ namespace: '', name }))
  },
  react(place: Place, world: World): readonly Write[] {
    const vpc = world.get<Vpc>(vpcs, place)
    if (vpc === null || vpc.metadata.deletionTimestamp !== undefined) return []
    const own = world.by(subnetsByVpc, place.name)
    const peers = (vpc.spec?.vpcPeerings ?? []).flatMap(({ remoteVpc }) => remoteVpc ?? [])
    return ensureStatus(vpc, {
      ...vpc.status,
      default: place.name === defaultVpc,
      defaultLogicalSwitch: defaultSubnet(vpc, own),
      enableBfd: vpc.spec?.enableBfd ?? false,
      enableExternal: vpc.spec?.enableExternal ?? false,
      extraExternalSubnets: vpc.spec?.extraExternalSubnets ?? [],
      router: place.name,
      standby: true,
      subnets: own.map(({ metadata }) => metadata.name).sort(),
      vpcPeerings: peers,
      ...balancersOf(place.name),
    })
  },
}

function defaultSubnet({ metadata, spec }: Vpc, own: readonly Subnet[]): string {
  if (spec?.defaultSubnet !== undefined) return spec.defaultSubnet
  const marked = own.find((subnet) => subnet.spec?.default === true)
  return metadata.name === defaultVpc ? (marked?.metadata.name ?? '') : ''
}

/** The names of its load balancers in OVN; those of the first VPC are older than VPCs. */
function balancersOf(name: string): object {
  const isDefault = name === defaultVpc
  const balancer = (protocol: string, session: boolean) =>
    isDefault
      ? `cluster-${protocol}-${session ? 'session-' : ''}loadbalancer`
      : `vpc-${name}-${protocol}-${session ? 'sess-' : ''}load`
  return Object.fromEntries(
    ['tcp', 'udp', 'sctp'].flatMap((protocol) => [
      [`${protocol}LoadBalancer`, balancer(protocol, false)],
      [`${protocol}SessionLoadBalancer`, balancer(protocol, true)],
    ]),
  )
}
