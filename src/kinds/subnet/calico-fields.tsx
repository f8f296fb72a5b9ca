/** How Calico carries the packets of a subnet between nodes, and in which pools nodes get its addresses. */
import { Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../ui/fields/choice.tsx'
import { useForm } from '../../ui/fields/context.ts'
import { poolingOf } from './block-size.ts'
import {
  type Encapsulation,
  encapsulationKey,
  encapsulationOf,
  encapsulations,
  withEncapsulation,
} from './changes.ts'
import { protocolOf, viewOf } from './spec.ts'

export function CalicoFields() {
  const { t } = useTranslation('subnet')
  const { manifest, edit } = useForm()
  const { protocol, mode } = encapsulationOf(manifest.value)
  const { blocks } = viewOf(manifest.value)
  const own = blocks.find(({ address }) => address.family === 'IPv4')
  const pooling = own === undefined ? null : poolingOf(own.length)
  const isDual = protocolOf(blocks) === 'Dual'
  const key = encapsulationKey[protocol]
  return (
    <>
      <Typography variant="body2" color="textSecondary" data-testid="pooling">
        {pooling === null
          ? t('poolsNone')
          : t('pools', { size: pooling.blockSize, hosts: pooling.hosts, addresses: pooling.addresses })}
      </Typography>
      <Choice
        path={['spec']}
        holds="map"
        label={t('encapsulation')}
        help={t('encapsulationHelp')}
        value={protocol}
        onChange={(next) => edit((current) => withEncapsulation(current, next as Encapsulation, mode))}
        options={encapsulations.map((value) => ({
          value,
          label: t(`encapsulations.${value}`),
          disabled: value === 'IPIP' && isDual,
          help: value === 'IPIP' && isDual ? t('ipipDual') : undefined,
        }))}
      />
      {key !== '' && (
        <Choice
          path={['spec', key]}
          label={t('encapsulationMode')}
          help={null}
          value={mode}
          onChange={(next) => edit((current) => withEncapsulation(current, protocol, next))}
          options={(['Always', 'CrossSubnet'] as const).map((value) => ({
            value,
            label: t(`encapsulationModes.${value}`),
            help: t(`encapsulationModeHelp.${value}`),
          }))}
        />
      )}
    </>
  )
}
