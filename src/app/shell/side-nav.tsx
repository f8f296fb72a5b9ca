/** The navigation of a view: its kinds in their order, and what holds for all. */
import type { SvgIconComponent } from '@mui/icons-material'
import DataObjectIcon from '@mui/icons-material/DataObjectOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import { Box, List, ListItemButton, ListItemIcon, ListItemText, Tooltip, Typography } from '@mui/material'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation, useParams } from 'react-router'
import { kinds } from '../../kinds/index.ts'
import type { Kind } from '../../kinds/kind.ts'
import { Marked, unmarked } from '../../ui/marked.tsx'
import { useMayInScope } from '../access/may.ts'
import { useDiscovery } from '../api/queries.ts'
import { useKindWords } from '../kind-words.ts'
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
      <Group title={t('app:networking')} icons={icons}>
        {kindsInView(scope.view).map((kind) => (
          <KindEntry key={kind.id} scope={scope} kind={kind} icons={icons} onNavigate={onNavigate} />
        ))}
      </Group>
      <Group title={t(scope.view === 'admin' ? 'app:cluster' : 'app:project')} icons={icons}>
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

/** The list of a kind, where one may list any of its objects. */
function KindEntry(props: { scope: Scope; kind: Kind; icons: boolean; onNavigate: () => void }) {
  const { scope, kind } = props
  const { many } = useKindWords(kind)
  const { data: discovery } = useDiscovery(scope.cluster)
  const type = discovery?.find(kind.group, kind.kind, kind.versions)
  const { reason } = useMayInScope(scope, 'list', type)
  return (
    <Entry
      label={many}
      Icon={kind.Icon}
      path={listPath(scope, kind)}
      reason={reason}
      icons={props.icons}
      onNavigate={props.onNavigate}
    />
  )
}

function Entry(props: {
  label: string
  Icon: SvgIconComponent
  path: string
  /** Whether the page one is on belongs to it though it stands at another address. */
  here?: boolean
  /** Why it cannot be opened, code in backticks; `''` where it can. */
  reason?: string
  icons: boolean
  onNavigate: () => void
}) {
  const { label, Icon, icons, reason = '' } = props
  const { pathname } = useLocation()
  const id = useId()
  const isRefused = reason !== ''
  const isHere = props.here === true || (isRefused && pathname === props.path)
  const link = isRefused
    ? { component: 'a', role: 'link', tabIndex: 0, 'aria-disabled': true, 'aria-describedby': id }
    : { component: NavLink, to: props.path, onClick: props.onNavigate }
  const name = icons ? label : ''
  return (
    <li>
      <Tooltip
        title={isRefused ? <Refused name={name} reason={reason} /> : name}
        placement="right"
        enterTouchDelay={0}
      >
        <ListItemButton
          {...link}
          aria-label={label}
          className={isHere ? 'active' : ''}
          sx={isRefused ? refusedStyle : itemStyle}
        >
          <ListItemIcon sx={{ minWidth: 32, color: 'inherit' }}>
            <Icon fontSize="small" />
          </ListItemIcon>
          {!icons && <ListItemText primary={label} slotProps={{ primary: { sx: { font: 'inherit' } } }} />}
        </ListItemButton>
      </Tooltip>
      {isRefused && (
        <span id={id} hidden>
          {unmarked(reason)}
        </span>
      )}
    </li>
  )
}

function Refused({ name, reason }: { name: string; reason: string }) {
  return (
    <>
      {name !== '' && <div>{name}</div>}
      <Marked text={reason} />
    </>
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

const refusedStyle = {
  ...itemStyle,
  color: 'text.disabled',
  cursor: 'not-allowed',
  '&:hover': { bgcolor: 'transparent' },
} as const
