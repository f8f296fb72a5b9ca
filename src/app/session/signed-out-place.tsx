/** What stands over the page while one has to sign in again, or somebody else has. */
import LockIcon from '@mui/icons-material/LockOutlined'
import { Button } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../wire.ts'
import { useKeeperState, usePageKeeper } from './context.ts'
import { NoticeBar } from './notice-bar.tsx'
import { OtherPersonDialog } from './other-person-dialog.tsx'
import { SignInDialog } from './sign-in-dialog.tsx'

/** `session` is the one that the page was made for. */
export function SignedOutPlace({ session }: { session: Session }) {
  const { t } = useTranslation('session')
  const { keeper } = usePageKeeper()
  const state = useKeeperState()
  if (state.phase === 'other') return <OtherPersonDialog before={session} now={state.session} />
  if (state.phase !== 'needed') return null
  const { cluster, isPutOff } = state
  const name = session.user?.name ?? ''
  if (isPutOff) {
    return (
      <NoticeBar
        tone="warning"
        label={t('putOff.label')}
        icon={<LockIcon />}
        actions={
          <Button color="inherit" variant="outlined" onClick={keeper.takeUp}>
            {t('putOff.signIn')}
          </Button>
        }
      >
        {cluster === null ? t('putOff.session') : t('putOff.cluster', { cluster })}
      </NoticeBar>
    )
  }
  if (cluster === null) {
    return (
      <SignInDialog
        title={t('again.title')}
        text={`${t('again.over')} ${t('again.text', { name })}`}
        session={session}
        cluster={null}
        onSignedIn={keeper.signedIn}
        onClose={keeper.putOff}
      />
    )
  }
  const wasIn = session.clusters.some((each) => each.name === cluster && each.user !== '')
  return (
    <SignInDialog
      title={t('cluster.title', { cluster })}
      text={wasIn ? t('cluster.refused', { cluster }) : t('cluster.never', { cluster })}
      session={session}
      cluster={cluster}
      onSignedIn={keeper.signedIn}
      onClose={keeper.putOff}
    />
  )
}
