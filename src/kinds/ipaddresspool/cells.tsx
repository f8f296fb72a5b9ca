/** The cells of the list of address pools. */
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import type { ObjectProps } from '../kind.ts'
import { announcing, nodesOf, peerNamesOf, typesOf } from '../metallb/advertisement.ts'
import { type Counts, countsOf, familiesOf, holdersIn } from '../metallb/holdings.ts'
import { poolOf } from '../metallb/pool.ts'
import { advertisements, bgpPeers, loadBalancerServices, nodes } from '../related.ts'
import type { World } from '../world.ts'

const areRead = (world: World) =>
  advertisements.every((kind) => ['live', 'stale'].includes(world.availability(kind)))

export function typeText(object: KubeObject, world: World): string {
  const types = typesOf(announcing(poolOf(object), world))
  return types.length > 0 ? types.join(', ') : areRead(world) ? 'not announced' : ''
}

export function TypeCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('ipaddresspool')
  const types = typesOf(announcing(poolOf(object), world))
  if (types.length > 0) return types.join(', ')
  return areRead(world) ? <State tone="warning">{t('unannounced')}</State> : '–'
}

export const addressesText = (object: KubeObject) => poolOf(object).texts.join(', ')

export function AddressesCell({ object }: ObjectProps) {
  const text = addressesText(object)
  return (
    <span title={text}>
      <Mono>{text || '–'}</Mono>
    </span>
  )
}

function countsIn(object: KubeObject, world: World): readonly Counts[] {
  const pool = poolOf(object)
  return familiesOf(pool).map((family) =>
    countsOf(object, pool, family, holdersIn(world, loadBalancerServices)),
  )
}

/** A number of 19 digits says no more than that nobody will use them up. */
const countText = (count: bigint) =>
  count < 1_000_000n ? String(count) : `~10^${count.toString().length - 1}`

export const usedText = (object: KubeObject, world: World) =>
  countsIn(object, world)
    .map(({ used, available }) => `${countText(used)} / ${countText(available)}`)
    .join(', ')

export function usedShare(object: KubeObject, world: World): number | null {
  const shares = countsIn(object, world).map(({ used, available }) => {
    const all = Number(used + available)
    return all <= 0 ? 0 : Number(used) / all
  })
  return shares.length === 0 ? null : Math.max(...shares)
}

export function UsedCell({ object, world }: ObjectProps) {
  const isFull = countsIn(object, world).some(({ used, available }) => used > 0n && available <= 0n)
  const text = <Mono>{usedText(object, world) || '–'}</Mono>
  return isFull ? <State tone="warning">{text}</State> : text
}

export function nodesText(object: KubeObject, world: World): string {
  return nodesOf(announcing(poolOf(object), world), world)
    .map(({ metadata }) => metadata.name)
    .join(', ')
}

export function NodesCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('ipaddresspool')
  const all = announcing(poolOf(object), world)
  if (all.length === 0) return '–'
  if (all.some(({ view }) => view.nodeSelectors.length === 0)) return t('allNodes')
  const text = nodesText(object, world)
  if (text !== '') return <Mono>{text}</Mono>
  return world.availability(nodes) === 'live' ? <State tone="warning">{t('noNode')}</State> : '–'
}

export const peersText = (object: KubeObject, world: World) =>
  peerNamesOf(announcing(poolOf(object), world), world).join(', ')

export function PeersCell({ object, world }: ObjectProps) {
  const names = peerNamesOf(announcing(poolOf(object), world), world)
  const { namespace } = object.metadata
  if (names.length === 0) return '–'
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && ', '}
      <ObjectLink reference={{ group: bgpPeers.group, kind: bgpPeers.kind, namespace, name }} />
    </span>
  ))
}
