/** The cells of the list of BFD profiles. */
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'
import type { ObjectProps } from '../kind.ts'
import { type BfdNumber, bfdNumber, bfdOf, detectionTime, peersWith } from '../metallb/bfd.ts'
import type { World } from '../world.ts'

/** What is not written is shown as what then holds. */
export function numberText(object: unknown, field: BfdNumber): string {
  const unit = field.endsWith('Interval') ? ' ms' : ''
  return `${bfdNumber(bfdOf(object), field)}${unit}`
}

export const detectionText = (object: unknown) => `${detectionTime(bfdOf(object))} ms`

export function ModeCell({ object }: ObjectProps) {
  const { t } = useTranslation('bfdprofile')
  return t(bfdOf(object).isPassive ? 'passive' : 'active')
}

export const peersText = (object: unknown, world: World) =>
  peersWith(bfdOf(object), world)
    .map(({ metadata }) => metadata.name)
    .join(', ')

export function PeersCell({ object, world }: ObjectProps) {
  const text = peersText(object, world)
  return text === '' ? '–' : <Mono>{text}</Mono>
}
