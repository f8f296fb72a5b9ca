/** The cells of the list of bridge networks. */
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import type { ObjectProps } from '../kind.ts'
import { interfaceNote, viewOf } from './spec.ts'

export function CardCell({ object }: ObjectProps) {
  return <Mono>{interfaceNote(object) || '–'}</Mono>
}

export function readyText(object: unknown): string {
  const { ready, nodes } = viewOf(object)
  if (ready === undefined) return 'unknown'
  return ready
    ? 'ready'
    : `not ready ${nodes
        .filter(({ isReady }) => !isReady)
        .map(({ node }) => node)
        .join(' ')}`
}

export function ReadyCell({ object }: ObjectProps) {
  const { t } = useTranslation('providernetwork')
  const { ready, nodes } = viewOf(object)
  if (ready === undefined) return <State tone="unknown">{t('unsaid')}</State>
  if (ready) return <State tone="good">{t('readyOn', { count: nodes.length })}</State>
  const failing = nodes.filter(({ isReady }) => !isReady).map(({ node }) => node)
  return (
    <span title={failing.join(', ')}>
      <State tone="danger">
        {t('notReadyOn')} <Mono>{failing.join(', ')}</Mono>
      </State>
    </span>
  )
}

export function NamesCell({ names }: { names: readonly string[] }) {
  const text = names.join(', ')
  return text === '' ? (
    '–'
  ) : (
    <span title={text}>
      <Mono>{text}</Mono>
    </span>
  )
}

export const VlansCell = ({ object }: ObjectProps) => <NamesCell names={viewOf(object).vlans} />
export const ExcludedCell = ({ object }: ObjectProps) => <NamesCell names={viewOf(object).excluded} />
