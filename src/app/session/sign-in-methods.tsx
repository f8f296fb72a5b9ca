/** The ways to sign in that are on offer. */
import { Box, Divider, Typography } from '@mui/material'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { matchPath, useLocation } from 'react-router'
import { Copyable } from '../../ui/mono.tsx'
import type { Session, SignInMethod } from '../../wire.ts'
import { ProviderButton } from './provider-button.tsx'
import { TokenForm } from './token-form.tsx'

export interface SignInMethodsProps {
  readonly session: Session
  /** The only cluster that a token is for; otherwise one chooses, and this is null. */
  readonly cluster: string | null
  /** A page stands below that must not go. */
  readonly staysHere: boolean
  readonly onSignedIn: () => Promise<boolean>
}

export function SignInMethods(props: SignInMethodsProps) {
  const { t } = useTranslation('session')
  const { methods, provider } = props.session.signIn
  const names = props.session.clusters.map(({ name }) => name)
  const wanted = clusterIn(useLocation().pathname) ?? props.session.defaultCluster ?? ''
  const parts: Record<SignInMethod, () => React.ReactNode> = {
    token: () => (
      <TokenForm
        clusters={props.cluster === null ? names : [props.cluster]}
        cluster={props.cluster ?? (names.includes(wanted) ? wanted : (names[0] ?? ''))}
        onSignedIn={props.onSignedIn}
      />
    ),
    oidc: () => <ProviderButton provider={provider} staysHere={props.staysHere} />,
    local: () => <LocalWay />,
  }
  const order: readonly SignInMethod[] = ['oidc', 'token', 'local']
  const offered = order.filter((method) => methods.includes(method))
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {offered.map((method, index) => (
        <Fragment key={method}>
          {index > 0 && (
            <Divider>
              <Typography variant="caption" color="textSecondary">
                {t('or')}
              </Typography>
            </Divider>
          )}
          {parts[method]()}
        </Fragment>
      ))}
      {offered.length === 0 && t('none')}
    </Box>
  )
}

/** The cluster that an address is about. */
function clusterIn(pathname: string): string | undefined {
  return matchPath('/:view/:cluster/*', pathname)?.params.cluster
}

function LocalWay() {
  const { t } = useTranslation('session')
  return (
    <Box sx={{ display: 'grid', gap: 0.75, justifyItems: 'start' }}>
      <Typography>{t('local.text')}</Typography>
      <Typography variant="body2" color="textSecondary">
        {t('local.looks')}
      </Typography>
      <Copyable text={`${location.origin}/sign-in/local?token=`} />
    </Box>
  )
}
