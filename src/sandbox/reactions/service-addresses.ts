/** Every cluster address of a Service is an IPAddress object, which belongs to it. */

import type { Service } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { services } from './collections.ts'
import {
  type Change,
  objectOf,
  type Place,
  placeOf,
  type Reaction,
  type World,
  type Write,
} from './reaction.ts'

interface IPAddress extends KubeObject {
  readonly spec?: { readonly parentRef?: { readonly namespace?: string; readonly name?: string } }
}

const ipAddresses = { group: 'networking.k8s.io', plural: 'ipaddresses' }

const byService = {
  of: ipAddresses,
  keys: ({ spec }: IPAddress) => [`${spec?.parentRef?.namespace ?? ''}/${spec?.parentRef?.name ?? ''}`],
}

export const serviceAddresses: Reaction = {
  name: 'ipallocator.k8s.io',
  watches: [services],
  subjects(change: Change): readonly Place[] {
    const service = objectOf(change)
    return service === null ? [] : [placeOf(service)]
  },
  react({ namespace, name }: Place, world: World): readonly Write[] {
    const addresses = (world.get<Service>(services, { namespace, name })?.spec?.clusterIPs ?? []).filter(
      (address) => address !== 'None',
    )
    const known = world.by<IPAddress>(byService, `${namespace}/${name}`)
    return [
      ...known
        .filter(({ metadata }) => !addresses.some((address) => address === metadata.name))
        .map((object): Write => ({ verb: 'delete', object })),
      ...addresses
        .filter((address) => !known.some(({ metadata }) => metadata.name === address))
        .map((address): Write => ({ verb: 'create', object: ipAddress(address, { namespace, name }) })),
    ]
  },
}

function ipAddress(address: string, service: Place) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IPAddress',
    metadata: {
      name: address,
      labels: {
        'ipaddress.kubernetes.io/ip-family': address.includes(':') ? 'IPv6' : 'IPv4',
        'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io',
      },
    },
    spec: { parentRef: { resource: 'services', ...service } },
  }
}
