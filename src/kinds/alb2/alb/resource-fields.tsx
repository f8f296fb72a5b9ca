/** How much a load balancer may use, how many of it run, and where. */

import { Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setAt } from '../../../manifest/manifest.ts'
import { Choice } from '../../../ui/fields/choice.tsx'
import { useForm } from '../../../ui/fields/context.ts'
import { Row, Section } from '../../../ui/fields/section.tsx'
import { NumberInput, TextInput } from '../../../ui/fields/text-input.tsx'
import { Mono } from '../../../ui/mono.tsx'
import { configAt } from '../../alb/spec.ts'
import type { FormProps } from '../../kind.ts'
import { withSize } from '../changes.ts'
import { amountPath, amounts, bounds, containers, type Size, sizeNames, sizeOf, sizes } from '../sizes.ts'
import { replicasPath, resourcesPath, viewOf } from '../spec.ts'
import { NodeLabelsField } from './node-labels.tsx'
import { SizingGuide } from './sizing-guide.tsx'
import '../../alb/words.ts'

export function ResourceSection({ world }: FormProps) {
  const { t } = useTranslation('alb')
  return (
    <Section title={t('section.resources')}>
      <SizeField />
      <DeploymentFields />
      <NodeLabelsField world={world} />
      <TextInput
        path={configAt('antiAffinityKey')}
        label={t('antiAffinity')}
        help={t('antiAffinityHelp')}
        mono
        placeholder="local"
      />
    </Section>
  )
}

function SizeField() {
  const { t } = useTranslation('alb')
  const { manifest, edit } = useForm()
  const [guide, setGuide] = useState<HTMLElement | null>(null)
  // Somebody who wants amounts of their own begins with those of a size.
  const [isCustom, setCustom] = useState(false)
  const found = sizeOf(manifest.value)
  const size = isCustom ? 'custom' : found
  const choose = (next: string) => {
    const known = sizeNames.find((each) => each === next)
    setCustom(known === undefined)
    if (known !== undefined) edit((current) => withSize(current, known))
  }
  return (
    <>
      <Box sx={{ display: 'grid', justifyItems: 'start', gap: 0.5 }}>
        <Choice
          path={resourcesPath}
          holds="map"
          label={t('specification')}
          help={null}
          required
          value={size}
          onChange={choose}
          options={[
            ...sizeNames.map((value) => ({
              value,
              label: t(`alb2:size.${value}`),
              help: <SizeHelp size={value} />,
            })),
            { value: 'custom', label: t('alb2:size.custom'), help: t('sizeHelp.custom') },
          ]}
        />
        <Button size="small" aria-haspopup="dialog" onClick={(event) => setGuide(event.currentTarget)}>
          {t('guide.open')}
        </Button>
      </Box>
      {guide !== null && <SizingGuide anchor={guide} onClose={() => setGuide(null)} />}
      {size === 'custom' && <CustomAmounts />}
    </>
  )
}

function SizeHelp({ size }: { size: Size }) {
  const { t } = useTranslation('alb')
  const { cpu, memory } = sizes[size]
  return (
    <>
      {t(`sizeHelp.${size}`)} <Mono>{`${cpu} / ${memory}`}</Mono>
    </>
  )
}

function CustomAmounts() {
  const { t } = useTranslation('alb')
  return containers.map((container) => (
    <Box key={container} sx={{ borderLeft: 2, borderColor: 'divider', pl: 1.5, display: 'grid', gap: 1.5 }}>
      <Typography variant="body2">{t(`container.${container}`)}</Typography>
      {bounds.map((bound) => (
        <Row key={bound}>
          {amounts.map((amount) => (
            <TextInput
              key={amount}
              path={amountPath(container, bound, amount)}
              label={t(`${bound}.${amount}`, { container: t(`containerName.${container}`) })}
              help={null}
              mono
              placeholder={sizes.small[amount]}
            />
          ))}
        </Row>
      ))}
    </Box>
  ))
}

function DeploymentFields() {
  const { t } = useTranslation('alb')
  const { manifest, edit } = useForm()
  const { replicas } = viewOf(manifest.value)
  const size = sizeOf(manifest.value)
  const advised = size === 'custom' ? 2 : sizes[size].replicas
  // While one types a number, one is no other type yet.
  const [wantsMany, setWantsMany] = useState(false)
  const isMany = wantsMany || replicas !== 1
  const choose = (next: string) => {
    setWantsMany(next === 'many')
    edit((current) => setAt(current, replicasPath, next === 'many' ? advised : 1))
  }
  return (
    <>
      <Choice
        path={replicasPath}
        label={t('deployment')}
        help={null}
        value={isMany ? 'many' : 'one'}
        onChange={choose}
        options={(['one', 'many'] as const).map((value) => ({
          value,
          label: t(`deploymentType.${value}`),
          help: t(`deploymentHelp.${value}`),
        }))}
      />
      <NumberInput
        path={replicasPath}
        label={t('replicas')}
        help={isMany ? t('replicasHelp', { count: advised }) : t('replicasOne')}
        required
        disabled={!isMany}
        placeholder="3"
        problem={isMany && replicas === 1 ? { key: 'alb:replicasFew' } : null}
      />
    </>
  )
}
