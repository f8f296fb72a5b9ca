/** The keeper of this tab: how it reaches the server, the caches of the page, and the other tabs. */
import type { QueryClient } from '@tanstack/react-query'
import { readSession, sessionQuery } from '../api/queries.ts'
import { setSignInGate } from '../api/sign-in.ts'
import { letUnsavedGo } from '../editor/unsaved.ts'
import type { LiveStore } from '../live/store.ts'
import { SessionKeeper, type SessionNews } from './keeper.ts'
import { signOut } from './own-requests.ts'
import { hasUnsaved, unsavedNow } from './unsaved.ts'

/** What the keeper needs of the page; `live` is asked for late, because it tells the keeper itself. */
interface Page {
  readonly queries: QueryClient
  readonly live: () => LiveStore
}

const news: readonly SessionNews[] = ['opened', 'signed-in', 'signed-out', 'view-as']

export interface PageKeeper {
  readonly keeper: SessionKeeper
  /** Afterwards nothing is left of the page. Rejects where the server could not be told. */
  readonly signOut: () => Promise<void>
}

export function keepPage({ queries, live }: Page): PageKeeper {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('portolan-session')
  // What the frame shows goes first, so that nothing of it is asked for again.
  const leave = (go: () => void) => {
    letUnsavedGo()
    setTimeout(() => {
      live().connection.pause()
      queries.clear()
      go()
    })
  }
  const keeper = new SessionKeeper({
    shown: () => queries.getQueryData(sessionQuery.queryKey),
    read: () => readSession(),
    adopt: (session) => queries.setQueryData(sessionQuery.queryKey, session),
    ended: () => {
      live().connection.pause()
      queries.removeQueries({ type: 'inactive' })
    },
    renewed: () => {
      live().connection.reconnect()
      void queries.invalidateQueries({
        predicate: ({ queryKey, meta, state }) =>
          queryKey[0] !== 'session' && !(meta?.readOnce === true && state.data !== undefined),
      })
    },
    startOver: () => leave(() => location.reload()),
    hasUnsaved: () => hasUnsaved(unsavedNow()),
    tell: (message) => channel?.postMessage(message),
  })
  setSignInGate(keeper)
  if (channel !== null) {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const heard = news.find((each) => each === data)
      if (heard !== undefined) keeper.heard(heard)
    }
  }
  addEventListener('focus', keeper.lookAgain)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') keeper.lookAgain()
  })
  addEventListener('pageshow', ({ persisted }) => {
    // The browser went back to a page that was left: of somebody who may have signed out since.
    if (persisted) location.reload()
  })
  return {
    keeper,
    signOut: async () => {
      // The server ends what is followed, which is no reason to ask for anything here.
      live().connection.pause()
      const redirect = await signOut().catch((error: unknown) => {
        live().connection.reconnect()
        throw error
      })
      keeper.leave()
      channel?.postMessage('signed-out' satisfies SessionNews)
      leave(() => location.assign(redirect ?? '/'))
    },
  }
}
