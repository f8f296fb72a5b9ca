import MonitorHeartIcon from '@mui/icons-material/MonitorHeartOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind, dependantOf } from '../kind.ts'
import { type BfdNumber, bfdNumber, bfdOf, detectionTime, peersWith } from '../metallb/bfd.ts'
import { usualNamespace } from '../metallb/pool.ts'
import { addressPools, advertisements, bfdProfiles, bgpPeers } from '../related.ts'
import { detectionText, ModeCell, numberText, PeersCell, peersText } from './cells.tsx'
import { template } from './template.ts'

const numberColumn = (id: BfdNumber) => ({
  id,
  header: `bfdprofile:column.${id}`,
  Cell: ({ object }: { readonly object: KubeObject }) => numberText(object, id),
  text: (object: KubeObject) => numberText(object, id),
  sortValue: (object: KubeObject) => bfdNumber(bfdOf(object), id),
  align: 'right' as const,
  width: 150,
})

export const bfdProfile = defineKind<KubeObject>({
  ...bfdProfiles,
  id: 'bfdprofile',
  segment: 'bfdprofiles',
  Icon: MonitorHeartIcon,
  navigation: { admin: 53 },
  gate: 'bgp-pools',
  goKey: '',
  alsoCalled: ['metallb', 'bfd', 'bgp', 'failover'],
  needs: ['metallb'],
  home: usualNamespace,
  related: {
    list: [bgpPeers],
    detail: [bgpPeers],
    form: [bfdProfiles, bgpPeers, addressPools, ...advertisements],
    removal: [bgpPeers],
  },
  columns: [
    numberColumn('receiveInterval'),
    numberColumn('transmitInterval'),
    numberColumn('detectMultiplier'),
    {
      id: 'detection',
      header: 'bfdprofile:column.detection',
      Cell: ({ object }) => detectionText(object),
      text: detectionText,
      sortValue: (object) => detectionTime(bfdOf(object)),
      align: 'right',
      width: 150,
      telling: true,
    },
    {
      id: 'mode',
      header: 'bfdprofile:column.mode',
      Cell: ModeCell,
      text: (object) => (bfdOf(object).isPassive ? 'passive' : 'active'),
      width: 120,
    },
    { id: 'peers', header: 'bfdprofile:column.peers', Cell: PeersCell, text: peersText },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: [
    ...['receiveInterval', 'transmitInterval', 'detectMultiplier'],
    ...['passiveMode', 'echoMode', 'echoInterval', 'minimumTtl'],
  ].map((field) => `spec.${field}`),
  template,
  // They stand in `kinds/checks.ts`.
  checks: [],
  dependants: (object, world) => peersWith(bfdOf(object), world).map(dependantOf),
  /** MetalLB refuses it, too. */
  keeps: (object, world) => {
    const [peer] = peersWith(bfdOf(object), world)
    return peer === undefined ? null : { key: 'bfdprofile:kept', values: { peer: peer.metadata.name } }
  },
})
