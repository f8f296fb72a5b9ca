/** Asks before unsaved work is left behind, by a link or by closing the tab. */
import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'

/** `isUnsaved` is asked at the moment of leaving. Returns the dialog to render. */
export function useUnsavedGuard(isUnsaved: () => boolean): ReactNode {
  const { t } = useTranslation('app')
  const latest = useRef(isUnsaved)
  latest.current = isUnsaved
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && latest.current(),
  )
  useEffect(() => {
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (latest.current()) event.preventDefault()
    }
    addEventListener('beforeunload', onBeforeUnload)
    return () => removeEventListener('beforeunload', onBeforeUnload)
  }, [])
  if (blocker.state !== 'blocked') return null
  return (
    <Dialog open onClose={blocker.reset} aria-labelledby="unsaved" maxWidth="xs" fullWidth>
      <DialogTitle id="unsaved" variant="h1">
        {t('unsaved.title')}
      </DialogTitle>
      <DialogContent>{t('unsaved.text')}</DialogContent>
      <DialogActions>
        <Button color="error" onClick={blocker.proceed}>
          {t('unsaved.leave')}
        </Button>
        <Button variant="contained" autoFocus onClick={blocker.reset}>
          {t('unsaved.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
