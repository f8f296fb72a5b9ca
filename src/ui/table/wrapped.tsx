/** A cell of a plain table whose text is long: it breaks into lines, and does not push the others out of sight. */
import { Box } from '@mui/material'
import type { ReactNode } from 'react'

export function Wrapped({ children }: { children: ReactNode }) {
  return (
    <Box
      component="span"
      sx={{ display: 'block', whiteSpace: 'normal', minWidth: 200, overflowWrap: 'anywhere' }}
    >
      {children}
    </Box>
  )
}
