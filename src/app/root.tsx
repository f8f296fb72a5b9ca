/** What every page stands on: theme, queries, live data, messages, shortcuts. */
import { CssBaseline, ThemeProvider } from '@mui/material'
import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Outlet } from 'react-router'
import { ShortcutProvider } from '../ui/shortcuts.tsx'
import { theme } from '../ui/theme.ts'
import { ToastProvider } from '../ui/toast.tsx'
import { keeping, live, queries } from './ahead.ts'
import { LiveContext } from './live/hooks.ts'
import { KeeperContext } from './session/context.ts'
import { SessionFrame } from './session/session-frame.tsx'

export function Root() {
  return (
    <ThemeProvider theme={theme} defaultMode="system" disableTransitionOnChange>
      <CssBaseline enableColorScheme />
      <QueryClientProvider client={queries}>
        <LiveContext value={live}>
          <KeeperContext value={keeping}>
            <ToastProvider>
              <ShortcutProvider>
                <Suspense>
                  <SessionFrame>
                    <Suspense>
                      <Outlet />
                    </Suspense>
                  </SessionFrame>
                </Suspense>
              </ShortcutProvider>
            </ToastProvider>
          </KeeperContext>
        </LiveContext>
      </QueryClientProvider>
    </ThemeProvider>
  )
}
