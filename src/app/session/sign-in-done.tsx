/** Where a window ends that was opened to sign in: it tells the pages that wait, and closes itself. */
import { Typography } from '@mui/material'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useTitle } from '../pages/title.ts'
import { usePageKeeper } from './context.ts'
import { ProductPage } from './product-page.tsx'

export function SignInDone() {
  const { t } = useTranslation('session')
  const { keeper } = usePageKeeper()
  useTitle(t('done.title'))
  useEffect(() => {
    keeper.tellSignedIn()
    window.close()
  }, [keeper])
  return (
    <ProductPage>
      <Typography variant="h1">{t('done.title')}</Typography>
      <Typography>{t('done.text')}</Typography>
    </ProductPage>
  )
}
