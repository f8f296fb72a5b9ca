/** The navigation of a view: its kinds, and the pages that hold for all of them. */
import type { SvgIconComponent } from '@mui/icons-material'
import { Box, List, ListItemButton, ListItemIcon, ListItemText, Tooltip, Typography } from '@mui/material'
import { Fragment, type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation, useParams } from 'react-router'
import type { Kind } from '../../kinds/kind.ts'
import { Marked, unmarked } from '../../ui/marked.tsx'
import { useMayInScope } from '../access/may.ts'
import { useDiscovery, useSession } from '../api/queries.ts'
import { useKindWords } from '../kind-words.ts'
import { nextKind, useNavigation } from '../navigation/entries.ts'
import { isHome, type Page, pagePath } from '../navigation/pages.ts'
import { parseSegment } from '../resources/generic-kind.ts'
import { lentWish } from '../resources/lending.ts'
import { resourcesSegment } from '../resources/page-address.ts'
import { listPath, type Scope } from '../scope.ts'

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
  const { kinds, pages } = useNavigation(scope.view)
  const first = pages.filter(isHome)
  const amongKinds = pages.filter((page) => !isHome(page) && page.isNetworking === true)
  const rest = pages.filter((page) => !isHome(page) && page.isNetworking !== true)
  const pageEntry = ({ id, title, Icon, segment: own }: Page) => (
    <Entry
      key={id}
      label={t(title)}
      Icon={Icon}
      path={pagePath(scope, own)}
      here={isGeneric && own === resourcesSegment}
      isExact={own === ''}
      icons={icons}
      onNavigate={onNavigate}
    />
  )
  return (
    <Box component="nav" aria-label={t('app:navigation')} sx={{ py: 1.5 }}>
      {first.length > 0 && (
        <List dense disablePadding sx={{ px: 1, mb: 1.5 }}>
          {first.map(pageEntry)}
        </List>
      )}
      {kinds.length + amongKinds.length > 0 && (
        <Group title={t('app:networking')} icons={icons}>
          {kinds.map((kind) => (
            <Fragment key={kind.id}>
              {amongKinds.filter((page) => nextKind(page, kinds, scope.view) === kind).map(pageEntry)}
              <KindEntry scope={scope} kind={kind} icons={icons} onNavigate={onNavigate} />
            </Fragment>
          ))}
          {amongKinds.filter((page) => nextKind(page, kinds, scope.view) === undefined).map(pageEntry)}
        </Group>
      )}
      {rest.length > 0 && (
        <Group title={t(scope.view === 'admin' ? 'app:cluster' : 'app:project')} icons={icons}>
          {rest.map(pageEntry)}
        </Group>
      )}
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
  const { labelDomain } = useSession()
  const { data: discovery } = useDiscovery(scope.cluster)
  const type = discovery?.find(kind.group, kind.kind, kind.versions)
  const { reason } = useMayInScope(scope, 'list', type, lentWish(kind, scope, labelDomain))
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
  /** Whether pages below its address are others' and not its own. */
  isExact?: boolean
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
    : { component: NavLink, to: props.path, end: props.isExact === true, onClick: props.onNavigate }
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
          <ListItemIcon sx={{ minWidth: 28, color: 'inherit' }}>
            <Icon fontSize="small" />
          </ListItemIcon>
          {!icons && <ListItemText primary={label} slotProps={{ primary: { sx: labelStyle } }} />}
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

const labelStyle = { font: 'inherit', overflow: 'hidden', textOverflow: 'ellipsis' } as const

const itemStyle = {
  borderRadius: 1,
  minHeight: 34,
  pl: 1.25,
  pr: 0.5,
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
