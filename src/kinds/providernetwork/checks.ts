/** What is wrong, or will not work, with a bridge network. */
import type { Path } from '../../k8s/fieldpath.ts'
import { isDns1123Subdomain } from '../../k8s/names.ts'
import type { Finding } from '../../manifest/finding.ts'
import { findingsOf } from '../findings.ts'
import type { Check } from '../kind.ts'
import { named } from '../lookups.ts'
import { nodes, providerNetworks, subnets, vlans } from '../related.ts'
import { cardsOf } from '../subnet/space.ts'
import { viewOf as subnetOf } from '../subnet/spec.ts'
import { viewOf as vlanOf } from '../vlan/spec.ts'
import type { World } from '../world.ts'
import { cardOn, customPath, defaultInterfacePath, excludePath, type NetworkView, viewOf } from './spec.ts'

type Rule = (network: NetworkView, world: World) => readonly Finding[]

export const { finding, missing, refusal } = findingsOf(
  'providernetwork',
  (id) => `providernetwork:check.${id}`,
)

const name: Rule = ({ name: given }, world) => {
  const path = ['metadata', 'name']
  if (given === '') return [missing('name-missing', path)]
  if (!isDns1123Subdomain(given)) return [finding('error', 'name-invalid', path)]
  // The bridge on each node is called `br-` and this, and Linux takes fifteen characters.
  if (given.length <= 12 || named(world, providerNetworks, '', given) !== undefined) return []
  return [refusal('name-long', path, { length: given.length })]
}

/** Linux: at most fifteen characters, no slash, no space. */
const isCard = (text: string) => /^[^/\s]{1,15}$/.test(text)

const cards: Rule = ({ card, custom }) => [
  ...(card === ''
    ? [missing('card-missing', defaultInterfacePath)]
    : isCard(card)
      ? []
      : [finding('error', 'card-invalid', defaultInterfacePath)]),
  ...custom.flatMap((each, index): readonly Finding[] => {
    const at = [...customPath, index]
    return [
      ...(each.card === ''
        ? [missing('card-missing', [...at, 'interface'])]
        : isCard(each.card)
          ? []
          : [finding('error', 'card-invalid', [...at, 'interface'])]),
      ...(each.nodes.length === 0 ? [missing('nodes-missing', [...at, 'nodes'])] : []),
    ]
  }),
]

/** A node has one network card in it, and none where it is left out. */
const twice: Rule = ({ custom, excluded }) =>
  custom.flatMap((each, index) =>
    each.nodes.flatMap((node) => {
      const path = [...customPath, index, 'nodes']
      const before = custom.slice(0, index).find((other) => other.nodes.includes(node))
      if (before !== undefined) return [finding('error', 'node-twice', path, { node, card: before.card })]
      return excluded.includes(node) ? [finding('warning', 'node-excluded', path, { node })] : []
    }),
  )

const unknown: Rule = ({ custom, excluded }, world) => {
  if (world.availability(nodes) !== 'live') return []
  const strange = (list: readonly string[], path: Path) =>
    list
      .filter((node) => named(world, nodes, '', node) === undefined)
      .map((node) => finding('warning', 'node-unknown', path, { node }))
  return [
    ...custom.flatMap((each, index) => strange(each.nodes, [...customPath, index, 'nodes'])),
    ...strange(excluded, excludePath),
  ]
}

/** A network card is bridged once. */
const shared: Rule = (network, world) => {
  const others = world
    .list(providerNetworks)
    .map(viewOf)
    .filter((each) => each.name !== network.name)
  const found = new Map<string, Finding>()
  for (const node of world.list(nodes)) {
    const card = cardOn(network, node)
    if (card === '') continue
    const other = others.find((each) => cardOn(each, node) === card)
    if (other === undefined || found.has(`${other.name} ${card}`)) continue
    const index = network.custom.findIndex((each) => each.nodes.includes(node.metadata.name))
    const path = index < 0 ? defaultInterfacePath : [...customPath, index, 'interface']
    const values = { card, node: node.metadata.name, other: other.name }
    found.set(`${other.name} ${card}`, finding('error', 'card-shared', path, values))
  }
  return [...found.values()]
}

/** Pods there are not bridged: they reach neither the physical network nor pods on other nodes. */
const excludedPods: Rule = ({ name: own, excluded }, world) => {
  const ofNetwork = world
    .list(vlans)
    .map(vlanOf)
    .filter(({ provider }) => provider === own)
    .map((each) => each.name)
  const found = world
    .list(subnets)
    .map(subnetOf)
    .filter(({ vlan }) => vlan !== '' && ofNetwork.includes(vlan))
  const running = found.flatMap(({ name: subnet }) => cardsOf(subnet, world).filter(({ pod }) => pod !== ''))
  return excluded.flatMap((node) => {
    const count = running.filter((card) => card.node === node).length
    return count === 0 ? [] : [finding('warning', 'excluded-pods', excludePath, { node, count })]
  })
}

const nobody: Rule = (network, world) => {
  const all = world.list(nodes)
  if (all.length === 0 || all.some((node) => cardOn(network, node) !== '')) return []
  return network.card === '' ? [] : [finding('warning', 'no-node', excludePath)]
}

const fixed: Rule = (network, world) => {
  const found = network.name === '' ? undefined : named(world, providerNetworks, '', network.name)
  const saved = found === undefined ? '' : viewOf(found).card
  return saved === '' || saved === network.card
    ? []
    : [refusal('card-fixed', defaultInterfacePath, { card: saved })]
}

export const checks: readonly Check[] = [
  name,
  cards,
  twice,
  unknown,
  shared,
  excludedPods,
  nobody,
  fixed,
].map(
  (rule): Check =>
    (object, world) =>
      rule(viewOf(object), world),
)
