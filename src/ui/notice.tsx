/** What stands where content would: nothing yet, not found, not allowed, not reachable. */
import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'

export function Notice(props: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <Box
      role="status"
      sx={{
        maxWidth: 560,
        mx: 'auto',
        px: 3,
        py: 8,
        textAlign: 'center',
        display: 'grid',
        gap: 1.5,
        justifyItems: 'center',
      }}
    >
      <Box sx={{ color: 'text.secondary', '& svg': { fontSize: 40 }, lineHeight: 0 }}>{props.icon}</Box>
      <Typography variant="h2" component="h2">
        {props.title}
      </Typography>
      {props.children !== undefined && (
        <Typography component="div" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          {props.children}
        </Typography>
      )}
      {props.actions !== undefined && <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>{props.actions}</Box>}
    </Box>
  )
}
