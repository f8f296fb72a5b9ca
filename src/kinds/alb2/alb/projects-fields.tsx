/** To which projects a load balancer is given: as a whole, or port by port. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../../ui/fields/choice.tsx'
import { useForm } from '../../../ui/fields/context.ts'
import { NamesSelect } from '../../../ui/fields/names-select.tsx'
import { Section } from '../../../ui/fields/section.tsx'
import { everyProject } from '../../assignment.ts'
import type { FormProps } from '../../kind.ts'
import { projectOptions } from '../../project-options.ts'
import { allocationOf, withPortMode, withProjects } from '../changes.ts'
import { portModePath, projectsPath, viewOf } from '../spec.ts'
import { PortShares } from './port-shares.tsx'
import '../../alb/words.ts'

export function ProjectsSection({ world }: FormProps) {
  const { t } = useTranslation('alb')
  const { manifest, edit } = useForm()
  const { isPortMode } = viewOf(manifest.value)
  return (
    <Section title={t('section.projects')}>
      <Choice
        path={portModePath}
        label={t('assignedBy')}
        help={null}
        value={isPortMode ? 'port' : 'instance'}
        onChange={(next) => edit((current) => withPortMode(current, next === 'port'))}
        options={(['instance', 'port'] as const).map((value) => ({
          value,
          label: t(`alb2:sharing.${value}`),
          help: t(`assignedByHelp.${value}`),
        }))}
      />
      {isPortMode ? <PortShares world={world} /> : <ProjectFields world={world} />}
    </Section>
  )
}

function ProjectFields({ world }: FormProps) {
  const { t } = useTranslation('alb')
  const { manifest, edit } = useForm()
  const { projects } = viewOf(manifest.value)
  // None chosen yet is not none at all.
  const [wantsSome, setWantsSome] = useState(false)
  const found = allocationOf(projects)
  const allocation = found === 'none' && wantsSome ? 'some' : found
  const choose = (next: string) => {
    setWantsSome(next === 'some')
    edit((current) => withProjects(current, next === 'all' ? [everyProject] : []))
  }
  return (
    <>
      <Choice
        path={projectsPath}
        holds="list"
        label={t('projects')}
        help={null}
        value={allocation}
        onChange={choose}
        options={(['all', 'some', 'none'] as const).map((value) => ({
          value,
          label: t(`allocation.${value}`),
          help: t(`allocationHelp.${value}`),
        }))}
      />
      {allocation === 'some' && (
        <NamesSelect
          path={projectsPath}
          label={t('projectNames')}
          help={t('projectNamesHelp')}
          required
          freeText
          placeholder={t('chooseProjects')}
          value={projects}
          onChange={(names) => {
            setWantsSome(true)
            edit((current) => withProjects(current, names))
          }}
          options={projectOptions(world)}
        />
      )}
    </>
  )
}
