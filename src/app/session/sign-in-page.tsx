/** What stands in place of any page while nobody is signed in. The address stays, and leads on afterwards. */
import { Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { useSession } from '../api/queries.ts'
import { useTitle } from '../pages/title.ts'
import { usePageKeeper } from './context.ts'
import { ProductPage } from './product-page.tsx'
import { SignInMethods } from './sign-in-methods.tsx'

export function SignInPage() {
  const { t } = useTranslation('session')
  const session = useSession()
  const { keeper } = usePageKeeper()
  const { pathname } = useLocation()
  useTitle(t('page.title'))
  return (
    <ProductPage>
      <Typography variant="h1">{t('page.title')}</Typography>
      <SignInMethods
        session={session}
        cluster={null}
        preferred={clusterIn(pathname)}
        staysHere={false}
        onSignedIn={keeper.signedIn}
      />
    </ProductPage>
  )
}

/** The cluster that the address is about. */
function clusterIn(pathname: string): string | undefined {
  const encoded = /^\/(?:admin|projects)\/([^/]+)/.exec(pathname)?.[1]
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}
