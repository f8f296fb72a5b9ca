import { useMediaQuery } from '@mui/material'
import { useTheme } from '@mui/material/styles'

/** Whether the window is too narrow for a navigation, a form and an editor side by side. */
export function useNarrow(): boolean {
  const theme = useTheme()
  return useMediaQuery(theme.breakpoints.down('md'), { noSsr: true })
}
