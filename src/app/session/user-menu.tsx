/** The top bar's button that says who is signed in, and what opens below it. */
import AccountIcon from '@mui/icons-material/AccountCircleOutlined'
import { Button, IconButton, Tooltip } from '@mui/material'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RetryBoundary } from '../../ui/retry-boundary.tsx'
import { useSession } from '../api/queries.ts'
import { usePageKeeper } from './context.ts'
import { useReviewsAhead } from './reviews.ts'
import { SignInDialog } from './sign-in-dialog.tsx'
import { useSignOut } from './sign-out.tsx'

// Few open them.
const UserPanel = lazy(() => import('./user-panel.tsx'))
const ViewAsDialog = lazy(() => import('./view-as-dialog.tsx'))

type Opened = 'panel' | 'view-as' | 'another-cluster' | null

export function UserMenu({ cluster, narrow }: { cluster: string; narrow: boolean }) {
  const { t } = useTranslation('session')
  const session = useSession()
  const button = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState<Opened>(null)
  const { signOut, question } = useSignOut()
  const name = whoIn(session, cluster)
  const close = () => {
    setOpened(null)
    // The panel that a dialog was opened from is gone, so the focus goes where that came from.
    setTimeout(() => button.current?.focus())
  }
  const label = t('menu.open', { name })
  const askAhead = useReviewsAhead(cluster)
  const opener = {
    ref: button,
    onClick: () => setOpened('panel'),
    onPointerEnter: askAhead,
    onFocus: askAhead,
    'aria-label': label,
    'aria-haspopup': 'dialog',
    'aria-expanded': opened === 'panel',
  } as const
  return (
    <>
      {narrow ? (
        <Tooltip title={label} describeChild={false}>
          <IconButton {...opener}>
            <AccountIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      ) : (
        <Button
          {...opener}
          color="inherit"
          startIcon={<AccountIcon />}
          sx={{ maxWidth: 180, flexShrink: 0, fontWeight: 400, fontSize: 13 }}
        >
          <span style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{name}</span>
        </Button>
      )}
      <RetryBoundary message={t('menu.unloaded')} retry={t('menu.retry')} onRetry={() => setOpened(null)}>
        <Suspense fallback={null}>
          {opened === 'panel' && button.current !== null && (
            <UserPanel
              anchor={button.current}
              cluster={cluster}
              onClose={close}
              onSignOut={() => {
                close()
                signOut()
              }}
              onViewAs={() => setOpened('view-as')}
              onAnotherCluster={() => setOpened('another-cluster')}
            />
          )}
          {opened === 'view-as' && <ViewAsDialog cluster={cluster} onClose={close} />}
        </Suspense>
      </RetryBoundary>
      {opened === 'another-cluster' && <AnotherCluster onClose={close} />}
      {question}
    </>
  )
}

/** Whom the cluster sees, or else who is signed in. */
function whoIn({ clusters, user, viewAs }: ReturnType<typeof useSession>, cluster: string): string {
  if (viewAs !== null) return viewAs.user
  const there = clusters.find(({ name }) => name === cluster)?.user ?? ''
  return there === '' ? (user?.name ?? '') : there
}

/** A token belongs to one cluster, so each cluster wants its own. */
function AnotherCluster({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('session')
  const session = useSession()
  const { keeper } = usePageKeeper()
  const clusters = session.clusters.filter(({ user }) => user === '')
  return (
    <SignInDialog
      title={t('another.title')}
      text={t('another.text')}
      session={{ ...session, clusters, signIn: { ...session.signIn, methods: ['token'] } }}
      cluster={null}
      onClose={onClose}
      onSignedIn={async () => {
        const isKept = await keeper.signedIn()
        if (isKept) onClose()
        return isKept
      }}
    />
  )
}
