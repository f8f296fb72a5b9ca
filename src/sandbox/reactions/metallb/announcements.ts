/** MetalLB's speakers: which node announces a Service's addresses, and a status object that says so. */
import type { KubeObject } from '../../../k8s/objects.ts'
import {
  addressPools,
  bgpAdvertisements,
  bgpPeers,
  bgpStatuses,
  endpointSlices,
  isOfSpec,
  l2Advertisements,
  l2Statuses,
  nodes,
  services,
} from '../collections.ts'
import { lettersOf } from '../digest.ts'
import { remark } from '../event.ts'
import { isNodeReady, type Node } from '../pods/pod.ts'
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
import { ensureStatus } from '../wanted.ts'
import { bgpAnnouncements, l2Announcement } from './advertisement.ts'
import { type BalancedService, balancedServices, isBalanced, metallbNamespace } from './service.ts'

interface Announcement extends KubeObject {
  readonly status?: { readonly node?: string }
}

const serviceLabel = 'metallb.io/service-name'
const namespaceLabel = 'metallb.io/service-namespace'

const byService = (of: Index<Announcement>['of']): Index<Announcement> => ({
  of,
  keys: ({ metadata: { labels = {} } }) => [`${labels[namespaceLabel] ?? ''}/${labels[serviceLabel] ?? ''}`],
})
const l2ByService = byService(l2Statuses)
const bgpByService = byService(bgpStatuses)

export const announcements: Reaction = {
  name: 'metallb-speaker',
  watches: [
    services,
    addressPools,
    l2Advertisements,
    bgpAdvertisements,
    bgpPeers,
    nodes,
    endpointSlices,
    l2Statuses,
    bgpStatuses,
  ],
  subjects(change: Change, world: World): readonly Place[] {
    const object = change.current ?? change.previous
    if (object === null) return []
    const { labels = {}, namespace = '' } = object.metadata
    if (isIn(change, services)) return isConcerned(change) ? [placeOf(object)] : []
    if (isIn(change, endpointSlices)) {
      const name = labels['kubernetes.io/service-name']
      const service = name === undefined ? null : world.get<BalancedService>(services, { namespace, name })
      return service !== null && isBalanced(service) ? [placeOf(service)] : []
    }
    if (isIn(change, l2Statuses) || isIn(change, bgpStatuses)) {
      return [{ namespace: labels[namespaceLabel] ?? '', name: labels[serviceLabel] ?? '' }]
    }
    const isIdle = isIn(change, nodes)
      ? offerOf(change.previous) === offerOf(change.current)
      : !isOfSpecOrLabels(change)
    return isIdle ? [] : world.by(balancedServices, '').map(placeOf)
  },
  react(place: Place, world: World): readonly Write[] {
    const service = world.get<BalancedService>(services, place)
    const isOurs = service !== null && isBalanced(service)
    const l2 = isOurs ? l2Announcement(service, world) : null
    const bgp = isOurs ? bgpAnnouncements(service, world) : new Map<string, readonly string[]>()
    const l2Wanted = new Map(
      l2 === null ? [] : [[l2.node, { interfaces: l2.interfaces.map((name) => ({ name })) }]],
    )
    const bgpWanted = new Map([...bgp].map(([node, peers]) => [node, { peers }]))
    const key = `${place.namespace}/${place.name}`
    return [
      ...statusObjects('ServiceL2Status', place, l2Wanted, world.by(l2ByService, key)),
      ...statusObjects('ServiceBGPStatus', place, bgpWanted, world.by(bgpByService, key)),
      ...(service === null ? [] : remarks(service, [...l2Wanted.keys()], 'layer2', world)),
      ...(service === null ? [] : remarks(service, [...bgpWanted.keys()], 'bgp', world)),
    ]
  },
}

function isConcerned({ previous, current }: Change): boolean {
  return [previous, current].some((each) => each !== null && isBalanced(each))
}

function isOfSpecOrLabels(change: Change): boolean {
  const [before, after] = [change.previous, change.current].map((each) =>
    JSON.stringify(each?.metadata.labels),
  )
  return isOfSpec(change) || before !== after
}

/** What of a node matters here. */
function offerOf(node: Node | null): string | null {
  return node === null ? null : JSON.stringify([isNodeReady(node), node.metadata.labels])
}

/** One object for each node that announces. A node never changes within one. */
function statusObjects(
  kind: 'ServiceL2Status' | 'ServiceBGPStatus',
  place: Place,
  wanted: ReadonlyMap<string, object>,
  known: readonly Announcement[],
): readonly Write[] {
  const nodeOf = ({ metadata }: Announcement) => metadata.labels?.['metallb.io/node'] ?? ''
  const gone = known.filter((each) => !wanted.has(nodeOf(each)))
  const writes = [...wanted].flatMap(([node, fields]) => {
    const status = { node, serviceName: place.name, serviceNamespace: place.namespace, ...fields }
    const found = known.find((each) => nodeOf(each) === node)
    if (found !== undefined) return ensureStatus(found, status)
    const object = { ...emptyStatus(kind, place, node), status }
    return [{ verb: 'create', object } as const, { verb: 'status', object } as const]
  })
  return [...gone.map((object): Write => ({ verb: 'delete', object })), ...writes]
}

function emptyStatus(kind: string, { namespace, name }: Place, node: string): KubeObject {
  const prefix = kind === 'ServiceL2Status' ? 'l2' : 'bgp'
  return {
    apiVersion: 'metallb.io/v1beta1',
    kind,
    metadata: {
      name: `${prefix}-${lettersOf(`${kind} ${namespace}/${name} ${node}`)}`,
      namespace: metallbNamespace,
      labels: { 'metallb.io/node': node, [serviceLabel]: name, [namespaceLabel]: namespace },
    },
  }
}

function remarks(
  service: BalancedService,
  announcing: readonly string[],
  protocol: string,
  world: World,
): readonly Write[] {
  return announcing.flatMap((node) => {
    const message = `announcing from node ${JSON.stringify(node)} with protocol ${JSON.stringify(protocol)}`
    const component = 'metallb-speaker'
    return remark(service, { type: 'Normal', reason: 'nodeAssigned', message, component }, world)
  })
}
