/** The cells of the Service list that need more than a text. */
import { Box, Tooltip } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Service } from '../../k8s/core.ts'
import { formatMap } from '../../k8s/selector.ts'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { useText } from '../../ui/text.ts'
import type { ObjectProps } from '../kind.ts'
import { endpointSlices } from '../related.ts'
import type { World } from '../world.ts'
import { endpointsOf, readiness } from './endpoints.ts'
import { externalAddress } from './external-address.ts'
import { protocolName } from './protocols.ts'
import { targetsSelected } from './target.ts'

type Props = ObjectProps<Service>

export function TypeCell({ object }: Props) {
  const { t } = useTranslation('service')
  return object.spec?.clusterIP === 'None' ? t('typeHeadless') : (object.spec?.type ?? 'ClusterIP')
}

export function ClusterIpCell({ object }: Props) {
  const { clusterIPs = [], clusterIP } = object.spec ?? {}
  const all = clusterIPs.length > 0 ? clusterIPs : clusterIP === undefined ? [] : [clusterIP]
  const shown = all.filter((address) => address !== 'None' && address !== '')
  return shown.length === 0 ? (
    '–'
  ) : (
    <span title={shown.join(', ')}>
      <Mono>{shown[0]}</Mono>
      {shown.length > 1 && ` +${shown.length - 1}`}
    </span>
  )
}

export function ExternalIpCell({ object, world }: Props) {
  const { t } = useTranslation('service')
  const text = useText()
  const { addresses, pending } = externalAddress(object, world)
  if (pending !== undefined) {
    const reason = t('pendingBecause', { reason: text(pending) })
    return (
      <span title={reason}>
        <State tone="waiting">{reason}</State>
      </span>
    )
  }
  return addresses.length === 0 ? (
    '–'
  ) : (
    <span title={addresses.join(', ')}>
      <Mono>{addresses.join(', ')}</Mono>
    </span>
  )
}

export function portsText(service: Service): string {
  return (service.spec?.ports ?? [])
    .map((port) => `${port.port}${port.nodePort ? `:${port.nodePort}` : ''}/${protocolName(port)}`)
    .join(', ')
}

export function PortsCell({ object }: Props) {
  const text = portsText(object)
  return text === '' ? (
    '–'
  ) : (
    <span title={text}>
      <Mono>{text}</Mono>
    </span>
  )
}

/** The workloads a Service is for, else its selector as text. */
export function targetText(service: Service, world: World): string {
  const selector = service.spec?.selector ?? {}
  const selected = targetsSelected(world, service.metadata.namespace ?? '', selector)
  return selected.length > 0 ? selected.map(({ name }) => name).join(', ') : formatMap(selector)
}

/** How many of the pods behind it are ready. */
export function TargetCell({ object, world }: Props) {
  const { t } = useTranslation('service')
  const target = targetText(object, world)
  if (object.spec?.type === 'ExternalName') return '–'
  const { ready, total } = readiness(endpointsOf(object, world))
  const known = world.availability(endpointSlices) === 'live'
  const tone = total === 0 ? 'warning' : ready === total ? 'good' : ready === 0 ? 'danger' : 'warning'
  const count = total === 0 ? t('noEndpoints') : t('readyOf', { ready, total })
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 1, maxWidth: '100%' }}>
      {known && (
        <Tooltip title={count}>
          <Box component="span" sx={{ flexShrink: 0 }}>
            <State tone={tone}>{total === 0 ? '0' : `${ready}/${total}`}</State>
          </Box>
        </Tooltip>
      )}
      <Box component="span" title={target} sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {target === '' ? t('noSelector') : <Mono>{target}</Mono>}
      </Box>
    </Box>
  )
}
