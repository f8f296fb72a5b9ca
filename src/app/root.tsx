/** What every page stands on: theme, queries, live data, messages, shortcuts. */
import { CssBaseline, ThemeProvider } from '@mui/material'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Outlet } from 'react-router'
import { StatusError } from '../k8s/status.ts'
import { ShortcutProvider } from '../ui/shortcuts.tsx'
import { theme } from '../ui/theme.ts'
import { ToastProvider } from '../ui/toast.tsx'
import { LiveContext } from './live/hooks.ts'
import { LiveStore } from './live/store.ts'
import { KeeperContext } from './session/context.ts'
import { keepPage } from './session/page-keeper.ts'
import { SessionFrame } from './session/session-frame.tsx'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      // What the server refused it will refuse again; only what did not get through is worth another try.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof StatusError && error.code >= 400 && error.code < 500),
    },
  },
})
const keeping = keepPage({ queries, live: () => live })
const live: LiveStore = new LiveStore(`${location.origin.replace(/^http/, 'ws')}/watch`, {
  refused: keeping.keeper.connectionRefused,
  unauthorized: keeping.keeper.clusterRefused,
})

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
