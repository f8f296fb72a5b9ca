import SellIcon from '@mui/icons-material/SellOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind, dependantOf } from '../kind.ts'
import { advertisementsNaming } from '../metallb/community.ts'
import { usualNamespace } from '../metallb/pool.ts'
import { addressPools, advertisements, bgpAdvertisements, bgpPeers, communities } from '../related.ts'
import { AdvertisementsCell, AliasesCell, advertisementsText, aliasesText } from './cells.tsx'
import { template } from './template.ts'

export const community = defineKind<KubeObject>({
  ...communities,
  id: 'community',
  segment: 'communities',
  Icon: SellIcon,
  navigation: { admin: 54 },
  gate: 'bgp-pools',
  goKey: '',
  alsoCalled: ['metallb', 'bgp', 'community', 'large community'],
  needs: ['metallb'],
  home: usualNamespace,
  related: {
    list: [bgpAdvertisements],
    detail: [bgpAdvertisements],
    form: [communities, addressPools, ...advertisements, bgpPeers],
    removal: [bgpAdvertisements],
  },
  columns: [
    {
      id: 'aliases',
      header: 'community:column.aliases',
      Cell: AliasesCell,
      text: aliasesText,
      telling: true,
    },
    {
      id: 'advertisements',
      header: 'community:column.advertisements',
      Cell: AdvertisementsCell,
      text: (object, world) => advertisementsText({ object, world }),
      width: 260,
    },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: ['spec.communities[*].name', 'spec.communities[*].value'],
  template,
  // They stand in `kinds/checks.ts`.
  checks: [],
  dependants: (object, world) => advertisementsNaming(object, world).map(dependantOf),
})
