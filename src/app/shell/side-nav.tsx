/** The navigation of a view: its kinds in their order. */
import { Box, List, ListItemButton, ListItemIcon, ListItemText, Tooltip, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { kinds } from '../../kinds/index.ts'
import type { Kind } from '../../kinds/kind.ts'
import { listPath, type Scope } from '../scope.ts'

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
  return (
    <Box component="nav" aria-label={t('app:navigation')} sx={{ py: 1.5 }}>
      {!icons && (
        <Typography
          variant="caption"
          component="h2"
          color="textSecondary"
          sx={{ px: 2, py: 0.5, display: 'block' }}
        >
          {t('app:networking')}
        </Typography>
      )}
      <List dense disablePadding sx={{ px: 1 }}>
        {kindsInView(scope.view).map((kind) => (
          <li key={kind.id}>
            <Tooltip title={icons ? t(`${kind.id}:many`) : ''} placement="right">
              <ListItemButton
                component={NavLink}
                to={listPath(scope, kind)}
                onClick={onNavigate}
                aria-label={t(`${kind.id}:many`)}
                sx={itemStyle}
              >
                <ListItemIcon sx={{ minWidth: 32, color: 'inherit' }}>
                  <kind.Icon fontSize="small" />
                </ListItemIcon>
                {!icons && (
                  <ListItemText
                    primary={t(`${kind.id}:many`)}
                    slotProps={{ primary: { sx: { font: 'inherit' } } }}
                  />
                )}
              </ListItemButton>
            </Tooltip>
          </li>
        ))}
      </List>
    </Box>
  )
}

const itemStyle = {
  borderRadius: 1,
  minHeight: 34,
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
