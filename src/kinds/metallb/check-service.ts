/** Whether MetalLB can give a Service the pool, or the address, that it asks for. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Finding } from '../../manifest/finding.ts'
import { type Address, formatAddress, parseAddress } from '../../net/address.ts'
import type { Check } from '../kind.ts'
import { addressPools, allServices } from '../related.ts'
import type { World } from '../world.ts'
import { finding } from './finding.ts'
import { countedOf, familiesOf, holdersIn, holdingsOf } from './holdings.ts'
import { offers, type PoolView, poolOf } from './pool.ts'
import { type Wish, wishOf } from './wish.ts'

export const serviceCheck: Check = (object, world) => {
  const wish = wishOf(object)
  if (wish === null || world.availability(addressPools) !== 'live') return []
  const pools = world.list(addressPools).map(poolOf)
  // Whoever has no pools has another load balancer.
  if (pools.length === 0) return []
  return [
    ...wish.addresses.flatMap((text) => ofAddress(text, wish, pools, world)),
    ...ofPool(wish, pools, world),
  ]
}

function ofAddress(text: string, wish: Wish, pools: readonly PoolView[], world: World): readonly Finding[] {
  const path = wish.addressPath
  const address = parseAddress(text)
  if (address === null) return [finding('error', 'service-address', path, { text })]
  const pool = pools.find((each) => offers(each, address))
  if (pool === undefined) return [finding('warning', 'service-address-unknown', path, { text })]
  if (wish.pool !== '' && pool.name !== wish.pool)
    return [
      finding('warning', 'service-address-elsewhere', path, { text, pool: pool.name, wanted: wish.pool }),
    ]
  const holder = holderOf(address, wish, world)
  if (holder === undefined) return []
  const values = { text, name: `${holder.metadata.namespace ?? ''}/${holder.metadata.name}` }
  return [finding('warning', 'service-address-held', path, values)]
}

const sharingKeys = ['metallb.io/allow-shared-ip', 'metallb.universe.tf/allow-shared-ip']
const sharingOf = (annotations: Readonly<Record<string, string>>) =>
  sharingKeys.map((key) => annotations[key] ?? '').find(Boolean) ?? ''

/** Services that name the same key share an address. */
function holderOf(address: Address, wish: Wish, world: World): KubeObject | undefined {
  const text = formatAddress(address)
  const key = sharingOf(wish.annotations)
  return holdingsOf(holdersIn(world, allServices))
    .filter((each) => formatAddress(each.address) === text)
    .map(({ service }) => service)
    .filter(({ metadata }) => metadata.name !== wish.name || metadata.namespace !== wish.namespace)
    .find(({ metadata }) => key === '' || sharingOf(metadata.annotations ?? {}) !== key)
}

function ofPool(wish: Wish, pools: readonly PoolView[], world: World): readonly Finding[] {
  const pool = pools.find(({ name }) => name === wish.pool)
  // That it is not there is said with what else is checked of a Service.
  if (pool === undefined) return []
  if (pool.namespaces.length > 0 && wish.namespace !== '' && !pool.namespaces.includes(wish.namespace)) {
    const values = { pool: pool.name, namespaces: pool.namespaces.join(', ') }
    return [finding('warning', 'service-pool-namespace', wish.poolPath, values)]
  }
  const services = holdersIn(world, allServices)
  const hasOne = holdingsOf(services).some(
    ({ service: { metadata }, address }) =>
      metadata.name === wish.name && metadata.namespace === wish.namespace && offers(pool, address),
  )
  const families = familiesOf(pool)
  const isFull =
    families.length > 0 && families.every((family) => countedOf(pool, family, services).available <= 0n)
  return hasOne || !isFull
    ? []
    : [finding('warning', 'service-pool-full', wish.poolPath, { pool: pool.name })]
}
