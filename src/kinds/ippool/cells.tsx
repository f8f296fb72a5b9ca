/** The cells of the list of IPPools. */
import { useTranslation } from 'react-i18next'
import { countText } from '../../ui/count-text.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import type { ObjectProps } from '../kind.ts'
import { subnets } from '../related.ts'
import { countsOf, viewOf } from './spec.ts'

export function SubnetCell({ object }: ObjectProps) {
  const { subnet: name } = viewOf(object)
  return name === '' ? '–' : <ObjectLink reference={{ group: subnets.group, kind: subnets.kind, name }} />
}

export const ipsText = (object: unknown) => viewOf(object).texts.join(', ')
export const namespacesText = (object: unknown) => viewOf(object).namespaces.join(', ')

export const IpsCell = ({ object }: ObjectProps) => <Whole text={ipsText(object)} />

export function NamespacesCell({ object }: ObjectProps) {
  const { t } = useTranslation('ippool')
  const text = namespacesText(object)
  return text === '' ? t('byName') : <Whole text={text} />
}

/** What does not fit is told on hover. */
function Whole({ text }: { text: string }) {
  return text === '' ? (
    '–'
  ) : (
    <span title={text}>
      <Mono>{text}</Mono>
    </span>
  )
}

export function usageText(object: unknown, family: 'v4' | 'v6'): string {
  const { used, available } = countsOf(object, family)
  return used === null || available === null ? '' : `${used} / ${available}`
}

function UsageCell({ object, family }: ObjectProps & { family: 'v4' | 'v6' }) {
  const { t, i18n } = useTranslation('ippool')
  const { used, available } = countsOf(object, family)
  if (used === null || available === null) return '–'
  const text = `${countText(used, i18n.language)} / ${countText(available, i18n.language)}`
  if (available > 0n) return text
  return (
    <span title={t('exhausted')}>
      <State tone="danger">{text}</State>
    </span>
  )
}

export const V4Cell = (props: ObjectProps) => <UsageCell {...props} family="v4" />
export const V6Cell = (props: ObjectProps) => <UsageCell {...props} family="v6" />
