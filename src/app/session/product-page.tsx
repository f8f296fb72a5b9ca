/** A page without the frame of the console: its name, and one thing to do. */
import { Box, Paper } from '@mui/material'
import type { ReactNode } from 'react'
import { Product } from '../shell/product.tsx'

export function ProductPage({ children }: { children: ReactNode }) {
  return (
    <Box
      component="main"
      sx={{
        minHeight: '100%',
        display: 'grid',
        alignContent: { xs: 'start', sm: 'center' },
        justifyItems: 'center',
        gap: 2.5,
        px: 2,
        pt: { xs: 6, sm: 4 },
        pb: { xs: 4, sm: 12 },
        overflow: 'auto',
      }}
    >
      <Product />
      <Paper variant="outlined" sx={{ width: '100%', maxWidth: 420, p: 3, display: 'grid', gap: 2 }}>
        {children}
      </Paper>
    </Box>
  )
}
