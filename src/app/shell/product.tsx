/** What the console is called, and its mark. */
import { Box, SvgIcon, Typography } from '@mui/material'
import { useSession } from '../api/queries.ts'

export function Product() {
  const { name, logo } = useSession().product
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0 }}>
      {logo === null ? (
        <Mark />
      ) : (
        // The name beside it says what it shows.
        <Box component="img" src={logo} alt="" sx={{ width: 24, height: 24, objectFit: 'contain' }} />
      )}
      <Typography component="span" noWrap sx={{ fontWeight: 600, letterSpacing: '-0.01em', maxWidth: 200 }}>
        {name}
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
