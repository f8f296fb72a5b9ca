/** What is wrong, or will not work, with a BGPPeer. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import { parseAddress } from '../../net/address.ts'
import type { Check } from '../kind.ts'
import { named } from '../lookups.ts'
import { bfdProfiles, bgpPeers, nodes } from '../related.ts'
import type { World } from '../world.ts'
import { selectorsPath } from './advertisement.ts'
import { bfdOf } from './bfd.ts'
import { namespaceCheck } from './check-namespace.ts'
import { nameFindings } from './check-pool.ts'
import { finding, missing } from './finding.ts'
import { asKind, type PeerView, peerOf } from './peer.ts'
import { selectedBy } from './pool.ts'

type Rule = (peer: PeerView, world: World, beside: readonly unknown[]) => readonly Finding[]

const at = (field: string): Path => ['spec', field]
const isGiven = (value: unknown) => value !== undefined && value !== null && value !== ''

const numbers: Rule = ({ spec }) => [
  ...numberFindings('myASN', spec.myASN),
  ...(isGiven(spec.dynamicASN) ? dynamic(spec) : numberFindings('peerASN', spec.peerASN)),
]

function numberFindings(field: 'myASN' | 'peerASN', value: unknown): readonly Finding[] {
  if (!isGiven(value) || value === 0) return [missing(`${field}-missing`, at(field))]
  const kind = asKind(value)
  if (kind === null) return [finding('error', 'asn-range', at(field))]
  return kind === 'reserved' ? [finding('warning', 'asn-reserved', at(field), { number: Number(value) })] : []
}

function dynamic({ peerASN }: PeerView['spec']): readonly Finding[] {
  return isGiven(peerASN) && peerASN !== 0 ? [finding('error', 'asn-both', at('dynamicASN'))] : []
}

const external: Rule = ({ spec: { myASN, peerASN, ebgpMultiHop } }) => {
  if (asKind(myASN) === null || asKind(peerASN) === null) return []
  if (myASN !== peerASN) return [finding('info', 'ebgp', at('peerASN'))]
  return ebgpMultiHop === true ? [finding('error', 'multihop-ibgp', at('ebgpMultiHop'))] : []
}

const addresses: Rule = ({ spec: { peerAddress, sourceAddress, interface: card } }) => {
  const hasAddress = isGiven(peerAddress)
  if (!hasAddress && !isGiven(card)) return [missing('peer-address-missing', at('peerAddress'))]
  if (hasAddress && isGiven(card)) return [finding('error', 'address-and-interface', at('interface'))]
  const peer = parseAddress(asString(peerAddress))
  const own = parseAddress(asString(sourceAddress))
  return [
    ...(hasAddress && peer === null ? [finding('error', 'no-address', at('peerAddress'))] : []),
    ...(isGiven(sourceAddress) && own === null ? [finding('error', 'no-address', at('sourceAddress'))] : []),
    ...(peer !== null && own !== null && peer.family !== own.family
      ? [finding('error', 'other-family', at('sourceAddress'), { family: peer.family })]
      : []),
  ]
}

const port: Rule = ({ spec: { peerPort: value } }) => {
  if (value === undefined || value === null) return []
  const isPort = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 16_384
  return isPort ? [] : [finding('error', 'port-range', at('peerPort'))]
}

const router: Rule = ({ spec: { routerID } }) => {
  if (!isGiven(routerID)) return []
  return parseAddress(asString(routerID))?.family === 'IPv4'
    ? []
    : [finding('error', 'router-id', at('routerID'))]
}

/** Seconds of what Go writes as `1m30s`; `null` where it is none. */
export function secondsOf(text: string): number | null {
  if (!/^(\d+(\.\d+)?(h|m|s|ms))+$/.test(text)) return null
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)].reduce(
    (sum, [, amount = '', unit = '']) => sum + Number(amount) * (units[unit] ?? 0),
    0,
  )
}

const times: Rule = ({ spec: { holdTime, keepaliveTime } }) => {
  const [hold, keep] = [secondsOf(asString(holdTime)), secondsOf(asString(keepaliveTime))]
  return [
    ...(isGiven(holdTime) && (hold === null || (hold !== 0 && hold < 3))
      ? [finding('error', 'hold-time', at('holdTime'))]
      : []),
    ...(hold !== null && keep !== null && hold > 0 && keep >= hold
      ? [finding('error', 'keepalive', at('keepaliveTime'))]
      : []),
  ]
}

const password: Rule = ({ spec: { password: own, passwordSecret } }) =>
  isGiven(own) && asString(asFields(passwordSecret).name) !== ''
    ? [finding('error', 'password-both', at('password'))]
    : []

const noNodes: Rule = ({ nodeSelectors }, world) => {
  const all = world.list(nodes)
  if (nodeSelectors.length === 0 || world.availability(nodes) !== 'live' || all.length === 0) return []
  return selectedBy(nodeSelectors, all).length > 0 ? [] : [finding('warning', 'peer-no-nodes', selectorsPath)]
}

const profile: Rule = ({ namespace, spec }, world, beside) => {
  const name = asString(spec.bfdProfile)
  if (name === '' || world.availability(bfdProfiles) !== 'live') return []
  const isBeside = beside.some(
    (each) => asFields(each).kind === bfdProfiles.kind && bfdOf(each).name === name,
  )
  if (isBeside || named(world, bfdProfiles, namespace, name) !== undefined) return []
  return [finding('warning', 'bfd-unknown', at('bfdProfile'), { name })]
}

/** Two sessions of one node with one address take turns in closing each other. */
const twice: Rule = (peer, world) => {
  if (peer.address === '') return []
  const own = new Set(selectedBy(peer.nodeSelectors, world.list(nodes)))
  const other = world
    .list(bgpPeers)
    .map(peerOf)
    .find(
      (each) =>
        (each.name !== peer.name || each.namespace !== peer.namespace) &&
        each.address === peer.address &&
        each.port === peer.port &&
        asString(each.spec.vrf) === asString(peer.spec.vrf) &&
        selectedBy(each.nodeSelectors, world.list(nodes)).some((node) => own.has(node)),
    )
  return other === undefined
    ? []
    : [finding('warning', 'peer-twice', at('peerAddress'), { name: other.name })]
}

const rules: readonly Rule[] = [
  ({ name }) => nameFindings(name),
  ...[numbers, external, addresses, port, router, times, password, profile, noNodes, twice],
]

export const peerChecks: readonly Check[] = [
  ...rules.map(
    (rule): Check =>
      (object, world, beside = []) =>
        rule(peerOf(object), world, beside),
  ),
  namespaceCheck,
]
