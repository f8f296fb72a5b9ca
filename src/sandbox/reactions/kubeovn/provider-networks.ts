/** What Kube-OVN says of its provider networks: on which nodes their bridge is there, and which VLANs they carry. */
import type { Condition, KubeObject } from '../../../k8s/objects.ts'
import { type LabelSelector, matchesSelector } from '../../../k8s/selector.ts'
import { nodes, providerNetworks, vlans } from '../collections.ts'
import { withUpdateTimes } from '../conditions.ts'
import { isNodeReady, type Node } from '../pods/pod.ts'
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
import type { Vlan } from './vlans.ts'

type NodeCondition = Condition & { readonly node?: string }

interface ProviderNetwork extends KubeObject {
  readonly spec?: {
    readonly defaultInterface?: string
    readonly excludeNodes?: readonly string[]
    readonly nodeSelector?: LabelSelector
  }
  readonly status?: { readonly conditions?: readonly NodeCondition[] }
}

const vlansByProvider: Index<Vlan> = {
  of: vlans,
  keys: ({ spec }) => (spec?.provider ? [spec.provider] : []),
}

export const providerNetworkStatus: Reaction = {
  name: 'kube-ovn-provider-networks',
  watches: [providerNetworks, vlans, nodes],
  subjects(change: Change, world: World): readonly Place[] {
    const { previous, current } = change
    if (isIn(change, providerNetworks)) return current === null ? [] : [placeOf(current)]
    if (isIn(change, nodes)) {
      return offerOf(previous) === offerOf(current) ? [] : world.list(providerNetworks).map(placeOf)
    }
    const names = [previous, current].flatMap((each) => (each === null ? [] : vlansByProvider.keys(each)))
    return [...new Set(names)].map((name) => ({ namespace: '', name }))
  },
  react(place: Place, world: World): readonly Write[] {
    const network = world.get<ProviderNetwork>(providerNetworks, place)
    if (network === null || network.metadata.deletionTimestamp !== undefined) return []
    const own = world.list<Node>(nodes).filter((node) => isPart(node, network))
    const named = (ready: boolean) =>
      own.filter((node) => isNodeReady(node) === ready).map(({ metadata }) => metadata.name)
    const [readyNodes, notReadyNodes] = [named(true), named(false)]
    return ensureStatus(network, {
      ...network.status,
      ready: notReadyNodes.length === 0,
      readyNodes,
      notReadyNodes,
      vlans: world
        .by(vlansByProvider, place.name)
        .map(({ metadata }) => metadata.name)
        .sort(),
      conditions: own.flatMap((node) => conditionsOf(node, network, world)),
    })
  },
}

/** What of a node matters here. */
function offerOf(node: Node | null): string | null {
  return node === null ? null : JSON.stringify([isNodeReady(node), node.metadata.labels])
}

function isPart({ metadata: { name, labels } }: Node, { spec = {} }: ProviderNetwork): boolean {
  if (spec.excludeNodes?.includes(name)) return false
  return spec.nodeSelector === undefined || matchesSelector(spec.nodeSelector, labels)
}

function conditionsOf(node: Node, { status }: ProviderNetwork, world: World): readonly object[] {
  const { name } = node.metadata
  const ready = isNodeReady(node)
  const wanted = {
    node: name,
    type: 'Ready',
    status: ready ? ('True' as const) : ('False' as const),
    reason: ready ? 'InitOVSBridgeSucceeded' : 'InitOVSBridgeFailed',
    message: ready ? '' : `kube-ovn-cni pod on node ${name} not found`,
  }
  const before = status?.conditions?.filter((each) => each.node === name)
  return withUpdateTimes([wanted], before, world.now)
}
