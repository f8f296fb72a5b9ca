/** To which projects something is assigned: all of them, one, or none where that may be. */
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../k8s/fieldpath.ts'
import type { KubeObject } from '../k8s/objects.ts'
import { Choice } from '../ui/fields/choice.tsx'
import { ObjectSelect } from '../ui/fields/object-select.tsx'
import { everyProject } from './assignment.ts'
import { displayNameKey } from './display-name.ts'
import { platformProjects } from './related.ts'
import type { World } from './world.ts'

export interface ProjectChoiceProps {
  readonly world: World
  /** Of the label that names the project. */
  readonly path: Path
  /** `''` where it is assigned to none. */
  readonly value: string
  readonly onChange: (project: string) => void
  readonly allHelp?: string
  readonly mayBeNone?: boolean
  /** Whether a project is offered; by default all are. */
  readonly fits?: (project: KubeObject) => boolean
}

export function ProjectChoice(props: ProjectChoiceProps) {
  const { path, value, onChange, mayBeNone = false } = props
  const { t } = useTranslation('kinds')
  const [wantsOne, setWantsOne] = useState(false)
  // Which one comes back when the user changes their mind.
  const last = useRef('')
  if (value !== '' && value !== everyProject) last.current = value
  const isOne = value === '' ? wantsOne : value !== everyProject
  const choose = (next: string) => {
    setWantsOne(next === 'one')
    onChange(next === 'all' ? everyProject : next === 'one' ? last.current : '')
  }
  return (
    <>
      <Choice
        // What is said of the project stands at the field for it, once there is one.
        path={isOne ? path.slice(0, -1) : path}
        holds={isOne ? 'map' : 'text'}
        label={t('assign.label')}
        help={null}
        required={!mayBeNone}
        value={isOne ? 'one' : value !== '' ? 'all' : mayBeNone ? 'none' : ''}
        onChange={choose}
        options={[
          { value: 'all', label: t('assign.all'), help: props.allHelp },
          { value: 'one', label: t('assign.one') },
          ...(mayBeNone ? [{ value: 'none', label: t('assign.none'), help: t('assign.noneHelp') }] : []),
        ]}
      />
      {isOne && <OneProject {...props} />}
    </>
  )
}

function OneProject({ world, path, value, onChange, fits = () => true }: ProjectChoiceProps) {
  const { t } = useTranslation('kinds')
  const options = world
    .list(platformProjects)
    .filter(fits)
    .map(({ metadata: { name, annotations } }) => ({
      name,
      note: annotations?.[displayNameKey(world.labelDomain)] ?? '',
    }))
  return (
    <ObjectSelect
      path={path}
      label={t('assign.project')}
      help={null}
      required
      value={value}
      onChange={(name = '') => onChange(name)}
      placeholder={t('assign.choose')}
      freeText
      availability={world.availability(platformProjects)}
      options={options.toSorted((a, b) => a.name.localeCompare(b.name))}
    />
  )
}
