/** What else has addresses that a pool would give away. */
import { asFields, asList, asString } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import { parseAddress } from '../../net/address.ts'
import { type AddressRange, overlap, parseRange } from '../../net/range.ts'
import { addressPools, nodes, serviceNetworks, subnets } from '../related.ts'
import type { World } from '../world.ts'
import { finding } from './finding.ts'
import { addressesPath, type PoolView, poolOf } from './pool.ts'

interface Taken {
  /** Of the finding. */
  readonly id: 'overlap-pool' | 'overlap-subnet' | 'overlap-services' | 'overlap-node' | 'overlap-pods'
  readonly name: string
  readonly text: string
  readonly range: AddressRange
}

export function overlapFindings(pool: PoolView, world: World): readonly Finding[] {
  const taken = takenIn(pool, world)
  return pool.texts.flatMap((text, index) => {
    const range = parseRange(text)
    if (range === null) return []
    const met = taken.filter((each) => overlap(each.range, range))
    // One of a sort says enough.
    const ids = [...new Set(met.map(({ id }) => id))]
    return ids.flatMap((id) => {
      const found = met.find((each) => each.id === id)
      if (found === undefined) return []
      return [finding('error', id, [...addressesPath, index], { text, name: found.name, other: found.text })]
    })
  })
}

function takenIn(pool: PoolView, world: World): readonly Taken[] {
  return [
    ...world.list(addressPools).flatMap((object) => {
      const { name, namespace, texts } = poolOf(object)
      const isOwn = name === pool.name && namespace === pool.namespace
      return isOwn ? [] : takenBy('overlap-pool', name, texts)
    }),
    ...world.list(subnets).flatMap(({ metadata: { name }, ...object }) => {
      const { cidrBlock } = asFields(asFields(object).spec)
      return takenBy('overlap-subnet', name, asString(cidrBlock).split(','))
    }),
    ...world
      .list(serviceNetworks)
      .flatMap((object) =>
        takenBy(
          'overlap-services',
          object.metadata.name,
          asList(asFields(asFields(object).spec).cidrs).map(asString),
        ),
      ),
    ...world.list(nodes).flatMap((object) => {
      const { spec, status } = asFields(object)
      const { podCIDR, podCIDRs } = asFields(spec)
      const { name } = object.metadata
      const own = asList(asFields(status).addresses)
        .map((each) => asString(asFields(each).address))
        .filter((text) => parseAddress(text) !== null)
      const pods = asList(podCIDRs).length > 0 ? asList(podCIDRs) : [podCIDR]
      return [
        ...takenBy('overlap-node', name, own),
        ...takenBy('overlap-pods', name, pods.map(asString).filter(Boolean)),
      ]
    }),
  ]
}

function takenBy(id: Taken['id'], name: string, texts: readonly string[]): readonly Taken[] {
  return texts.flatMap((text) => {
    const range = parseRange(text.trim())
    return range === null ? [] : [{ id, name, text: text.trim(), range }]
  })
}
