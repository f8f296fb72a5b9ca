/** How far an underlay network is: which bridge network, which of its VLANs, which subnets in it. */
import type { KubeObject } from '../../k8s/objects.ts'
import { viewOf as networkOf } from '../providernetwork/spec.ts'
import { providerNetworks, subnets, vlans } from '../related.ts'
import { viewOf as subnetOf } from '../subnet/spec.ts'
import { viewOf as vlanOf } from '../vlan/spec.ts'
import type { World } from '../world.ts'

/** `failing` is made, and does not work yet; `later` waits for the step before. */
export type StepState = 'done' | 'failing' | 'next' | 'later'

export interface Choice {
  readonly options: readonly KubeObject[]
  readonly chosen: KubeObject | undefined
  readonly state: StepState
}

export interface Progress {
  readonly network: Choice
  /** Of the bridge network. */
  readonly vlan: Choice
  /** Of the VLAN; all of them together are the last step. */
  readonly subnet: Choice
}

export function progressOf(world: World, names: Readonly<Record<string, string>>): Progress {
  const networks = world.list<KubeObject>(providerNetworks)
  const network = choose(networks, names.network)
  const own = world
    .list<KubeObject>(vlans)
    .filter((each) => network !== undefined && vlanOf(each).provider === network.metadata.name)
  const vlan = choose(own, names.vlan)
  const inside = world
    .list<KubeObject>(subnets)
    .filter((each) => vlan !== undefined && subnetOf(each).vlan === vlan.metadata.name)
  return {
    network: {
      options: networks,
      chosen: network,
      state: stateOf(true, network, networkOf(network).ready === false),
    },
    vlan: {
      options: own,
      chosen: vlan,
      state: stateOf(network !== undefined, vlan, vlanOf(vlan).hasConflict),
    },
    subnet: {
      options: inside,
      chosen: inside[0],
      state: stateOf(vlan !== undefined, inside[0], false),
    },
  }
}

/** Where there is just one, it is the one. */
function choose(options: readonly KubeObject[], name: string | undefined): KubeObject | undefined {
  const named = options.find(({ metadata }) => metadata.name === name)
  return named ?? (options.length === 1 ? options[0] : undefined)
}

function stateOf(isReached: boolean, made: KubeObject | undefined, fails: boolean): StepState {
  if (!isReached) return 'later'
  if (made === undefined) return 'next'
  return fails ? 'failing' : 'done'
}

/** The VLAN to begin from, on a bridge network. */
export function newVlan(provider: string): object {
  return { apiVersion: 'kubeovn.io/v1', kind: 'Vlan', metadata: { name: '' }, spec: { id: 0, provider } }
}

/** The subnet to begin from, in a VLAN; its gateway stands in the physical network. */
export function newSubnet(vlan: string): object {
  return {
    apiVersion: 'kubeovn.io/v1',
    kind: 'Subnet',
    metadata: { name: '' },
    spec: { cidrBlock: '', gateway: '', vlan },
  }
}
