/** Keeps the EndpointSlices of Services with a selector: the pods it selects, family by family, port by port. */
import { matchesMap } from '../../../k8s/selector.ts'
import { endpointSlices, nodes, pods, services } from '../collections.ts'
import { type Pod, podsByNode } from '../pods/pod.ts'
import {
  type Change,
  type Index,
  isIn,
  type Place,
  placeOf,
  type Reaction,
  type World,
  type Write,
} from '../reaction.ts'
import {
  type Endpoint,
  endpointOf,
  type Family,
  type PublishedService,
  portsOf,
  type SlicePort,
} from './endpoint.ts'
import { type Group, type Slice, serviceOf, sliceWrites } from './slices.ts'

const podsByLabel: Index<Pod> = { of: pods, keys: (pod) => pairsOf(pod, pod.metadata.labels ?? {}) }

/** By one pair of the selector, which every pod that it selects has among its labels. */
const servicesByPair: Index<PublishedService> = {
  of: services,
  keys: (service) =>
    pairsOf(service, service.spec?.selector ?? {})
      .sort()
      .slice(0, 1),
}

const slicesByService: Index<Slice> = {
  of: endpointSlices,
  keys(slice) {
    const service = serviceOf(slice)
    return service === null ? [] : [`${slice.metadata.namespace ?? ''}/${service}`]
  },
}

export const endpointSliceController: Reaction = {
  name: 'endpointslice-controller',
  watches: [services, pods, endpointSlices, nodes],
  subjects(change: Change, world: World): readonly Place[] {
    const both = [change.previous, change.current].flatMap((each) => each ?? [])
    if (isIn(change, services)) return both.slice(0, 1).map(placeOf)
    if (isIn(change, pods)) return unique(both.flatMap((pod) => selecting(pod, world)))
    if (isIn(change, nodes)) {
      const zones = both.map(({ metadata }) => metadata.labels?.['topology.kubernetes.io/zone'] ?? '')
      if (zones.length === 2 && zones[0] === zones[1]) return []
      const own = both.slice(0, 1).flatMap(({ metadata }) => world.by(podsByNode, metadata.name))
      return unique(own.flatMap((pod) => selecting(pod, world)))
    }
    const names = both.flatMap((slice) => serviceOf(slice) ?? [])
    const { namespace = '' } = both[0]?.metadata ?? {}
    return [...new Set(names)].map((name) => ({ namespace, name }))
  },
  react(place: Place, world: World): readonly Write[] {
    const known = world.by(slicesByService, `${place.namespace}/${place.name}`)
    const service = world.get<PublishedService>(services, place)
    if (service === null) return known.map((object) => ({ verb: 'delete', object }))
    const { selector = {}, type } = service.spec ?? {}
    const isOurs = Object.keys(selector).length > 0 && type !== 'ExternalName'
    if (!isOurs || service.metadata.deletionTimestamp !== undefined) return []
    const staying = known.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    return sliceWrites(service, groupsOf(service, world), staying)
  },
}

function groupsOf(service: PublishedService, world: World): readonly Group[] {
  const selected = selectedBy(service, world)
  return familiesOf(service).flatMap((family) => {
    const groups = new Map<string, { readonly ports: readonly SlicePort[]; readonly endpoints: Endpoint[] }>()
    for (const pod of selected) {
      const endpoint = endpointOf(service, pod, family, world)
      if (endpoint === null) continue
      const ports = portsOf(service, pod)
      const key = JSON.stringify(ports)
      const group = groups.get(key) ?? { ports, endpoints: [] }
      group.endpoints.push(endpoint)
      groups.set(key, group)
    }
    if (groups.size === 0) return [{ family, ports: [], endpoints: [] }]
    return [...groups.values()].map((group) => ({ family, ...group }))
  })
}

function selectedBy({ metadata, spec }: PublishedService, world: World): readonly Pod[] {
  const selector = spec?.selector ?? {}
  const pairs = pairsOf({ metadata }, selector)
  const [rarest = ''] = [...pairs].sort((a, b) => world.count(podsByLabel, a) - world.count(podsByLabel, b))
  const found = world.by(podsByLabel, rarest)
  return pairs.length < 2 ? found : found.filter((pod) => matchesMap(selector, pod.metadata.labels))
}

function selecting(pod: Pod, world: World): readonly Place[] {
  const labels = pod.metadata.labels ?? {}
  return pairsOf(pod, labels)
    .flatMap((pair) => world.by(servicesByPair, pair))
    .filter(({ spec }) => matchesMap(spec?.selector ?? {}, labels))
    .map(placeOf)
}

function pairsOf(
  { metadata: { namespace = '' } }: Pick<PublishedService, 'metadata'>,
  labels: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(labels).map(([key, value]) => `${namespace} ${key}=${value}`)
}

function familiesOf({ spec }: PublishedService): readonly Family[] {
  const { ipFamilies = [], clusterIP = '' } = spec ?? {}
  const families = ipFamilies.filter((each) => each === 'IPv4' || each === 'IPv6')
  return families.length > 0 ? families : [clusterIP.includes(':') ? 'IPv6' : 'IPv4']
}

function unique(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [`${place.namespace}/${place.name}`, place])).values()]
}
