/** A line over all pages that says something of the session. */
import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'

export interface NoticeBarProps {
  readonly tone: 'warning' | 'error'
  readonly label: string
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly actions: ReactNode
}

export function NoticeBar({ tone, label, icon, children, actions }: NoticeBarProps) {
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
        bgcolor: `${tone}.main`,
        color: `${tone}.contrastText`,
        '& .MuiButton-root': { minHeight: 28, py: 0 },
      }}
    >
      <Box sx={{ display: 'flex', lineHeight: 0, '& svg': { fontSize: 18 } }} aria-hidden>
        {icon}
      </Box>
      <Typography variant="body2" role="status" sx={{ flex: '1 1 150px', overflowWrap: 'anywhere', py: 0.5 }}>
        {children}
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, ml: 'auto' }}>{actions}</Box>
    </Box>
  )
}
