/** To the provider's own sign-in page: instead of this one, or in a window over it. */
import LoginIcon from '@mui/icons-material/LoginOutlined'
import { Alert, Button, Link } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { donePath } from './done-path.ts'

const addressOf = (returnTo: string) => `/sign-in/oidc?${new URLSearchParams({ return: returnTo })}`

export interface ProviderButtonProps {
  /** How the provider is called. */
  readonly provider: string | null
  /** The page stays, and a window comes back to tell it. */
  readonly staysHere: boolean
}

export function ProviderButton({ provider, staysHere }: ProviderButtonProps) {
  const { t } = useTranslation('session')
  const [isBlocked, setBlocked] = useState(false)
  const label = provider === null ? t('provider.unnamed') : t('provider.named', { provider })
  if (!staysHere) {
    const { pathname, search, hash } = location
    return (
      <Button variant="contained" startIcon={<LoginIcon />} href={addressOf(`${pathname}${search}${hash}`)}>
        {label}
      </Button>
    )
  }
  const address = addressOf(donePath)
  const open = () => {
    const popup = window.open(address, 'portolan-sign-in', 'popup,width=520,height=680')
    setBlocked(popup === null)
    // What the provider shows has no way to lead this page elsewhere.
    if (popup !== null) popup.opener = null
  }
  return (
    <>
      <Button variant="contained" startIcon={<LoginIcon />} onClick={open}>
        {label}
      </Button>
      {isBlocked && (
        <Alert severity="warning">
          {t('provider.blocked')}{' '}
          <Link href={address} target="_blank" rel="noopener" color="inherit">
            {t('provider.newTab')}
          </Link>
        </Alert>
      )}
    </>
  )
}
