/** The navigation of a view: its kinds in their order, and what holds for all. */
import type { SvgIconComponent } from '@mui/icons-material'
import DashboardIcon from '@mui/icons-material/DashboardOutlined'
import DataObjectIcon from '@mui/icons-material/DataObjectOutlined'
import ExtensionIcon from '@mui/icons-material/ExtensionOutlined'
import LanIcon from '@mui/icons-material/LanOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import { Box, List, ListItemButton, ListItemIcon, ListItemText, Tooltip, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useParams } from 'react-router'
import { kinds } from '../../kinds/index.ts'
import type { Kind } from '../../kinds/kind.ts'
import { kindWords } from '../kind-words.ts'
import { clustersPath, componentsPath, overviewPath } from '../places/page-addresses.ts'
import { parseSegment } from '../resources/generic-kind.ts'
import { resourcesPath } from '../resources/page-address.ts'
import { importPath, listPath, type Scope } from '../scope.ts'

export function kindsInView(view: Scope['view']): readonly Kind[] {
  const placed = kinds.flatMap((kind) => {
    const place = kind.navigation[view]
    return place === undefined ? [] : [{ kind, place }]
  })
  return placed.sort((a, b) => a.place - b.place).map(({ kind }) => kind)
}

export function SideNav({
  scope,
  icons,
  onNavigate,
}: {
  scope: Scope
  icons: boolean
  onNavigate: () => void
}) {
  const { t } = useTranslation()
  const { segment = '' } = useParams()
  // The pages of types that have no entry of their own belong to the page that lists them.
  const isGeneric = parseSegment(segment) !== null
  return (
    <Box component="nav" aria-label={t('app:navigation')} sx={{ py: 1.5 }}>
      {scope.view === 'project' && (
        <List dense disablePadding sx={{ px: 1, mb: 1.5 }}>
          <Entry
            label={t('places:overview.title')}
            Icon={DashboardIcon}
            path={overviewPath(scope)}
            isExact
            icons={icons}
            onNavigate={onNavigate}
          />
        </List>
      )}
      <Group title={t('app:networking')} icons={icons}>
        {kindsInView(scope.view).map((kind) => (
          <Entry
            key={kind.id}
            label={kindWords(t, kind).many}
            Icon={kind.Icon}
            path={listPath(scope, kind)}
            icons={icons}
            onNavigate={onNavigate}
          />
        ))}
      </Group>
      <Group title={t(scope.view === 'admin' ? 'app:cluster' : 'app:project')} icons={icons}>
        {scope.view === 'admin' && (
          <>
            <Entry
              label={t('places:clusters.title')}
              Icon={LanIcon}
              path={clustersPath(scope.cluster)}
              icons={icons}
              onNavigate={onNavigate}
            />
            <Entry
              label={t('places:components.title')}
              Icon={ExtensionIcon}
              path={componentsPath(scope.cluster)}
              icons={icons}
              onNavigate={onNavigate}
            />
          </>
        )}
        {scope.view === 'admin' && (
          <Entry
            label={t('app:resources.title')}
            Icon={DataObjectIcon}
            path={resourcesPath(scope)}
            here={isGeneric}
            icons={icons}
            onNavigate={onNavigate}
          />
        )}
        <Entry
          label={t('app:import.title')}
          Icon={UploadIcon}
          path={importPath(scope)}
          icons={icons}
          onNavigate={onNavigate}
        />
      </Group>
    </Box>
  )
}

function Group({ title, icons, children }: { title: string; icons: boolean; children: ReactNode }) {
  return (
    <>
      {!icons && (
        <Typography
          variant="caption"
          component="h2"
          color="textSecondary"
          sx={{ px: 2, py: 0.5, display: 'block', 'ul + &': { mt: 1.5 } }}
        >
          {title}
        </Typography>
      )}
      <List dense disablePadding sx={{ px: 1 }}>
        {children}
      </List>
    </>
  )
}

function Entry(props: {
  label: string
  Icon: SvgIconComponent
  path: string
  /** Whether the page one is on belongs to it though it stands at another address. */
  here?: boolean
  /** Whether pages below its address are others' and not its own. */
  isExact?: boolean
  icons: boolean
  onNavigate: () => void
}) {
  const { label, Icon, icons } = props
  return (
    <li>
      <Tooltip title={icons ? label : ''} placement="right">
        <ListItemButton
          component={NavLink}
          to={props.path}
          end={props.isExact === true}
          onClick={props.onNavigate}
          aria-label={label}
          className={props.here === true ? 'active' : ''}
          sx={itemStyle}
        >
          <ListItemIcon sx={{ minWidth: 32, color: 'inherit' }}>
            <Icon fontSize="small" />
          </ListItemIcon>
          {!icons && <ListItemText primary={label} slotProps={{ primary: { sx: { font: 'inherit' } } }} />}
        </ListItemButton>
      </Tooltip>
    </li>
  )
}

const itemStyle = {
  borderRadius: 1,
  minHeight: 34,
  pr: 1,
  whiteSpace: 'nowrap',
  fontSize: 14,
  position: 'relative',
  '&.active': { fontWeight: 600, bgcolor: 'action.selected' },
  '&.active::before': {
    content: '""',
    position: 'absolute',
    left: 0,
    top: 7,
    bottom: 7,
    width: 3,
    borderRadius: 2,
    bgcolor: 'primary.main',
  },
} as const
