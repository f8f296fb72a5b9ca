/** The cells of the list of Domains, and the same on the page of one. */
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { everyProject } from '../assignment.ts'
import type { ObjectProps } from '../kind.ts'
import type { World } from '../world.ts'
import { isSecretMissing } from './checks.ts'
import { viewOf } from './spec.ts'

export function typeText(object: unknown, { labelDomain }: World): string {
  return viewOf(object, labelDomain).isWildcard ? 'wildcard domain' : 'domain'
}

export function TypeCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('domain')
  return t(viewOf(object, world.labelDomain).isWildcard ? 'type.extensive' : 'type.full')
}

export function clusterText(object: unknown, { labelDomain }: World): string {
  return assignedText(viewOf(object, labelDomain).cluster, 'all clusters')
}

export function ClusterCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('domain')
  const { cluster } = viewOf(object, world.labelDomain)
  return <Assigned name={cluster} every={t('allClusters')} />
}

export function projectText(object: unknown, { labelDomain }: World): string {
  return assignedText(viewOf(object, labelDomain).project, 'all projects')
}

export function ProjectCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('domain')
  const { project } = viewOf(object, world.labelDomain)
  return <Assigned name={project} every={t('allProjects')} />
}

function assignedText(name: string, every: string): string {
  if (name === '') return 'not assigned'
  return name === everyProject ? every : name
}

function Assigned({ name, every }: { name: string; every: string }) {
  const { t } = useTranslation('domain')
  if (name === '') return <span>{t('notAssigned')}</span>
  return name === everyProject ? every : <Mono>{name}</Mono>
}

export function certificateText(object: unknown, { labelDomain }: World): string {
  return viewOf(object, labelDomain).secret || 'no certificate'
}

export function certificateSays(object: unknown, world: World): readonly string[] {
  return isSecretMissing(viewOf(object, world.labelDomain), world) ? ['missing'] : []
}

export function CertificateCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('domain')
  const view = viewOf(object, world.labelDomain)
  if (view.secret === '') return t('noCertificate')
  if (!isSecretMissing(view, world)) return <Mono>{view.secret}</Mono>
  return (
    <span title={t('check.secret-unknown', { name: view.secret })}>
      <State tone="warning">
        <Mono>{view.secret}</Mono> {t('secretMissing')}
      </State>
    </span>
  )
}
