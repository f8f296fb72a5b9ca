/** Says some minutes before that the session will end, and lets one go on without an interruption. */

import CloseIcon from '@mui/icons-material/Close'
import ScheduleIcon from '@mui/icons-material/ScheduleOutlined'
import { Box, Button, IconButton, Paper, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../wire.ts'
import { usePageKeeper } from './context.ts'
import { endText, useEnding } from './ending.ts'
import { SignInDialog } from './sign-in-dialog.tsx'

export function EndingNotice({ session }: { session: Session }) {
  const { t, i18n } = useTranslation('session')
  const { keeper } = usePageKeeper()
  const { expires } = session
  const ending = useEnding(expires, keeper.expired)
  const [closedFor, setClosedFor] = useState<number | null>(null)
  const [isOpen, setOpen] = useState(false)
  if (expires === null || ending !== 'near') return null
  const time = endText(expires, i18n.language)
  return (
    <>
      {closedFor !== expires && (
        // Over the page and not above it: nothing is to move while somebody works there.
        <Paper
          role="region"
          aria-label={t('ending.label')}
          elevation={6}
          sx={{
            position: 'fixed',
            left: 16,
            // What saves a page stands below.
            bottom: 72,
            zIndex: 'snackbar',
            maxWidth: 'calc(100% - 32px)',
            pl: 1.5,
            pr: 0.5,
            py: 0.5,
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            border: 1,
            borderColor: 'divider',
          }}
        >
          <Box component={ScheduleIcon} aria-hidden sx={{ fontSize: 18, color: 'info.main' }} />
          <Typography variant="body2" role="status">
            {t('ending.text', { time })}
          </Typography>
          <Button onClick={() => setOpen(true)} sx={{ flexShrink: 0 }}>
            {t('again.title')}
          </Button>
          <IconButton size="small" aria-label={t('ending.close')} onClick={() => setClosedFor(expires)}>
            <CloseIcon fontSize="small" />
          </IconButton>
        </Paper>
      )}
      {isOpen && (
        <SignInDialog
          title={t('again.title')}
          text={t('ending.why', { time })}
          session={session}
          cluster={null}
          onClose={() => setOpen(false)}
          onSignedIn={async () => {
            const isKept = await keeper.signedIn()
            if (isKept) setOpen(false)
            return isKept
          }}
        />
      )}
    </>
  )
}
