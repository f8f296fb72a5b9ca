import RouterIcon from '@mui/icons-material/RouterOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind, dependantOf } from '../kind.ts'
import { advertisementOf } from '../metallb/advertisement.ts'
import { peerOf, standingOf } from '../metallb/peer.ts'
import { usualNamespace } from '../metallb/pool.ts'
import {
  addressPools,
  advertisements,
  bfdProfiles,
  bgpAdvertisements,
  bgpPeers,
  bgpSessions,
  nodes,
} from '../related.ts'
import {
  AddressCell,
  addressText,
  MultiHopCell,
  NodesCell,
  nodesText,
  numberText,
  OwnNumberCell,
  PeerNumberCell,
  SessionsCell,
  sessionsText,
} from './cells.tsx'
import { template } from './template.ts'

export const bgpPeer = defineKind<KubeObject>({
  ...bgpPeers,
  id: 'bgppeer',
  segment: 'bgppeers',
  Icon: RouterIcon,
  navigation: { admin: 52 },
  gate: 'bgp-pools',
  goKey: '',
  alsoCalled: ['metallb', 'router', 'bgp', 'as number'],
  needs: ['metallb'],
  home: usualNamespace,
  related: {
    list: [nodes, bgpSessions],
    detail: [nodes, bgpAdvertisements, bgpSessions],
    form: [bgpPeers, bfdProfiles, nodes, addressPools, ...advertisements],
    removal: [bgpAdvertisements],
  },
  columns: [
    {
      id: 'address',
      header: 'bgppeer:column.address',
      Cell: AddressCell,
      text: addressText,
      width: 140,
      telling: true,
    },
    {
      id: 'peerAsn',
      header: 'bgppeer:column.peerAsn',
      Cell: PeerNumberCell,
      text: (object) => numberText(peerOf(object).spec.peerASN),
      sortValue: (object) => Number(peerOf(object).spec.peerASN) || 0,
      align: 'right',
      width: 100,
    },
    {
      id: 'myAsn',
      header: 'bgppeer:column.myAsn',
      Cell: OwnNumberCell,
      text: (object) => numberText(peerOf(object).spec.myASN),
      sortValue: (object) => Number(peerOf(object).spec.myASN) || 0,
      align: 'right',
      width: 100,
    },
    {
      id: 'multiHop',
      header: 'bgppeer:column.multiHop',
      Cell: MultiHopCell,
      text: (object) => (peerOf(object).isMultiHop ? 'on' : 'off'),
      width: 130,
    },
    { id: 'nodes', header: 'bgppeer:column.nodes', Cell: NodesCell, text: nodesText, width: 150 },
    {
      id: 'sessions',
      header: 'bgppeer:column.sessions',
      Cell: SessionsCell,
      text: sessionsText,
      sortValue: (object, world) => {
        const { up, all } = standingOf(peerOf(object), world)
        return all === 0 ? null : up / all
      },
    },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: [
    ...['myASN', 'peerASN', 'peerAddress', 'sourceAddress', 'peerPort', 'ebgpMultiHop', 'routerID'].map(
      (field) => `spec.${field}`,
    ),
    'spec.bfdProfile',
    // Its section says what of them it does not show.
    'spec.nodeSelectors',
  ],
  template,
  // They stand in `kinds/checks.ts`.
  checks: [],
  dependants: ({ metadata: { name, namespace } }, world) =>
    world
      .list<KubeObject>(bgpAdvertisements)
      .filter((each) => {
        const view = advertisementOf(each)
        return view?.namespace === namespace && view?.peers.includes(name) === true
      })
      .map(dependantOf),
})
