/** What is wrong, or will not work, with an IPPool. */
import { isDns1123Subdomain } from '../../k8s/names.ts'
import { parseAddress } from '../../net/address.ts'
import type { Check } from '../kind.ts'
import { named } from '../lookups.ts'
import { ipPools, namespaces, subnets } from '../related.ts'
import { viewOf as subnetOf } from '../subnet/spec.ts'
import { addressRules } from './check-addresses.ts'
import { finding, missing, type Rule, refusal } from './finding.ts'
import { countsOf, ipsPath, namespacesPath, subnetPath, viewOf } from './spec.ts'

/** The annotation of pods that names a pool may hold addresses instead. */
const name: Rule = ({ name: given }) => {
  const path = ['metadata', 'name']
  if (given === '') return [missing('name-missing', path)]
  if (parseAddress(given) !== null) return [refusal('name-address', path)]
  return isDns1123Subdomain(given) ? [] : [finding('error', 'name-invalid', path)]
}

const subnet: Rule = ({ subnet: given, of, saved }, world) => {
  if (given === '') return [missing('subnet-missing', subnetPath)]
  const before = saved === undefined ? given : viewOf(saved).subnet
  if (before !== given) return [refusal('subnet-fixed', subnetPath, { name: before })]
  return of === undefined && world.availability(subnets) === 'live'
    ? [finding('warning', 'subnet-unknown', subnetPath, { name: given })]
    : []
}

const unknownNamespaces: Rule = (pool, world) => {
  if (world.availability(namespaces) !== 'live') return []
  return pool.namespaces.flatMap((namespace, index) =>
    named(world, namespaces, '', namespace) === undefined
      ? [finding('warning', 'namespace-unknown', [...namespacesPath, index], { namespace })]
      : [],
  )
}

const full: Rule = ({ saved }) =>
  (['v4', 'v6'] as const).flatMap((family) => {
    const { used, available } = countsOf(saved, family)
    if (used === null || used === 0n || available !== 0n) return []
    return [finding('warning', 'full', ipsPath, { family: family === 'v4' ? 'IPv4' : 'IPv6' })]
  })

const rules: readonly Rule[] = [name, subnet, ...addressRules, unknownNamespaces, full]

export const checks: readonly Check[] = rules.map(
  (rule): Check =>
    (object, world) => {
      const view = viewOf(object)
      const saved = view.name === '' ? undefined : named(world, ipPools, '', view.name)
      const of = view.subnet === '' ? undefined : named(world, subnets, '', view.subnet)
      return rule({ ...view, of: of === undefined ? undefined : subnetOf(of), saved }, world)
    },
)
