/** The endpoints of a Service, from its EndpointSlices. */
import type { EndpointSlice, Service } from '../../k8s/core.ts'
import type { Index } from '../../k8s/objectset.ts'
import { endpointSlices } from '../related.ts'
import type { World } from '../world.ts'

export interface ServiceEndpoint {
  readonly address: string
  readonly ready: boolean
  readonly terminating: boolean
  readonly node: string | undefined
  readonly zone: string | undefined
  readonly pod: string | undefined
}

/** By namespace and name of the Service that a slice is for. */
export const byService: Index<EndpointSlice> = {
  keysOf: ({ metadata }) => {
    const name = metadata.labels?.['kubernetes.io/service-name']
    return name === undefined ? [] : `${metadata.namespace ?? ''}/${name}`
  },
}

/** One entry an address; a dual-stack pod has two. A missing `ready` counts as ready, as the API has it. */
export function endpointsOf(service: Pick<Service, 'metadata'>, world: World): readonly ServiceEndpoint[] {
  const key = `${service.metadata.namespace ?? ''}/${service.metadata.name}`
  const slices = world.lookup(endpointSlices, byService, key)
  return slices.flatMap((slice) =>
    (slice.endpoints ?? []).flatMap((endpoint) =>
      endpoint.addresses.map((address) => ({
        address,
        ready: endpoint.conditions?.ready ?? true,
        terminating: endpoint.conditions?.terminating ?? false,
        node: endpoint.nodeName,
        zone: endpoint.zone,
        pod: endpoint.targetRef?.kind === 'Pod' ? endpoint.targetRef.name : undefined,
      })),
    ),
  )
}

/** How many backends are ready, each pod counted once: ready means on all of its addresses and ports. */
export function readiness(endpoints: readonly ServiceEndpoint[]): { ready: number; total: number } {
  const backends = new Map<string, boolean>()
  for (const endpoint of endpoints) {
    const backend = endpoint.pod ?? endpoint.address
    backends.set(backend, (backends.get(backend) ?? true) && endpoint.ready)
  }
  return { ready: [...backends.values()].filter(Boolean).length, total: backends.size }
}
