/**
 * Who holds which addresses of a cluster, a row for each type that says so, with pages of its own or without.
 * Only code that itself comes late may import this.
 */
import { calicoBlocks, calicoPools } from './address-sources/calico.ts'
import {
  clusterConfiguration,
  serviceAddresses,
  serviceRanges,
  serviceRecords,
} from './address-sources/cluster.ts'
import {
  egressGateways,
  elasticAddresses,
  fixedAddresses,
  virtualAddresses,
} from './address-sources/kubeovn.ts'
import { nodeAddresses } from './address-sources/nodes.ts'
import { podAddresses, podRecords } from './address-sources/pods.ts'
import type { AddressSource } from './held-range.ts'
import { poolAddresses } from './ipaddresspool/addresses.ts'
import { subnetAddresses } from './subnet/addresses.ts'

export const addressSources: readonly AddressSource[] = [
  ...[clusterConfiguration, serviceRanges, subnetAddresses, poolAddresses, fixedAddresses],
  ...[calicoPools, calicoBlocks, nodeAddresses],
  ...[virtualAddresses, ...elasticAddresses, egressGateways],
  ...[serviceAddresses, serviceRecords, podRecords, podAddresses],
]
