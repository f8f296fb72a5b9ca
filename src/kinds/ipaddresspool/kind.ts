import PinIcon from '@mui/icons-material/PinOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind, dependantOf, rangeParameter } from '../kind.ts'
import { advertisementOf } from '../metallb/advertisement.ts'
import { heldIn, holdersIn } from '../metallb/holdings.ts'
import { type PoolView, poolOf, usualNamespace } from '../metallb/pool.ts'
import {
  addressPools,
  advertisements,
  alarmRules,
  bgpPeers,
  communities,
  loadBalancerServices,
  namespaces,
  nodes,
  serviceNetworks,
  subnets,
} from '../related.ts'
import type { World } from '../world.ts'
import {
  AddressesCell,
  addressesText,
  NodesCell,
  nodesText,
  PeersCell,
  peersText,
  TypeCell,
  typeText,
  UsedCell,
  usedShare,
  usedText,
} from './cells.tsx'
import { advertisementTemplate, companionsOf, template } from './template.ts'

/** What announces it by its name. */
function naming({ name, namespace }: PoolView, world: World): readonly KubeObject[] {
  return advertisements
    .flatMap((kind) => world.list<KubeObject>(kind))
    .filter((each) => {
      const view = advertisementOf(each)
      return view?.namespace === namespace && view.pools.includes(name)
    })
}

/** It would be left naming nothing that is there. */
function isForNothingElse(advertisement: KubeObject, pool: string): boolean {
  const view = advertisementOf(advertisement)
  return view !== null && view.poolSelectors.length === 0 && view.pools.every((each) => each === pool)
}

export const ipAddressPool = defineKind<KubeObject>({
  ...addressPools,
  id: 'ipaddresspool',
  segment: 'ipaddresspools',
  Icon: PinIcon,
  navigation: { admin: 50 },
  goKey: 'x',
  alsoCalled: ['metallb', 'load balancer addresses', 'vip', 'external ip', 'ip address pool'],
  needs: ['metallb'],
  home: usualNamespace,
  related: {
    list: [...advertisements, loadBalancerServices, nodes, bgpPeers],
    detail: [addressPools, ...advertisements, loadBalancerServices, nodes, bgpPeers, alarmRules],
    form: [
      addressPools,
      ...advertisements,
      bgpPeers,
      communities,
      nodes,
      namespaces,
      subnets,
      serviceNetworks,
      loadBalancerServices,
    ],
    removal: [loadBalancerServices, ...advertisements],
  },
  columns: [
    { id: 'type', header: 'ipaddresspool:column.type', Cell: TypeCell, text: typeText, width: 150 },
    {
      id: 'addresses',
      header: 'ipaddresspool:column.addresses',
      Cell: AddressesCell,
      text: addressesText,
      width: 260,
      telling: true,
    },
    {
      id: 'used',
      header: 'ipaddresspool:column.used',
      Cell: UsedCell,
      text: usedText,
      sortValue: usedShare,
      width: 170,
    },
    { id: 'nodes', header: 'ipaddresspool:column.nodes', Cell: NodesCell, text: nodesText, width: 180 },
    { id: 'peers', header: 'ipaddresspool:column.peers', Cell: PeersCell, text: peersText },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: [
    'spec.addresses',
    'spec.autoAssign',
    'spec.avoidBuggyIPs',
    'spec.serviceAllocation.priority',
    'spec.serviceAllocation.namespaces',
  ],
  template,
  startsFrom: [rangeParameter],
  companions: {
    kinds: advertisements,
    of: companionsOf,
    template: ({ namespace }) => [advertisementTemplate('L2', namespace)],
  },
  // They stand in `kinds/checks.ts`.
  checks: [],
  dependants: (object, world) => {
    const pool = poolOf(object)
    const holders = new Set(
      heldIn(pool, holdersIn(world, loadBalancerServices)).map(({ service }) => service),
    )
    return [...holders, ...naming(pool, world)].map(dependantOf)
  },
  takesAlong: (object, world) => {
    const pool = poolOf(object)
    return naming(pool, world).filter((each) => isForNothingElse(each, pool.name))
  },
})
