/** Whose pods get the addresses of a subnet: those of projects, those of namespaces. */
import { useTranslation } from 'react-i18next'
import { useForm } from '../../ui/fields/context.ts'
import { NamesSelect } from '../../ui/fields/names-select.tsx'
import { Section } from '../../ui/fields/section.tsx'
import type { FormProps } from '../kind.ts'
import { withItems } from '../list-change.ts'
import { projectOptions } from '../project-options.ts'
import { namespaces } from '../related.ts'
import { withProjects } from './changes.ts'
import { namespacesPath, projectsOf, selectorsPath, viewOf } from './spec.ts'

export function AssignmentSection({ world }: FormProps) {
  const { t } = useTranslation('subnet')
  return (
    <Section title={t('section.assignment')}>
      <ProjectsField world={world} />
      <NamespacesField world={world} />
    </Section>
  )
}

export function ProjectsField({ world }: FormProps) {
  const { t } = useTranslation('subnet')
  const { manifest, edit } = useForm()
  const { projectLabel } = world
  return (
    <NamesSelect
      path={selectorsPath}
      label={t('projects')}
      help={t('projectsHelp')}
      value={projectsOf(manifest.value, projectLabel)}
      onChange={(names) => edit((current) => withProjects(current, names, projectLabel))}
      freeText
      placeholder={t('chooseProjects')}
      options={projectOptions(world)}
    />
  )
}

export function NamespacesField({ world }: FormProps) {
  const { t } = useTranslation('subnet')
  const { manifest, edit } = useForm()
  return (
    <NamesSelect
      path={namespacesPath}
      label={t('namespaces')}
      help={t('namespacesHelp')}
      value={viewOf(manifest.value).namespaces}
      onChange={(names) => edit((current) => withItems(current, namespacesPath, names))}
      freeText
      placeholder={t('chooseNamespaces')}
      options={world
        .list(namespaces)
        .map(({ metadata }) => ({ name: metadata.name, note: metadata.labels?.[world.projectLabel] ?? '' }))
        .toSorted((a, b) => a.name.localeCompare(b.name))}
    />
  )
}
