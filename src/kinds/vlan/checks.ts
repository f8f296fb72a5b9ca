/** What is wrong, or will not work, with a Vlan. */
import { isDns1123Subdomain } from '../../k8s/names.ts'
import type { Finding } from '../../manifest/finding.ts'
import { findingsOf } from '../findings.ts'
import type { Check } from '../kind.ts'
import { named } from '../lookups.ts'
import { providerNetworks, vlans } from '../related.ts'
import type { World } from '../world.ts'
import { idPath, providerPath, type VlanView, viewOf } from './spec.ts'

type Rule = (vlan: VlanView, world: World) => readonly Finding[]

export const { finding, missing, refusal } = findingsOf('vlan', (id) => `vlan:check.${id}`)

const name: Rule = ({ name: given }) => {
  const path = ['metadata', 'name']
  if (given === '') return [missing('name-missing', path)]
  return isDns1123Subdomain(given) ? [] : [finding('error', 'name-invalid', path)]
}

const number: Rule = ({ id }) => {
  if (id === undefined || id === null || id === '') return [missing('id-missing', idPath)]
  return typeof id === 'number' && Number.isInteger(id) && id >= 0 && id <= 4095
    ? []
    : [finding('error', 'id-range', idPath)]
}

/** Traffic without a tag never collides. */
const conflict: Rule = ({ name: own, id, provider }, world) => {
  if (typeof id !== 'number' || id === 0 || provider === '') return []
  const other = world
    .list(vlans)
    .map(viewOf)
    .find((each) => each.name !== own && each.id === id && each.provider === provider)
  return other === undefined
    ? []
    : [finding('error', 'conflict', idPath, { id, provider, other: other.name })]
}

const provider: Rule = ({ provider: given }, world) => {
  if (given === '') return [missing('provider-missing', providerPath)]
  if (world.availability(providerNetworks) !== 'live') return []
  return named(world, providerNetworks, '', given) === undefined
    ? [finding('warning', 'provider-unknown', providerPath, { name: given })]
    : []
}

/** The bridges are there already, and Kube-OVN does not tag them anew. */
const fixed: Rule = (vlan, world) => {
  const found = vlan.name === '' ? undefined : named(world, vlans, '', vlan.name)
  if (found === undefined) return []
  const saved = viewOf(found)
  return [
    ...(saved.id !== vlan.id ? [refusal('id-fixed', idPath, { id: String(saved.id ?? '') })] : []),
    ...(saved.provider !== vlan.provider
      ? [refusal('provider-fixed', providerPath, { name: saved.provider })]
      : []),
  ]
}

export const checks: readonly Check[] = [name, number, conflict, provider, fixed].map(
  (rule): Check =>
    (object, world) =>
      rule(viewOf(object), world),
)
