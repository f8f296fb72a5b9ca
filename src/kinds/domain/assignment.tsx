import { useTranslation } from 'react-i18next'
import { useForm } from '../../ui/fields/context.ts'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { clusterPath, everyProject, projectPath } from '../assignment.ts'
import type { FormProps } from '../kind.ts'
import { ProjectChoice } from '../project-choice.tsx'
import { domains, platformProjects } from '../related.ts'
import { withText } from '../with-text.ts'
import type { World } from '../world.ts'
import { withCluster } from './assignment-change.ts'
import { clustersOf } from './checks.ts'
import { type DomainView, viewOf } from './spec.ts'

export function AssignmentSection({ world }: FormProps) {
  const { t } = useTranslation('domain')
  const { manifest, edit } = useForm()
  const { labelDomain } = world
  const view = viewOf(manifest.value, labelDomain)
  return (
    <Section title={t('section.assignment')}>
      <ObjectSelect
        path={clusterPath(labelDomain)}
        label={t('assignCluster')}
        help={t('assignClusterHelp')}
        value={view.cluster}
        onChange={(name = '') => edit((current) => withCluster(current, name, labelDomain))}
        placeholder={t('notAssigned')}
        suggested
        availability="live"
        options={clusterNames(world).map((name) => ({ name }))}
      />
      {(view.cluster !== '' || view.project !== '') && <ProjectFields world={world} view={view} />}
    </Section>
  )
}

/** As the platform calls its clusters: where its projects are, and to which its domains are assigned. */
function clusterNames(world: World): readonly string[] {
  const ofProjects = world.list(platformProjects).flatMap(clustersOf)
  const ofDomains = world.list(domains).map((each) => viewOf(each, world.labelDomain).cluster)
  const names = [...ofProjects, ...ofDomains].filter((name) => name !== '' && name !== everyProject)
  return [...new Set(names)].toSorted((a, b) => a.localeCompare(b))
}

function ProjectFields({ world, view: { cluster, project } }: FormProps & { view: DomainView }) {
  const { t } = useTranslation('domain')
  const { edit } = useForm()
  const { labelDomain } = world
  return (
    <ProjectChoice
      world={world}
      path={projectPath(labelDomain)}
      value={project}
      onChange={(name) => edit((current) => withText(current, projectPath(labelDomain), name))}
      allHelp={t('allProjectsHelp', { cluster })}
      fits={(each) => clustersOf(each).length === 0 || [...clustersOf(each), everyProject].includes(cluster)}
    />
  )
}
