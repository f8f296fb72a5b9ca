/** The cells of the list of Subnets, and the same on the page of one. */

import { useTranslation } from 'react-i18next'
import type { Condition } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { countText } from '../../ui/count-text.ts'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import type { ObjectProps } from '../kind.ts'
import type { World } from '../world.ts'
import { countsOf } from './count.ts'
import { projectsOf, viewOf } from './spec.ts'

export const cidrText = (object: unknown) => viewOf(object).parts.join(', ')

export function CidrCell({ object }: ObjectProps) {
  return <Mono>{cidrText(object) || '–'}</Mono>
}

export function gatewayText(object: unknown): string {
  const { vlan, gatewayType } = viewOf(object)
  return vlan === '' ? gatewayType : 'physical'
}

export function GatewayCell({ object }: ObjectProps) {
  const { t } = useTranslation('subnet')
  const type = gatewayText(object)
  return ['distributed', 'centralized', 'physical'].includes(type) ? (
    t(`gatewayType.${type}`)
  ) : (
    <Mono>{type}</Mono>
  )
}

export function usageText(object: unknown, family: 'v4' | 'v6'): string {
  const { used, available } = countsOf(object, family)
  return used === null ? '' : `${used} / ${available ?? ''}`
}

function UsageCell({ object, family }: ObjectProps & { family: 'v4' | 'v6' }) {
  const { t, i18n } = useTranslation('subnet')
  const { used, available } = countsOf(object, family)
  if (used === null || available === null) return '–'
  const text = `${countText(used, i18n.language)} / ${countText(available, i18n.language)}`
  return available === 0n ? (
    <span title={t('exhausted')}>
      <State tone="danger">{text}</State>
    </span>
  ) : (
    text
  )
}

export const V4Cell = (props: ObjectProps) => <UsageCell {...props} family="v4" />
export const V6Cell = (props: ObjectProps) => <UsageCell {...props} family="v6" />

export function assignedText(object: unknown, { projectLabel }: World): string {
  return [...projectsOf(object, projectLabel), ...viewOf(object).namespaces].join(', ')
}

export function AssignedCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('subnet')
  const text = assignedText(object, world)
  if (text !== '')
    return (
      <span title={text}>
        <Mono>{text}</Mono>
      </span>
    )
  return viewOf(object).isDefault ? t('everybodyElse') : '–'
}

export function conditionsOf(object: unknown): readonly Condition[] {
  return asList(asFields(asFields(object).status).conditions).map(
    (each) => asFields(each) as unknown as Condition,
  )
}

/** What Kube-OVN says of it; Calico's say nothing. */
export function readinessOf(object: unknown): { state: 'ready' | 'failed' | 'unknown'; message: string } {
  const conditions = conditionsOf(object)
  const ready = conditions.find(({ type }) => type === 'Ready')
  const fault = conditions.find(({ type, status }) => type === 'Error' && status === 'True')
  if (ready === undefined && fault === undefined) return { state: 'unknown', message: '' }
  if (fault === undefined && ready?.status === 'True') return { state: 'ready', message: '' }
  return {
    state: 'failed',
    message: asString(fault?.message) || asString(ready?.message) || asString(ready?.reason),
  }
}

export function ReadyCell({ object }: ObjectProps) {
  const { t } = useTranslation('subnet')
  const { state, message } = readinessOf(object)
  if (state === 'unknown') return '–'
  return (
    <span title={message}>
      <State tone={state === 'ready' ? 'good' : 'danger'}>
        {t(state === 'ready' ? 'ready' : 'notReady')}
        {message !== '' && `: ${message}`}
      </State>
    </span>
  )
}

export function VlanCell({ object }: ObjectProps) {
  const { vlan } = viewOf(object)
  return vlan === '' ? '–' : <Mono>{vlan}</Mono>
}

export function DefaultCell({ object }: ObjectProps) {
  const { t } = useTranslation('subnet')
  return viewOf(object).isDefault ? t('isDefault') : '–'
}

export function NatCell({ object }: ObjectProps) {
  const { t } = useTranslation('subnet')
  return t(viewOf(object).spec.natOutgoing === true ? 'on' : 'off')
}
