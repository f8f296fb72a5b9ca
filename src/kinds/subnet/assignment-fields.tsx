/** Whose pods get the addresses of a subnet: those of projects, those of namespaces. */
import { useTranslation } from 'react-i18next'
import { useForm } from '../../ui/fields/context.ts'
import { NamesSelect } from '../../ui/fields/names-select.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { displayNameKey } from '../display-name.ts'
import type { FormProps } from '../kind.ts'
import { withItems } from '../list-change.ts'
import { namespaces, platformProjects } from '../related.ts'
import type { World } from '../world.ts'
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

/** Those the platform has a record of, and those that namespaces name. */
function projectOptions(world: World) {
  const notes = new Map<string, string>(
    world.list(namespaces).map(({ metadata }) => [metadata.labels?.[world.projectLabel] ?? '', '']),
  )
  for (const { metadata } of world.list(platformProjects))
    notes.set(metadata.name, metadata.annotations?.[displayNameKey(world.labelDomain)] ?? '')
  notes.delete('')
  return [...notes].map(([name, note]) => ({ name, note })).toSorted((a, b) => a.name.localeCompare(b.name))
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
