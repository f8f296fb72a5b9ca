/** A pool whose name and addresses are still to be said, and what announces it. */

import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { advertisementOf, type PoolType } from '../metallb/advertisement.ts'

type Context = Readonly<Record<'namespace', string>>

export function template({ namespace }: Context): object {
  return {
    apiVersion: 'metallb.io/v1beta1',
    kind: 'IPAddressPool',
    metadata: { name: '', namespace },
    spec: { addresses: [''], avoidBuggyIPs: true },
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
  const { name, namespace } = asFields(asFields(pool).metadata)
  const view = advertisementOf(candidate)
  const isOfName = view !== null && view.name === asString(name) && view.namespace === asString(namespace)
  return isOfName && asList(view.pools).includes(view.name)
}

export const companionsOf = (pool: KubeObject, candidates: readonly KubeObject[]) =>
  candidates.filter((each) => goesWith(pool, each))
