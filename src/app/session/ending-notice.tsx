/** Says some minutes before that the session will end, and lets one go on without an interruption. */
import ScheduleIcon from '@mui/icons-material/ScheduleOutlined'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../wire.ts'
import { usePageKeeper } from './context.ts'
import { endText, useEnding } from './ending.ts'
import { NoticeBar } from './notice-bar.tsx'
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
        <NoticeBar
          tone="quiet"
          label={t('ending.label')}
          icon={<ScheduleIcon />}
          actions={<Button onClick={() => setOpen(true)}>{t('again.title')}</Button>}
          close={{ label: t('ending.close'), run: () => setClosedFor(expires) }}
        >
          {t('ending.text', { time })}
        </NoticeBar>
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
