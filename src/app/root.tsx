/** What every page stands on: theme, queries, live data, messages, shortcuts. */
import { CssBaseline, ThemeProvider } from '@mui/material'
import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Outlet } from 'react-router'
import { ShortcutProvider } from '../ui/shortcuts.tsx'
import { theme } from '../ui/theme.ts'
import { ToastProvider } from '../ui/toast.tsx'
import { live, queries } from './ahead.ts'
import { LiveContext } from './live/hooks.ts'

export function Root() {
  return (
    <ThemeProvider theme={theme} defaultMode="system" disableTransitionOnChange>
      <CssBaseline enableColorScheme />
      <QueryClientProvider client={queries}>
        <LiveContext value={live}>
          <ToastProvider>
            <ShortcutProvider>
              <Suspense>
                <Outlet />
              </Suspense>
            </ShortcutProvider>
          </ToastProvider>
        </LiveContext>
      </QueryClientProvider>
    </ThemeProvider>
  )
}
