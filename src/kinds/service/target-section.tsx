/** What the Service is for: a workload, a virtual machine, or labels; with the pods that this selects now. */
import { Alert, Box, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isPodReady, type Pod } from '../../k8s/core.ts'
import { asString, asStringMap } from '../../k8s/shape.ts'
import { Choice, SelectInput } from '../../ui/fields/choice.tsx'
import { useLens } from '../../ui/fields/context.ts'
import { MapInput } from '../../ui/fields/map-input.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { pods as podKind, virtualMachines } from '../related.ts'
import type { World } from '../world.ts'
import { selectedPods, type Target, type TargetMode, targetOf, targets } from './target.ts'

const path = ['spec', 'selector']

export function TargetSection({ world }: { world: World }) {
  const { t } = useTranslation('service')
  const { value, set } = useLens(path)
  const placeholderOf = (offered: readonly Target[]) => {
    if (namespace === '') return t('chooseNamespaceFirst')
    return offered.length === 0 ? t('nothingToTarget') : t('chooseTarget')
  }
  const namespace = asString(useLens(['metadata', 'namespace']).value)
  const selector = asStringMap(value)
  const offered = targets(world, namespace)
  const current = targetOf(selector, offered)
  const [chosen, setChosen] = useState<TargetMode | null>(null)
  const empty = Object.keys(selector).length === 0
  const mode = chosen ?? current?.mode ?? (empty ? 'workload' : 'labels')
  return (
    <Section title={t('section.target')}>
      <Choice
        path={path}
        holds="texts"
        label={t('target')}
        value={mode}
        onChange={(next) => setChosen(next as TargetMode)}
        options={[
          { value: 'workload', label: t('targetMode.workload'), help: t('targetMode.workloadHelp') },
          {
            value: 'virtualization',
            label: t('targetMode.virtualization'),
            disabled: world.availability(virtualMachines) === 'absent',
            help:
              world.availability(virtualMachines) === 'absent'
                ? t('targetMode.virtualizationAbsent')
                : t('targetMode.virtualizationHelp'),
          },
          { value: 'labels', label: t('targetMode.labels'), help: t('targetMode.labelsHelp') },
        ]}
      />
      {mode === 'labels' ? (
        <MapInput
          path={path}
          label={t('selector')}
          addLabel={t('addSelector')}
          keyPlaceholder="environment"
        />
      ) : (
        <TargetSelect
          label={t(mode === 'workload' ? 'targetMode.workload' : 'targetMode.virtualization')}
          offered={offered.filter((target) => target.mode === mode)}
          current={current}
          placeholder={placeholderOf(offered.filter((target) => target.mode === mode))}
          onChange={(target) => set(target.selector)}
        />
      )}
      <SelectionPreview world={world} namespace={namespace} selector={selector} />
    </Section>
  )
}

function TargetSelect(props: {
  label: string
  offered: readonly Target[]
  current: Target | undefined
  placeholder: string
  onChange: (target: Target) => void
}) {
  const id = ({ kind, name }: Target) => `${kind}/${name}`
  return (
    <SelectInput
      path={[...path, 'target']}
      label={props.label}
      value={props.current === undefined ? '' : id(props.current)}
      placeholder={props.placeholder}
      disabled={props.offered.length === 0}
      onChange={(value) => {
        const target = props.offered.find((each) => id(each) === value)
        if (target !== undefined) props.onChange(target)
      }}
      options={props.offered.map((target) => ({
        value: id(target),
        label: `${target.name} (${target.kind})`,
      }))}
    />
  )
}

const previewed = 6

/** Of one height however many pods there are, so that nothing moves when they arrive. */
const previewStyle = {
  height: 100,
  overflow: 'auto',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  px: 1.5,
  py: 1,
  display: 'grid',
  gap: 0.5,
  alignContent: 'start',
} as const

function SelectionPreview(props: {
  world: World
  namespace: string
  selector: Readonly<Record<string, string>>
}) {
  const { t } = useTranslation('service')
  const { world, namespace, selector } = props
  const availability = world.availability(podKind)
  if (availability === 'refused')
    return (
      <Alert severity="info" role="note">
        {t('podsRefused')}
      </Alert>
    )
  if (Object.keys(selector).length === 0 || namespace === '') return null
  const selected = selectedPods(world, namespace, selector)
  const ready = selected.filter(isPodReady).length
  return (
    <Box role="status" aria-label={t('preview')} tabIndex={0} sx={previewStyle}>
      <Typography variant="body2" sx={{ fontWeight: 500 }}>
        {availability === 'loading'
          ? t('previewLoading')
          : t('previewCount', { count: selected.length, ready })}
      </Typography>
      {selected.slice(0, previewed).map((pod) => (
        <PodLine key={pod.metadata.uid ?? pod.metadata.name} pod={pod} />
      ))}
      {selected.length > previewed && (
        <Typography variant="caption" color="textSecondary">
          {t('previewMore', { count: selected.length - previewed })}
        </Typography>
      )}
    </Box>
  )
}

function PodLine({ pod }: { pod: Pod }) {
  const { t } = useTranslation('service')
  const ready = isPodReady(pod)
  return (
    <Typography variant="caption" component="div" sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      <State tone={ready ? 'good' : 'warning'}>
        {ready ? t('ready') : (pod.status?.phase ?? t('notReady'))}
      </State>
      <Mono>{pod.metadata.name}</Mono>
      <Mono quiet>{pod.status?.podIP ?? ''}</Mono>
    </Typography>
  )
}
