/** A line over all pages that says something of the session. */
import CloseIcon from '@mui/icons-material/Close'
import { Box, IconButton, Typography } from '@mui/material'
import type { ReactNode } from 'react'

export interface NoticeBarProps {
  /** `quiet` asks for nothing yet; the others are not to be overlooked. */
  readonly tone: 'quiet' | 'warning' | 'error'
  readonly label: string
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly actions: ReactNode
  /** The name of the button that takes it away, and what that does. */
  readonly close?: { readonly label: string; readonly run: () => void }
}

export function NoticeBar({ tone, label, icon, children, actions, close }: NoticeBarProps) {
  const isLoud = tone !== 'quiet'
  return (
    <Box
      role="region"
      aria-label={label}
      sx={{
        flexShrink: 0,
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        columnGap: 1,
        px: 1.5,
        py: 0.25,
        minHeight: 36,
        ...(isLoud
          ? { bgcolor: `${tone}.main`, color: `${tone}.contrastText` }
          : { bgcolor: 'background.paper', borderBottom: 1, borderColor: 'divider' }),
        '& .MuiButton-root': { minHeight: 28, py: 0 },
      }}
    >
      <Box sx={{ display: 'flex', lineHeight: 0, '& svg': { fontSize: 18 } }} aria-hidden>
        {icon}
      </Box>
      <Typography variant="body2" role="status" sx={{ flex: '1 1 150px', overflowWrap: 'anywhere', py: 0.5 }}>
        {children}
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, ml: 'auto' }}>
        {actions}
        {close !== undefined && (
          <IconButton size="small" color="inherit" aria-label={close.label} onClick={close.run}>
            <CloseIcon fontSize="small" />
          </IconButton>
        )}
      </Box>
    </Box>
  )
}
