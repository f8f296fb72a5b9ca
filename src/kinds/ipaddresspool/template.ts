/** A pool whose name and addresses are still to be said, and what announces it. */

import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { type Beginning, rangeParameter } from '../kind.ts'
import { advertisementOf, type PoolType } from '../metallb/advertisement.ts'

export function template({ namespace, given = {} }: Beginning): object {
  return {
    apiVersion: 'metallb.io/v1beta1',
    kind: 'IPAddressPool',
    metadata: { name: '', namespace },
    spec: { addresses: [given[rangeParameter] ?? ''], avoidBuggyIPs: true },
  }
}

export const kindOfType = { L2: 'L2Advertisement', BGP: 'BGPAdvertisement' } as const

export function advertisementTemplate(type: PoolType, namespace: string, name = ''): object {
  return {
    apiVersion: 'metallb.io/v1beta1',
    kind: kindOfType[type],
    metadata: { name, namespace },
    spec: { ipAddressPools: [name] },
  }
}

/** The advertisement that was made with a pool: of its name, and for it. */
export function goesWith(pool: unknown, candidate: unknown): boolean {
  const { name } = asFields(asFields(pool).metadata)
  const view = advertisementOf(candidate)
  return view !== null && view.name === asString(name) && view.pools.includes(view.name)
}

export const companionsOf = (pool: KubeObject, candidates: readonly KubeObject[]) =>
  candidates.filter((each) => goesWith(pool, each))
