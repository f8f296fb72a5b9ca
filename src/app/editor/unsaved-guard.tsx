/** Asks before unsaved work is left behind, by a link or by closing the tab. */
import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import { asksBeforeLeaving, watchUnsaved } from './unsaved.ts'

/** An editor over another one does not guard the way: the router asks only one, which is the one below. */
export const WithinEditor = createContext(false)

interface GuardProps {
  readonly isUnsaved: () => boolean
  readonly keep: () => boolean
}

/**
 * `isUnsaved` is asked at the moment of leaving; `keep` is then to write a draft, and says whether it could.
 * Returns the dialog to render.
 */
export function useUnsavedGuard(isUnsaved: () => boolean, keep: () => boolean): ReactNode {
  const latest = useRef({ isUnsaved, keep })
  latest.current = { isUnsaved, keep }
  const within = useContext(WithinEditor)
  useEffect(
    () =>
      watchUnsaved(() => {
        const { isUnsaved, keep } = latest.current
        return !isUnsaved() ? 'nothing' : keep() ? 'kept' : 'lost'
      }),
    [],
  )
  useEffect(() => {
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (latest.current.isUnsaved() && asksBeforeLeaving()) event.preventDefault()
    }
    addEventListener('beforeunload', onBeforeUnload)
    return () => removeEventListener('beforeunload', onBeforeUnload)
  }, [])
  return within ? null : <Guard isUnsaved={isUnsaved} keep={keep} />
}

function Guard({ isUnsaved, keep }: GuardProps) {
  const latest = useRef(isUnsaved)
  latest.current = isUnsaved
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && latest.current(),
  )
  if (blocker.state !== 'blocked') return null
  return <LeaveDialog keep={keep} onLeave={blocker.proceed} onStay={blocker.reset} />
}

function LeaveDialog(props: { keep: () => boolean; onLeave: () => void; onStay: () => void }) {
  const { t } = useTranslation('app')
  const [isKept] = useState(props.keep)
  return (
    <Dialog open onClose={props.onStay} aria-labelledby="unsaved" maxWidth="xs" fullWidth>
      <DialogTitle id="unsaved" variant="h1">
        {t('unsaved.title')}
      </DialogTitle>
      <DialogContent>{t(isKept ? 'unsaved.kept' : 'unsaved.lost')}</DialogContent>
      <DialogActions>
        <Button color="error" onClick={props.onLeave}>
          {t('unsaved.leave')}
        </Button>
        <Button variant="contained" autoFocus onClick={props.onStay}>
          {t('unsaved.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
