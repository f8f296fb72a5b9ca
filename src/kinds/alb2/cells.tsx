/** The cells of the list of load balancers, and the same on the page of one. */
import { useTranslation } from 'react-i18next'
import { asString } from '../../k8s/shape.ts'
import { Mono } from '../../ui/mono.tsx'
import { State, type Tone } from '../../ui/state.tsx'
import { everyProject } from '../assignment.ts'
import type { ObjectProps } from '../kind.ts'
import { amountOf, amounts, type Container, sizeOf } from './sizes.ts'
import { addressesOf, stateOf, viewOf } from './spec.ts'

export function stateText(object: unknown): string {
  const { state, reason } = stateOf(object)
  return `${state} ${reason}`.trim()
}

const tones: Readonly<Record<string, Tone>> = {
  Running: 'good',
  Progressing: 'waiting',
  Pending: 'waiting',
  Warning: 'warning',
}

export function StateCell({ object }: ObjectProps) {
  const { t } = useTranslation('alb2')
  const { state, reason } = stateOf(object)
  if (state === '') return '–'
  const known = state in tones
  return (
    <span title={reason}>
      <State tone={tones[state] ?? 'unknown'}>
        {known ? t(`state.${state}`) : state}
        {reason !== '' && state !== 'Running' && `: ${reason}`}
      </State>
    </span>
  )
}

export const addressText = (object: unknown) => addressesOf(object).join(', ')

export function AddressCell({ object }: ObjectProps) {
  return <Mono>{addressText(object) || '–'}</Mono>
}

export const modeText = (object: unknown) => viewOf(object).mode

export function ModeCell({ object }: ObjectProps) {
  const { t } = useTranslation('alb2')
  const { mode } = viewOf(object)
  return ['host', 'container'].includes(mode) ? t(`mode.${mode}`) : <Mono>{mode}</Mono>
}

export function amountText(object: unknown, container: Container = 'nginx'): string {
  const [cpu, memory] = amounts.map((each) => amountOf(object, container, 'limits', each))
  return cpu === '' && memory === '' ? '' : `${cpu || '–'} / ${memory || '–'}`
}

export const sizeText = (object: unknown) => `${sizeOf(object)} ${amountText(object)}`.trim()

export function SizeCell({ object }: ObjectProps) {
  const { t } = useTranslation('alb2')
  return <span title={amountText(object)}>{t(`size.${sizeOf(object)}`)}</span>
}

export const sharingText = (object: unknown) => (viewOf(object).isPortMode ? 'port' : 'instance')

export function SharingCell({ object }: ObjectProps) {
  const { t } = useTranslation('alb2')
  return t(viewOf(object).isPortMode ? 'sharing.port' : 'sharing.instance')
}

function projectNames(object: unknown): readonly string[] {
  const { isPortMode, ports, projects } = viewOf(object)
  return isPortMode ? [...new Set(ports.flatMap((share) => share.projects.map(asString)))] : projects
}

export const assignedText = (object: unknown) => [sharingText(object), ...projectNames(object)].join(' ')

/** In a list the way it is given stands before whom it is given to. */
export function AssignedCell(props: ObjectProps) {
  const { t } = useTranslation('alb2')
  return (
    <>
      {viewOf(props.object).isPortMode && `${t('byPort')} `}
      <ProjectsCell {...props} />
    </>
  )
}

export function ProjectsCell({ object }: ObjectProps) {
  const { t } = useTranslation('alb2')
  const names = projectNames(object)
  if (names.length === 0) return t('noProject')
  const others = names.filter((name) => name !== everyProject)
  const all = names.includes(everyProject)
  if (all && others.length === 0) return t('allProjects')
  return (
    <span title={others.join(', ')}>
      {all && `${t('allProjects')}, `}
      <Mono>{others.join(', ')}</Mono>
    </span>
  )
}
