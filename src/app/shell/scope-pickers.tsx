/** The switch between the two views, and the pickers of cluster, project and namespace. */
import FolderIcon from '@mui/icons-material/FolderOpenOutlined'
import { IconButton, MenuItem, Select, ToggleButton, ToggleButtonGroup } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Link, useMatch, useNavigate } from 'react-router'
import { isUnlisted } from '../access/unlisted.ts'
import { ClusterPicker as PickCluster } from '../places/cluster-picker.tsx'
import { isClusterPage } from '../places/page-addresses.ts'
import { ProjectSwitcher } from '../places/project-switcher.tsx'
import { recentProjects } from '../places/recents.ts'
import { parseSegment } from '../resources/generic-kind.ts'
import { kindAt } from '../resources/kind-at.ts'
import { resourcesSegment } from '../resources/page-address.ts'
import { allNamespaces, type Scope, scopePath, segmentPath } from '../scope.ts'
import { useNamespaces } from './projects.ts'

/** Leads to the same list in another scope. */
function useMove(): (scope: Scope) => void {
  const navigate = useNavigate()
  const admin = useMatch('/admin/:cluster/:segment/*')?.params.segment
  const project = useMatch('/projects/:cluster/:project/:namespace/:segment/*')?.params.segment
  const segment = admin ?? project ?? ''
  return (scope) => navigate(hasPage(scope.view, segment) ? segmentPath(scope, segment) : scopePath(scope))
}

/** Where another cluster does not serve the type, the page says so. */
function hasPage(view: Scope['view'], segment: string): boolean {
  const isResources = segment === resourcesSegment || isClusterPage(segment) || parseSegment(segment) !== null
  return isResources ? view === 'admin' : kindAt(segment, view, undefined) !== null
}

export function ViewSwitch({ scope }: { scope: Scope }) {
  const { t } = useTranslation('app')
  const move = useMove()
  const { projects, state } = useNamespaces(scope.cluster)
  const [first] = projects.keys()
  // Who may not list namespaces is asked for them there.
  const project =
    recentProjects(scope.cluster, projects)[0] ?? first ?? (isUnlisted(state) ? allNamespaces : undefined)
  const toProject = () => {
    if (project !== undefined) move({ view: 'project', cluster: scope.cluster, project, namespace: null })
  }
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={scope.view}
      aria-label={t('view')}
      onChange={(_, view: Scope['view'] | null) => {
        if (view === 'admin') move({ view, cluster: scope.cluster })
        if (view === 'project') toProject()
      }}
      sx={{
        flexShrink: 0,
        '& .MuiToggleButton-root': { py: 0.25, px: 1.25, textTransform: 'none', whiteSpace: 'nowrap' },
      }}
    >
      <ToggleButton value="admin">{t('viewAdmin')}</ToggleButton>
      <ToggleButton
        value="project"
        disabled={scope.view === 'admin' && project === undefined}
        title={project === undefined ? t('noProjects') : ''}
      >
        {t('viewProject')}
      </ToggleButton>
    </ToggleButtonGroup>
  )
}

export function ClusterPicker({ scope }: { scope: Scope }) {
  const move = useMove()
  return (
    <PickCluster
      cluster={scope.cluster}
      onPick={(cluster) =>
        move(scope.view === 'admin' ? { view: 'admin', cluster } : { ...scope, cluster, namespace: null })
      }
    />
  )
}

/** What narrows the view down: the cluster for administrators, project and namespace for developers. */
export function ScopePickers({ scope }: { scope: Scope }) {
  return scope.view === 'admin' ? <ClusterPicker scope={scope} /> : <ProjectPickers scope={scope} />
}

function ProjectPickers({ scope }: { scope: Extract<Scope, { view: 'project' }> }) {
  const { t } = useTranslation('app')
  const known = useNamespaces(scope.cluster)
  const { state } = known
  const move = useMove()
  const namespaces = known.projects.get(scope.project) ?? []
  if (scope.project === allNamespaces && known.projects.size === 0) return null
  return (
    <>
      <ProjectSwitcher
        cluster={scope.cluster}
        project={scope.project}
        namespaces={known}
        onPick={(project) => move({ ...scope, project, namespace: null })}
      />
      <Picker
        label={t('namespace')}
        value={scope.namespace ?? allNamespaces}
        options={[
          { value: allNamespaces, label: t('allNamespaces') },
          ...namespaces.map((name) => ({ value: name, label: name })),
        ]}
        onChange={(namespace) =>
          move({ ...scope, namespace: namespace === allNamespaces ? null : namespace })
        }
      />
      {isUnlisted(state) && scope.project !== allNamespaces && (
        <IconButton
          size="small"
          component={Link}
          to={scopePath({ ...scope, project: allNamespaces, namespace: null })}
          aria-label={t('access.namespaces.title')}
          title={t('access.namespaces.title')}
        >
          <FolderIcon fontSize="small" />
        </IconButton>
      )}
    </>
  )
}

function Picker(props: {
  label: string
  value: string
  options: readonly { readonly value: string; readonly label: string }[]
  onChange: (value: string) => void
}) {
  const known = props.options.some(({ value }) => value === props.value)
  const options = known ? props.options : [...props.options, { value: props.value, label: props.value }]
  return (
    <Select
      variant="standard"
      disableUnderline
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
      renderValue={(value) =>
        `${props.label}: ${options.find((option) => option.value === value)?.label ?? value}`
      }
      SelectDisplayProps={{ 'aria-label': props.label }}
      sx={{
        fontSize: 13,
        height: 32,
        flexShrink: 0,
        maxWidth: 260,
        px: 1,
        borderRadius: 1,
        '&:hover': { bgcolor: 'action.hover' },
        '& .MuiSelect-select': { py: 0, lineHeight: '32px' },
      }}
    >
      {options.map(({ value, label }) => (
        <MenuItem key={value} value={value}>
          {label}
        </MenuItem>
      ))}
    </Select>
  )
}
