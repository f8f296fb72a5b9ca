/** The top bar: name, view, context from wide to narrow, search, live state, theme, user. */
import DarkModeIcon from '@mui/icons-material/DarkModeOutlined'
import LightModeIcon from '@mui/icons-material/LightModeOutlined'
import MenuIcon from '@mui/icons-material/Menu'
import SearchIcon from '@mui/icons-material/Search'
import {
  Box,
  ButtonBase,
  IconButton,
  Tooltip,
  Typography,
  useColorScheme,
  useMediaQuery,
} from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Mono } from '../../ui/mono.tsx'
import type { Scope } from '../scope.ts'
import { UserMenu } from '../session/user-menu.tsx'
import { LiveState } from './live-state.tsx'
import { Product } from './product.tsx'
import { SandboxSign } from './sandbox-sign.tsx'
import { ClusterPicker, ScopePickers, ViewSwitch } from './scope-pickers.tsx'

export function TopBar(props: { scope: Scope; narrow: boolean; onMenu: () => void; onSearch: () => void }) {
  const { t } = useTranslation('app')
  const { narrow, scope } = props
  return (
    <Box
      component="header"
      sx={{ borderBottom: 1, borderColor: 'divider', bgcolor: 'background.paper', flexShrink: 0 }}
    >
      <Box sx={{ height: 48, px: 1, display: 'flex', alignItems: 'center', gap: { xs: 0, md: 1 } }}>
        <IconButton onClick={props.onMenu} aria-label={t(narrow ? 'openNavigation' : 'foldNavigation')}>
          <MenuIcon fontSize="small" />
        </IconButton>
        <Box component={Link} to="/" sx={{ color: 'inherit', textDecoration: 'none', mr: { xs: 0, md: 1 } }}>
          <Product />
        </Box>
        {!narrow && <ViewSwitch scope={scope} />}
        {!narrow && scope.view === 'project' && <ClusterPicker scope={scope} />}
        {!narrow && <ScopePickers scope={scope} />}
        <Box sx={{ flex: 1, display: 'flex', justifyContent: 'center', minWidth: 0 }}>
          {!narrow && <SearchBox onClick={props.onSearch} />}
        </Box>
        {narrow && (
          <IconButton onClick={props.onSearch} aria-label={t('search')}>
            <SearchIcon fontSize="small" />
          </IconButton>
        )}
        <SandboxSign />
        <LiveState narrow={narrow} />
        <ThemeSwitch />
        <UserMenu cluster={scope.cluster} narrow={narrow} />
      </Box>
      {narrow && (
        <Box sx={{ px: 1, pb: 0.5, display: 'flex', alignItems: 'center', gap: 0.5 }}>
          <ScopePickers scope={scope} />
        </Box>
      )}
    </Box>
  )
}

function SearchBox({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('app')
  return (
    <ButtonBase
      onClick={onClick}
      aria-label={t('search')}
      aria-keyshortcuts="Control+K Meta+K"
      sx={{
        height: 32,
        width: '100%',
        maxWidth: 320,
        px: 1.25,
        gap: 1,
        justifyContent: 'flex-start',
        overflow: 'hidden',
        whiteSpace: 'nowrap',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        color: 'text.secondary',
        bgcolor: 'background.default',
      }}
    >
      <SearchIcon sx={{ fontSize: 18 }} />
      <Typography variant="body2" sx={{ flex: 1, textAlign: 'left' }} noWrap>
        {t('search')}
      </Typography>
      <Mono quiet>Ctrl K</Mono>
    </ButtonBase>
  )
}

function ThemeSwitch() {
  const { t } = useTranslation('app')
  const { mode, setMode } = useColorScheme()
  const system = useMediaQuery('(prefers-color-scheme: dark)', { noSsr: true })
  const dark = mode === 'dark' || (mode !== 'light' && system)
  const label = t(dark ? 'themeLight' : 'themeDark')
  return (
    <Tooltip title={label} describeChild={false}>
      <IconButton onClick={() => setMode(dark ? 'light' : 'dark')} aria-label={label}>
        {dark ? <LightModeIcon fontSize="small" /> : <DarkModeIcon fontSize="small" />}
      </IconButton>
    </Tooltip>
  )
}
