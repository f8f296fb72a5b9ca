/** The cells that need no certificate to be read: whose it is, and what uses it. */
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'
import { everyProject, projectOf } from '../assignment.ts'
import type { ObjectProps } from '../kind.ts'
import type { World } from '../world.ts'
import { usesOf, usingKinds } from './usage.ts'

export function projectText(object: unknown, { labelDomain }: World): string {
  const name = projectOf(object, labelDomain)
  return name === '' ? 'not assigned' : name === everyProject ? 'all projects' : name
}

export function ProjectCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('certificate')
  const name = projectOf(object, world.labelDomain)
  if (name === '') return t('notAssigned')
  return name === everyProject ? t('allProjects') : <Mono>{name}</Mono>
}

const isKnown = (world: World) => usingKinds.some((kind) => world.availability(kind) === 'live')

export function usageText(object: ObjectProps['object'], world: World): string {
  return isKnown(world) ? String(usesOf(object, world).length) : ''
}

export function UsageCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('certificate')
  if (!isKnown(world)) return '–'
  const uses = usesOf(object, world)
  const names = uses.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`).join(', ')
  return <span title={names}>{uses.length === 0 ? t('unused') : t('uses', { count: uses.length })}</span>
}
