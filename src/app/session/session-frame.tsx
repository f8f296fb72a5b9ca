/** Around every page: somebody is signed in, or signs in here; and what there is to say of that. */
import { Box } from '@mui/material'
import { type ReactNode, useEffect } from 'react'
import { useSession } from '../api/queries.ts'
import { useKeeperState, usePageKeeper } from './context.ts'
import { EndingNotice } from './ending-notice.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { SignedOutPlace } from './signed-out-place.tsx'
import { ViewAsBanner } from './view-as-banner.tsx'

export function SessionFrame({ children }: { children: ReactNode }) {
  const session = useSession()
  const { phase } = useKeeperState()
  const { keeper } = usePageKeeper()
  const isSignedIn = session.user !== null
  useEffect(() => {
    if (isSignedIn) keeper.opened()
  }, [isSignedIn, keeper])
  if (phase === 'leaving') return null
  if (!isSignedIn) return <SignInPage />
  return (
    <Box sx={{ height: '100dvh', display: 'flex', flexDirection: 'column' }}>
      {session.viewAs !== null && <ViewAsBanner view={session.viewAs} />}
      {phase === 'settled' && <EndingNotice session={session} />}
      <SignedOutPlace session={session} />
      <Box sx={{ flex: 1, minHeight: 0 }}>{children}</Box>
    </Box>
  )
}
