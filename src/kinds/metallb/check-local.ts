/** Whether a Service that takes only pods of the same node has one where its address is announced. */
import { asFields } from '../../k8s/shape.ts'
import type { Check } from '../kind.ts'
import { addressPools, advertisements, endpointSlices, nodes } from '../related.ts'
import { endpointsOf } from '../service/endpoints.ts'
import type { World } from '../world.ts'
import { announcing, nodesOf } from './advertisement.ts'
import { finding } from './finding.ts'
import { heldBy } from './holdings.ts'
import { offers, type PoolView, poolOf } from './pool.ts'
import { someOf } from './some-of.ts'
import { type Wish, wishOf } from './wish.ts'

const needed = [addressPools, ...advertisements, endpointSlices, nodes]

export const localCheck: Check = (object, world) => {
  const wish = wishOf(object)
  if (wish === null || asFields(asFields(object).spec).externalTrafficPolicy !== 'Local') return []
  if (needed.some((kind) => world.availability(kind) !== 'live')) return []
  const pods = new Set(
    endpointsOf({ metadata: wish }, world).flatMap(({ ready, node }) => (ready && node ? [node] : [])),
  )
  const announced = poolsFor(object, wish, world).flatMap((pool) => nodesOf(announcing(pool, world), world))
  const names = [...new Set(announced.map(({ metadata }) => metadata.name))]
  if (pods.size === 0 || names.length === 0 || names.some((name) => pods.has(name))) return []
  const values = { pods: someOf([...pods].sort()), nodes: someOf(names.sort()) }
  return [finding('warning', 'service-local-elsewhere', ['spec', 'externalTrafficPolicy'], values)]
}

/** Those that its address is from or, as long as it has none, may be from. */
function poolsFor(object: unknown, wish: Wish, world: World): readonly PoolView[] {
  const pools = world.list(addressPools).map(poolOf)
  const own = heldBy(object)
  if (own.length > 0) return pools.filter((pool) => own.some((address) => offers(pool, address)))
  if (wish.pool !== '') return pools.filter(({ name }) => name === wish.pool)
  return pools.filter(({ autoAssign }) => autoAssign)
}
