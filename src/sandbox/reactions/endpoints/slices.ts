/** Sorts endpoints into slices, each endpoint into the one it is in already, so that little has to be written. */
import { isDeepStrictEqual } from 'node:util'
import { lettersOf } from '../digest.ts'
import type { Manifest, Write } from '../reaction.ts'
import type { Endpoint, Family, PublishedService, SlicePort } from './endpoint.ts'

export interface Slice extends Manifest {
  readonly addressType: Family | 'FQDN'
  readonly endpoints?: readonly Endpoint[] | null
  readonly ports?: readonly SlicePort[] | null
}

/** Endpoints that have the same ports and addresses of one family. */
export interface Group {
  readonly family: Family
  readonly ports: readonly SlicePort[]
  readonly endpoints: readonly Endpoint[]
}

const serviceLabel = 'kubernetes.io/service-name'
const managerLabel = 'endpointslice.kubernetes.io/managed-by'
export const manager = 'endpointslice-controller.k8s.io'
const most = 100

/** The Service that a slice of this controller belongs to. */
export function serviceOf({ metadata: { labels = {} } }: Pick<Manifest, 'metadata'>): string | null {
  return labels[managerLabel] === manager ? (labels[serviceLabel] ?? null) : null
}

export function sliceWrites(
  service: PublishedService,
  groups: readonly Group[],
  known: readonly Slice[],
): readonly Write[] {
  const kept = new Set<Slice>()
  const writes = groups.flatMap((group) => {
    const own = known.filter((slice) => isOf(slice, group))
    return placed(service, group, own, kept)
  })
  const gone = known.filter((slice) => !kept.has(slice))
  return [...writes, ...gone.map((object): Write => ({ verb: 'delete', object }))]
}

function isOf(slice: Slice, { family, ports }: Group): boolean {
  return slice.addressType === family && isDeepStrictEqual(slice.ports ?? [], ports)
}

function placed(
  service: PublishedService,
  group: Group,
  own: readonly Slice[],
  kept: Set<Slice>,
): readonly Write[] {
  const rest = new Map(group.endpoints.map((endpoint) => [endpoint.targetRef?.uid ?? '', endpoint]))
  const filled = own.map((slice) => ({ slice, endpoints: takenOver(slice, rest) }))
  const left = [...rest.values()]
  for (const { endpoints } of filled) {
    if (endpoints.length > 0) endpoints.push(...left.splice(0, most - endpoints.length))
  }
  const writes: Write[] = []
  for (const { slice, endpoints } of filled) {
    // One slice stays, even where there is nothing to put into it.
    if (endpoints.length === 0) endpoints.push(...left.splice(0, most))
    const isLast = kept.size === 0 && group.endpoints.length === 0
    if (endpoints.length === 0 && !isLast) continue
    kept.add(slice)
    const wanted = sliceOf(service, slice.metadata.name, group, endpoints)
    if (!isSame(slice, wanted))
      writes.push({ verb: 'update', object: { ...wanted, metadata: joined(slice, wanted) } })
  }
  const hasOwn = filled.some(({ slice }) => kept.has(slice))
  const taken = new Set(own.map(({ metadata }) => metadata.name))
  for (let count = 0; left.length > 0 || (!hasOwn && count === 0); count += 1) {
    const name = nameOf(service, group, count, taken)
    taken.add(name)
    writes.push({ verb: 'create', object: sliceOf(service, name, group, left.splice(0, most)) })
  }
  return writes
}

/** What of a slice is still wanted, as it is now; taken out of `rest`. */
function takenOver(slice: Slice, rest: Map<string, Endpoint>): Endpoint[] {
  return (slice.endpoints ?? []).flatMap(({ targetRef }) => {
    const uid = targetRef?.uid ?? ''
    const endpoint = rest.get(uid)
    rest.delete(uid)
    return endpoint ?? []
  })
}

function isSame(slice: Slice, wanted: Slice): boolean {
  const shown = ({ metadata: { labels, ownerReferences }, endpoints }: Slice) => ({
    labels,
    ownerReferences,
    endpoints: endpoints ?? [],
  })
  return isDeepStrictEqual(shown(slice), JSON.parse(JSON.stringify(shown(wanted))))
}

function joined(slice: Slice, { metadata: { labels = {}, ownerReferences = [] } }: Slice): Slice['metadata'] {
  return { ...slice.metadata, labels, ownerReferences }
}

function nameOf(service: PublishedService, group: Group, count: number, taken: ReadonlySet<string>): string {
  const { name, uid = '' } = service.metadata
  for (let attempt = count; ; attempt += 1) {
    const letters = lettersOf(`${uid} ${group.family} ${JSON.stringify(group.ports)} ${attempt}`)
    const full = `${`${name}-`.slice(0, 58)}${letters}`
    if (!taken.has(full)) return full
  }
}

function sliceOf(
  service: PublishedService,
  name: string,
  { family, ports }: Group,
  endpoints: readonly Endpoint[],
): Slice {
  const { namespace = '', labels = {}, uid = '', name: serviceName } = service.metadata
  const { [headlessLabel]: _, ...own } = labels
  const headless = service.spec?.clusterIP === 'None' ? { [headlessLabel]: '' } : {}
  const owner = { apiVersion: 'v1', kind: 'Service', name: serviceName, uid }
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name,
      namespace,
      labels: { ...own, ...headless, [managerLabel]: manager, [serviceLabel]: serviceName },
      ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
    },
    addressType: family,
    endpoints,
    ports,
  }
}

const headlessLabel = 'service.kubernetes.io/headless'
