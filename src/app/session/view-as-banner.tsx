/** Says on every page that one looks at the console as somebody else, and whether anything can be changed. */
import EditIcon from '@mui/icons-material/EditOutlined'
import VisibilityIcon from '@mui/icons-material/VisibilityOutlined'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { ViewAs } from '../../wire.ts'
import { usePageKeeper } from './context.ts'
import { NoticeBar } from './notice-bar.tsx'
import { beginViewAs, endViewAs } from './own-requests.ts'
import { hasUnsaved, unsavedNow } from './unsaved.ts'
import { UnsavedWarning } from './unsaved-warning.tsx'

export function ViewAsBanner({ view }: { view: ViewAs }) {
  const { t } = useTranslation('session')
  const toast = useToast()
  const { keeper } = usePageKeeper()
  const [question, setQuestion] = useState<'allow' | 'stop' | null>(null)
  const { user, groups, write } = view
  const close = () => setQuestion(null)
  const change = async (ask: () => Promise<void>) => {
    await ask()
    await keeper.viewChanged()
    close()
  }
  const changeNow = (ask: () => Promise<void>) =>
    void change(ask).catch((error: Error) => toast({ severity: 'error', text: error.message }))
  const stop = () => (hasUnsaved(unsavedNow()) ? setQuestion('stop') : changeNow(endViewAs))
  const forbid = () => changeNow(() => beginViewAs({ ...view, write: false }))
  return (
    <>
      <NoticeBar
        tone={write ? 'error' : 'warning'}
        label={t('viewAs.label')}
        icon={write ? <EditIcon /> : <VisibilityIcon />}
        actions={
          <>
            <Button color="inherit" onClick={write ? forbid : () => setQuestion('allow')}>
              {t(write ? 'viewAs.forbid' : 'viewAs.allow')}
            </Button>
            <Button color="inherit" variant="outlined" onClick={stop}>
              {t('viewAs.stop')}
            </Button>
          </>
        }
      >
        {groups.length === 0
          ? t('viewAs.looksAs', { user })
          : t('viewAs.looksIn', { user, count: groups.length, groups: groups.join(', ') })}{' '}
        {t(write ? 'viewAs.writes' : 'viewAs.readOnly', { user })}
      </NoticeBar>
      {question === 'allow' && (
        <ConfirmDialog
          title={t('viewAs.allowTitle', { user })}
          action={t('viewAs.allow')}
          onClose={close}
          onConfirm={() => change(() => beginViewAs({ ...view, write: true }))}
        >
          {t('viewAs.allowText', { user })}
        </ConfirmDialog>
      )}
      {question === 'stop' && (
        <ConfirmDialog
          title={t('viewAs.stopTitle', { user })}
          action={t('viewAs.stop')}
          onClose={close}
          onConfirm={() => change(endViewAs)}
        >
          <UnsavedWarning />
        </ConfirmDialog>
      )}
    </>
  )
}
