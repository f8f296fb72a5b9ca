/** Facts about an object: terms and values in two columns, one on a narrow screen. */
import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'

export function Facts({ children }: { children: ReactNode }) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
        columnGap: 5,
        rowGap: 1.25,
      }}
    >
      {children}
    </Box>
  )
}

export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '130px 1fr', sm: '180px 1fr' },
        gap: 1.5,
        minWidth: 0,
      }}
    >
      <Typography component="dt" variant="body2" color="textSecondary">
        {term}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
        {children}
      </Typography>
    </Box>
  )
}

/** A titled part of a page on its own surface. */
export function Panel(props: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <Box
      component="section"
      aria-label={props.title}
      sx={{
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        overflow: 'hidden',
      }}
    >
      <Box
        sx={{
          px: 2,
          minHeight: 40,
          py: 0.5,
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 2,
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <Typography variant="h2">{props.title}</Typography>
        {props.aside}
      </Box>
      <Box sx={{ p: 2 }}>{props.children}</Box>
    </Box>
  )
}
