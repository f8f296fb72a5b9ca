/** What is wrong, or will not work, with a Subnet. */
import { isDns1123Subdomain } from '../../k8s/names.ts'
import type { Check } from '../kind.ts'
import { named } from '../lookups.ts'
import { namespaces, subnets, vpcs } from '../related.ts'
import { blockRules } from './check-block.ts'
import { exhaustionCheck } from './check-exhaustion.ts'
import { gatewayRules } from './check-gateway.ts'
import { inUseCheck } from './check-in-use.ts'
import { overlapRules } from './check-overlap.ts'
import { reservedRules } from './check-reserved.ts'
import { finding, missing, type Rule } from './finding.ts'
import { namespacesPath, variantOf, viewOf } from './spec.ts'

const name: Rule = ({ name: given, saved }, world) => {
  const path = ['metadata', 'name']
  if (given === '') return [missing('name-missing', path)]
  if (!isDns1123Subdomain(given)) return [finding('error', 'name-invalid', path)]
  return saved === undefined && named(world, vpcs, '', given) !== undefined
    ? [finding('error', 'name-vpc', path, { name: given })]
    : []
}

/** A namespace can have several subnets; one of them is then chosen at random. */
const assigned: Rule = (subnet, world) => {
  const others = world
    .list(subnets)
    .map(viewOf)
    .filter((each) => each.name !== subnet.name)
  return subnet.namespaces.flatMap((namespace, index) => {
    const path = [...namespacesPath, index]
    if (world.availability(namespaces) === 'live' && named(world, namespaces, '', namespace) === undefined)
      return [finding('warning', 'namespace-unknown', path, { namespace })]
    const other = others.find((each) => each.namespaces.includes(namespace))
    return other === undefined
      ? []
      : [finding('info', 'namespace-shared', path, { namespace, other: other.name })]
  })
}

const rules: readonly Rule[] = [
  name,
  ...blockRules,
  ...overlapRules,
  ...gatewayRules,
  ...reservedRules,
  assigned,
]

export const checks: readonly Check[] = [
  ...rules.map(
    (rule): Check =>
      (object, world) => {
        const view = viewOf(object)
        const found = view.name === '' ? undefined : named(world, subnets, '', view.name)
        const saved = found === undefined ? undefined : viewOf(found)
        return rule({ ...view, variant: variantOf(object, world), saved }, world)
      },
  ),
  exhaustionCheck,
  inUseCheck,
]
