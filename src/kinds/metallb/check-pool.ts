/** What is wrong, or will not work, with an IPAddressPool. */
import { isDns1123Subdomain } from '../../k8s/names.ts'
import type { Finding } from '../../manifest/finding.ts'
import type { Check } from '../kind.ts'
import { addressPools, advertisements, loadBalancerServices } from '../related.ts'
import type { World } from '../world.ts'
import { advertisementOf, announces, announcing } from './advertisement.ts'
import { namespaceCheck } from './check-namespace.ts'
import { overlapFindings } from './check-overlap.ts'
import { rangeFindings } from './check-ranges.ts'
import { finding, missing } from './finding.ts'
import { countedOf, familiesOf, holdersIn } from './holdings.ts'
import { addressesPath, type PoolView, poolOf } from './pool.ts'

type Rule = (pool: PoolView, world: World, beside: readonly unknown[]) => readonly Finding[]

const name: Rule = ({ name: given }) => nameFindings(given)

export function nameFindings(given: string): readonly Finding[] {
  const path = ['metadata', 'name']
  if (given === '') return [missing('name-missing', path)]
  return isDns1123Subdomain(given) ? [] : [finding('error', 'name-invalid', path)]
}

/** Addresses that nobody tells the network of reach nobody. */
const unannounced: Rule = (pool, world, beside) => {
  const isBeside = beside.some((each) => {
    const view = advertisementOf(each)
    return view !== null && announces(view, pool)
  })
  if (isBeside || advertisements.some((kind) => world.availability(kind) !== 'live')) return []
  return announcing(pool, world).length > 0 ? [] : [finding('warning', 'unannounced', ['spec'])]
}

/** A Service that requires both families gets them of one pool. */
const families: Rule = (pool, world) => {
  const { services, isCertain } = world.facts.stack
  const own = familiesOf(pool)
  if (services.length < 2 || !isCertain || own.length !== 1) return []
  const family = own[0] === 'IPv4' ? 'IPv6' : 'IPv4'
  return [finding('warning', 'one-family', addressesPath, { family })]
}

const full: Rule = (pool, world) => {
  const isSaved = world
    .list(addressPools)
    .some(({ metadata }) => metadata.name === pool.name && metadata.namespace === pool.namespace)
  if (!isSaved || world.availability(loadBalancerServices) !== 'live') return []
  const services = holdersIn(world, loadBalancerServices)
  return familiesOf(pool).flatMap((family) => {
    const { used, available } = countedOf(pool, family, services)
    return used > 0n && available <= 0n ? [finding('warning', 'full', addressesPath, { family })] : []
  })
}

const rules: readonly Rule[] = [name, rangeFindings, overlapFindings, unannounced, families, full]

export const poolChecks: readonly Check[] = [
  ...rules.map(
    (rule): Check =>
      (object, world, beside = []) =>
        rule(poolOf(object), world, beside),
  ),
  namespaceCheck,
]
