/** Chooses a project among hundreds: by search, by where one was lately, by the keyboard alone. */
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PickButton, type PickEntry } from '../../ui/pick-button.tsx'
import { useShortcut } from '../../ui/shortcuts.tsx'
import type { Namespaces } from '../shell/projects.ts'
import { useProjectRecords } from './project-records.ts'
import { noteProject, recentProjects } from './recents.ts'

export function ProjectSwitcher(props: {
  cluster: string
  project: string
  namespaces: Namespaces
  onPick: (project: string) => void
}) {
  const { t } = useTranslation('places')
  const { cluster, project, namespaces } = props
  const { projects } = namespaces
  const records = useProjectRecords(cluster)
  const [open, setOpen] = useState(false)
  useShortcut('p', t('project.switch'), () => setOpen(true))
  const isKnown = projects.has(project)
  useEffect(() => {
    if (isKnown) noteProject(cluster, project)
  }, [cluster, project, isKnown])

  const options = useMemo(
    () => [...projects].map(([name, names]) => optionOf(name, names, records.get(name)?.displayName ?? '')),
    [projects, records],
  )
  const groups = useMemo(() => {
    if (!open) return []
    // The one that one is in is no way to anywhere.
    const lately = recentProjects(cluster, projects).filter((name) => name !== project)
    const recent = lately.flatMap((name) => options.find(({ value }) => value === name) ?? [])
    return recent.length === 0
      ? [{ title: '', options }]
      : [
          { title: t('project.recent'), options: recent },
          { title: t('project.all'), options },
        ]
  }, [open, cluster, project, projects, options, t])
  return (
    <PickButton
      label={t('project.pick')}
      value={project}
      text={records.get(project)?.displayName || project}
      groups={groups}
      searchLabel={t('project.search')}
      emptyText={(text) => t('project.none', { text })}
      moreText={(count) => t('picks.more', { count })}
      open={open}
      onOpen={setOpen}
      onPick={props.onPick}
    />
  )
}

function optionOf(name: string, namespaces: readonly string[], displayName: string): PickEntry {
  const isNamed = displayName !== '' && displayName !== name
  return {
    value: name,
    label: isNamed ? displayName : name,
    words: namespaces.join(' '),
    ...(isNamed && { note: name }),
  }
}
