/** What the console is called, and its mark. */
import { Box, SvgIcon, Typography } from '@mui/material'

export function Product() {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <Mark />
      <Typography component="span" sx={{ fontWeight: 600, letterSpacing: '-0.01em' }}>
        Portolan
      </Typography>
    </Box>
  )
}

/** The compass rose of old sea charts, in the accent of the theme. */
function Mark() {
  return (
    <SvgIcon viewBox="0 0 24 24" color="primary" sx={{ fontSize: 24 }} aria-hidden>
      <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M12 2.5 14 10l7.5 2-7.5 2-2 7.5-2-7.5L2.5 12 10 10Z" />
    </SvgIcon>
  )
}
