/** The cells of the list of BGP peers. */
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import type { ObjectProps } from '../kind.ts'
import { peerOf, standingOf } from '../metallb/peer.ts'
import { selectedBy } from '../metallb/pool.ts'
import { bgpSessions, nodes } from '../related.ts'
import type { World } from '../world.ts'

export const addressText = (object: unknown) => peerOf(object).address

export function AddressCell({ object }: ObjectProps) {
  const { address, port } = peerOf(object)
  return (
    <>
      <Mono>{address || '–'}</Mono> {port !== 179 && <Mono quiet>:{port}</Mono>}
    </>
  )
}

export const numberText = (value: unknown) => (typeof value === 'number' ? String(value) : '')

export function PeerNumberCell({ object }: ObjectProps) {
  const { peerASN, dynamicASN } = peerOf(object).spec
  return <Mono>{numberText(peerASN) || String(dynamicASN ?? '–')}</Mono>
}

export function OwnNumberCell({ object }: ObjectProps) {
  return <Mono>{numberText(peerOf(object).spec.myASN) || '–'}</Mono>
}

export function MultiHopCell({ object }: ObjectProps) {
  const { t } = useTranslation('bgppeer')
  return t(peerOf(object).isMultiHop ? 'on' : 'off')
}

export function sessionsText(object: unknown, world: World): string {
  const { up, all } = standingOf(peerOf(object), world)
  return all === 0 ? '' : `${up} / ${all} established`
}

export function SessionsCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('bgppeer')
  const { up, all } = standingOf(peerOf(object), world)
  if (all === 0) {
    return world.availability(bgpSessions) === 'absent' ? <span title={t('notKept')}>–</span> : '–'
  }
  const tone = up === all ? 'good' : up === 0 ? 'danger' : 'warning'
  return <State tone={tone}>{t('established', { up, all })}</State>
}

export function nodesText(object: unknown, world: World): string {
  return selectedBy(peerOf(object).nodeSelectors, world.list<KubeObject>(nodes))
    .map(({ metadata }) => metadata.name)
    .join(', ')
}

export function NodesCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('bgppeer')
  if (peerOf(object).nodeSelectors.length === 0) return t('allNodes')
  const text = nodesText(object, world)
  if (text !== '') return <Mono>{text}</Mono>
  return world.availability(nodes) === 'live' ? <State tone="warning">{t('noNode')}</State> : '–'
}
