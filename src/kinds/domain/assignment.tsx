/** The part of the Domain form that says which cluster and which project may use it. */
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asString } from '../../k8s/shape.ts'
import { Choice } from '../../ui/fields/choice.tsx'
import { useForm } from '../../ui/fields/context.ts'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { everyProject } from '../assignment.ts'
import { displayNameKey } from '../display-name.ts'
import type { FormProps } from '../kind.ts'
import { domains, platformProjects } from '../related.ts'
import type { World } from '../world.ts'
import { withCluster, withProject } from './assignment-change.ts'
import { clustersOf } from './checks.ts'
import { clusterPath, type DomainView, projectPath, viewOf } from './spec.ts'

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

/** All projects or one of them; which one comes back when the user changes their mind. */
function ProjectFields({ world, view: { cluster, project } }: FormProps & { view: DomainView }) {
  const { t } = useTranslation('domain')
  const { edit } = useForm()
  const { labelDomain } = world
  const path = projectPath(labelDomain)
  const [wantsOne, setWantsOne] = useState(false)
  const last = useRef('')
  if (project !== '' && project !== everyProject) last.current = project
  const write = (name: string) => edit((current) => withProject(current, name, labelDomain))
  const isOne = project === '' ? wantsOne : project !== everyProject
  const options = world
    .list(platformProjects)
    .filter((each) => [...clustersOf(each), everyProject].includes(cluster) || clustersOf(each).length === 0)
    .map(({ metadata: { name, annotations } }) => ({
      name,
      note: asString(annotations?.[displayNameKey(labelDomain)]),
    }))
  return (
    <>
      <Choice
        // What is said of the project stands at the field for it, once there is one.
        path={isOne ? path.slice(0, -1) : path}
        holds={isOne ? 'map' : 'text'}
        label={t('assignProject')}
        help={null}
        required
        value={isOne ? 'one' : project === '' ? '' : 'all'}
        onChange={(next) => {
          setWantsOne(next === 'one')
          write(next === 'all' ? everyProject : last.current)
        }}
        options={[
          { value: 'all', label: t('allProjects'), help: t('allProjectsHelp', { cluster }) },
          { value: 'one', label: t('oneProject') },
        ]}
      />
      {isOne && (
        <ObjectSelect
          path={path}
          label={t('project')}
          help={null}
          required
          value={project}
          onChange={(name = '') => write(name)}
          placeholder={t('chooseProject')}
          freeText
          availability={world.availability(platformProjects)}
          options={options.toSorted((a, b) => a.name.localeCompare(b.name))}
        />
      )}
    </>
  )
}
