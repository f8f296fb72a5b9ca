/** On which network cards it listens, and which nodes that keep others away take its pods all the same. */

import { Box, MenuItem, Select } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { readAt } from '../../../manifest/manifest.ts'
import { useForm } from '../../../ui/fields/context.ts'
import { useControl } from '../../../ui/fields/control.ts'
import { FoldedSection } from '../../../ui/fields/section.tsx'
import { Rows, RowText } from '../../alb/rows.tsx'
import { configAt } from '../../alb/spec.ts'
import type { FormProps } from '../../kind.ts'
import { nicsIn, type Toleration, tolerationsIn, withNics, withTolerations } from '../changes.ts'
import { nicPath, tolerationPath, viewOf } from '../spec.ts'
import { TextToggle } from './certificate-fields.tsx'
import '../../alb/words.ts'

export function PlacementSection({ world }: FormProps) {
  const { t } = useTranslation('alb')
  const { manifest } = useForm()
  const { config } = viewOf(manifest.value)
  const tolerations = tolerationPath(world.labelDomain)
  const set = [config.bindNIC, config.enableIPV6, readAt(manifest, tolerations)]
  return (
    <FoldedSection
      title={t('section.placement')}
      count={set.filter((each) => each !== undefined).length}
      paths={[nicPath, configAt('enableIPV6'), tolerations]}
    >
      <NicsField />
      <TextToggle field="enableIPV6" />
      <TolerationsField world={world} />
    </FoldedSection>
  )
}

function NicsField() {
  const { t } = useTranslation('alb')
  const { manifest, edit } = useForm()
  const label = (index: number) => t('nicNumber', { number: index + 1 })
  return (
    <Rows<string>
      path={nicPath}
      label={t('nics')}
      help={t('nicsHelp')}
      addLabel={t('addNic')}
      rowLabel={label}
      newRow={() => ''}
      rows={nicsIn(readAt(manifest, nicPath))}
      onChange={(nics) => edit((current) => withNics(current, nics))}
    >
      {(nic, change, index) => (
        <RowText path={nicPath} label={label(index)} value={nic} placeholder="eth0" onText={change} />
      )}
    </Rows>
  )
}

function TolerationsField({ world }: FormProps) {
  const { t } = useTranslation('alb')
  const { manifest, edit } = useForm()
  const path = tolerationPath(world.labelDomain)
  return (
    <Rows<Toleration>
      path={path}
      label={t('tolerations')}
      help={t('tolerationsHelp')}
      addLabel={t('addToleration')}
      rowLabel={(index) => t('tolerationNumber', { number: index + 1 })}
      newRow={() => ({ key: '', operator: 'Equal', value: '', effect: 'NoSchedule', fields: {} })}
      rows={tolerationsIn(readAt(manifest, path))}
      onChange={(list) => edit((current) => withTolerations(current, path, list))}
    >
      {(toleration, change, index) => (
        <TolerationRow path={path} toleration={toleration} onChange={change} number={index + 1} />
      )}
    </Rows>
  )
}

interface RowProps {
  readonly path: ReturnType<typeof tolerationPath>
  readonly toleration: Toleration
  readonly onChange: (next: Toleration) => void
  readonly number: number
}

function TolerationRow({ path, toleration, onChange, number }: RowProps) {
  const { t } = useTranslation('alb')
  const { key, operator, value, effect } = toleration
  return (
    <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
      <RowText
        path={path}
        label={t('toleration.key', { number })}
        value={key}
        placeholder="node-role.kubernetes.io/infra"
        onText={(next) => onChange({ ...toleration, key: next.trim() })}
      />
      <OneOf
        path={path}
        label={t('toleration.operator', { number })}
        value={operator}
        options={['Equal', 'Exists']}
        onChange={(next) => onChange({ ...toleration, operator: next })}
      />
      <RowText
        path={path}
        label={t('toleration.value', { number })}
        value={operator === 'Exists' ? '' : value}
        disabled={operator === 'Exists'}
        placeholder={t('toleration.valueHint')}
        onText={(next) => onChange({ ...toleration, value: next.trim() })}
      />
      <OneOf
        path={path}
        label={t('toleration.effect', { number })}
        value={effect}
        options={['NoSchedule', 'PreferNoSchedule', 'NoExecute', '']}
        onChange={(next) => onChange({ ...toleration, effect: next })}
      />
    </Box>
  )
}

function OneOf(props: {
  readonly path: RowProps['path']
  readonly label: string
  readonly value: string
  readonly options: readonly string[]
  readonly onChange: (value: string) => void
}) {
  const { t } = useTranslation('alb')
  const control = useControl(props.path)
  const options = props.options.includes(props.value) ? props.options : [...props.options, props.value]
  return (
    <Select
      {...control}
      fullWidth
      displayEmpty
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
      SelectDisplayProps={{ 'aria-label': props.label }}
    >
      {options.map((each) => (
        <MenuItem key={each} value={each}>
          {each === '' ? t('toleration.any') : each}
        </MenuItem>
      ))}
    </Select>
  )
}
