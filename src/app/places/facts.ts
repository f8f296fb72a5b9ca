/** What is known of a cluster as a whole: at once what discovery tells; the rest where somebody asks for it. */
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type ClusterFacts, factsOf, noFacts } from '../../k8s/cluster/facts.ts'
import { type ObjectSign, readingKey, signsToRead } from '../../k8s/cluster/parts.ts'
import type { StackObjects } from '../../k8s/cluster/stack.ts'
import type { Discovery } from '../../k8s/discovery.ts'
import { resourcePath } from '../../k8s/resource.ts'
import { asFields, asList } from '../../k8s/shape.ts'
import { StatusError } from '../../k8s/status.ts'
import { parts } from '../../kinds/components.ts'
import { discoveryQuery, useDiscovery } from '../api/queries.ts'
import { request } from '../api/request.ts'
import { Slots } from '../api/slots.ts'
import { within } from '../api/within.ts'

const patienceMilliseconds = 10_000
/** What is installed changes seldom. */
const freshMilliseconds = 5 * 60_000
const slots = new Slots(2)

/** What was read, by `readingKey`; `null` where it was refused or failed. */
interface Readings {
  readonly objects: ReadonlyMap<string, readonly unknown[] | null>
  readonly stack: StackObjects
}

export interface KnownFacts {
  readonly facts: ClusterFacts
  /** Whether all that can be known is; before, what only objects tell is unknown. */
  readonly isRead: boolean
  readonly readAgain: () => unknown
}

/** The objects that tell more than discovery does. All who ask share the answer. */
export function readingsQuery(cluster: string) {
  return queryOptions({
    queryKey: ['facts', cluster],
    queryFn: async ({ signal, client }) =>
      read(cluster, await client.ensureQueryData(discoveryQuery(cluster)), signal),
    staleTime: freshMilliseconds,
    refetchInterval: freshMilliseconds,
    gcTime: freshMilliseconds,
    retry: false,
    // It holds a Map, and is compared with nothing.
    structuralSharing: false,
  })
}

/** `isAsked`: whether more is to be read than discovery tells. */
export function useClusterFacts(cluster: string, isAsked = true): KnownFacts {
  const { data: discovery } = useDiscovery(cluster)
  const query = useQuery({ ...readingsQuery(cluster), enabled: isAsked && discovery !== undefined })
  const { data: readings, refetch } = query
  const facts = useMemo(() => factsFrom(discovery, readings), [discovery, readings])
  return { facts, isRead: readings !== undefined, readAgain: refetch }
}

/** The same of several clusters; those that are not asked have told nothing. */
export function useFactsOf(
  clusters: readonly { readonly name: string; readonly isAsked: boolean }[],
): readonly Pick<KnownFacts, 'facts' | 'isRead'>[] {
  const discoveries = useQueries({
    queries: clusters.map(({ name, isAsked }) => ({ ...discoveryQuery(name), enabled: isAsked })),
  })
  const readings = useQueries({
    queries: clusters.map(({ name, isAsked }, index) => ({
      ...readingsQuery(name),
      enabled: isAsked && discoveries[index]?.data !== undefined,
    })),
  })
  return clusters.map((_, index) => ({
    facts: factsFrom(discoveries[index]?.data, readings[index]?.data),
    isRead: readings[index]?.data !== undefined,
  }))
}

const unasked = noFacts(parts)

export function factsFrom(discovery: Discovery | undefined, readings: Readings | undefined): ClusterFacts {
  if (discovery === undefined) return unasked
  return factsOf(parts, {
    discovery,
    objects: (sign) => readings?.objects.get(readingKey(sign)) ?? null,
    stack: readings?.stack ?? null,
  })
}

async function read(cluster: string, discovery: Discovery, signal: AbortSignal): Promise<Readings> {
  const ask = (path: string, query: Readonly<Record<string, string>> = {}, accept?: string) =>
    slots.run(
      () =>
        within(
          patienceMilliseconds,
          cluster,
          (ended) => objectsAt(cluster, path, query, ended, accept),
          signal,
        ),
      signal,
    )
  const bySign = signsToRead(parts, discovery).map(
    async (sign): Promise<[string, readonly unknown[] | null]> => {
      const { path, query } = questionOf(sign, discovery)
      return [
        readingKey(sign),
        await ask(path, query, sign.versionAt === undefined ? undefined : metadataAlone),
      ]
    },
  )
  const core = { group: '', version: 'v1' }
  const serviceNetworks = discovery.find('networking.k8s.io', 'ServiceCIDR')
  const [objects, nodes, serviceCidrs, ownService] = await Promise.all([
    Promise.all(bySign),
    // A few of them tell as much as thousands.
    ask(resourcePath({ ...core, plural: 'nodes' }), { limit: '20' }),
    serviceNetworks === null ? null : ask(resourcePath(serviceNetworks)),
    ask(resourcePath({ ...core, plural: 'services' }, { namespace: 'default', name: 'kubernetes' })),
  ])
  return { objects: new Map(objects), stack: { nodes, serviceCidrs, ownService: ownService?.[0] } }
}

/** Definitions are large, and all that is asked of them stands in their metadata. */
const metadataAlone = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=1,application/json'

function questionOf(sign: ObjectSign, discovery: Discovery) {
  const { namespace, name } = sign
  const type = discovery.findPlural(sign.group, sign.plural) ?? sign
  const isOne = name !== undefined && namespace === undefined && !('namespaced' in type && type.namespaced)
  if (isOne) return { path: resourcePath(type, { name }), query: {} }
  // What is not there is an empty list: of a 404 the browser's console would tell on every page.
  return {
    path: resourcePath(type, { namespace }),
    query: name === undefined ? {} : { fieldSelector: `metadata.name=${name}` },
  }
}

/** The object at a path, or the items of the list; `null` where it cannot be told. */
async function objectsAt(
  cluster: string,
  path: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
  accept: string | undefined,
): Promise<readonly unknown[] | null> {
  try {
    const { body } = await request<unknown>(cluster, path, {
      ...(Object.keys(query).length > 0 && { query: { ...query } }),
      signal,
      ...(accept !== undefined && { accept }),
    })
    const { items } = asFields(body)
    return items === undefined ? [body] : asList(items)
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    return error.code === 404 ? [] : null
  }
}
