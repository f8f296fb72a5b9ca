/** The pods behind a port of a Service, as a trace asks for them. */
import type { EndpointSlice, Service } from '../../k8s/core.ts'
import type { EndpointFact, EndpointsOf } from '../../net/route/index.ts'
import { named } from '../lookups.ts'
import { allEndpointSlices, allServices } from '../related.ts'
import { byService } from '../service/endpoints.ts'
import type { World } from '../world.ts'

export function endpointsIn(world: World): EndpointsOf {
  return ({ namespace, name, port }) => {
    if ([allServices, allEndpointSlices].some((kind) => world.availability(kind) !== 'live')) return null
    const service = named<Service>(world, allServices, namespace, name)
    const wanted = service?.spec?.ports?.find((each) => each.port === port || each.name === port)
    if (wanted === undefined) return []
    return world
      .lookup<EndpointSlice>(allEndpointSlices, byService, `${namespace}/${name}`)
      .flatMap((slice) => factsOf(slice, wanted.name ?? ''))
  }
}

/** A slice has its ports under the names that the Service gives them. */
function factsOf({ endpoints = [], ports = [] }: EndpointSlice, name: string): readonly EndpointFact[] {
  const port = ports?.find((each) => (each.name ?? '') === name)?.port
  if (port === undefined) return []
  return (endpoints ?? []).flatMap(({ addresses, conditions, targetRef }) =>
    addresses.map((address) => ({
      address,
      port,
      pod: targetRef?.kind === 'Pod' ? (targetRef.name ?? '') : '',
      isReady: conditions?.ready ?? true,
    })),
  )
}
