/** What stands in place of any page while nobody is signed in. The address stays, and leads on afterwards. */
import { Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { useSession } from '../api/queries.ts'
import { useTitle } from '../pages/title.ts'
import { usePageKeeper } from './context.ts'
import { ProductPage } from './product-page.tsx'
import { SignInMethods } from './sign-in-methods.tsx'

export function SignInPage() {
  const { t } = useTranslation('session')
  const session = useSession()
  const { keeper } = usePageKeeper()
  useTitle(t('page.title'))
  return (
    <ProductPage>
      <Typography variant="h1">{t('page.title')}</Typography>
      <SignInMethods session={session} cluster={null} staysHere={false} onSignedIn={keeper.signedIn} />
    </ProductPage>
  )
}
