/** The cells of the list of VLANs. */
import { useTranslation } from 'react-i18next'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import type { ObjectProps } from '../kind.ts'
import { providerNetworks } from '../related.ts'
import { viewOf } from './spec.ts'

export const idText = (object: unknown) => String(viewOf(object).id ?? '')

export function IdCell({ object }: ObjectProps) {
  return <Mono>{idText(object) || '–'}</Mono>
}

export function ProviderCell({ object }: ObjectProps) {
  const { provider: name } = viewOf(object)
  return name === '' ? (
    '–'
  ) : (
    <ObjectLink reference={{ group: providerNetworks.group, kind: providerNetworks.kind, name }} />
  )
}

export function ConflictCell({ object }: ObjectProps) {
  const { t } = useTranslation('vlan')
  return viewOf(object).hasConflict ? <State tone="danger">{t('conflict')}</State> : t('noConflict')
}

export function SubnetsCell({ object }: ObjectProps) {
  const text = viewOf(object).subnets.join(', ')
  return text === '' ? (
    '–'
  ) : (
    <span title={text}>
      <Mono>{text}</Mono>
    </span>
  )
}
