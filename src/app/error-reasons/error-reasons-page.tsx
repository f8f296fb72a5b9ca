/** What the reasons mean that load balancers give with an error, and what to do. */
import './words.ts'
import { Box, Typography } from '@mui/material'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Panel } from '../../ui/facts.tsx'
import { Mono } from '../../ui/mono.tsx'
import { FilterBox } from '../pages/filter-box.tsx'
import { PageHead } from '../pages/kind-page.tsx'
import { useTitle } from '../pages/title.ts'
import { useTyped } from '../typed.ts'
import { header, type Reason, reasonsIn } from './reasons.ts'

export function ErrorReasonsPage() {
  const { t } = useTranslation('error-reasons')
  const [params, setParams] = useSearchParams()
  const onText = useCallback((q: string) => setParams(q === '' ? {} : { q }, { replace: true }), [setParams])
  const [text, setText] = useTyped(params.get('q') ?? '', onText)
  const found = reasonsIn(text)
  useTitle(t('app:errorReasons'))
  return (
    <>
      <PageHead title={t('app:errorReasons')} />
      <Box sx={{ px: 3, pb: 4, display: 'grid', gap: 2, maxWidth: 900, alignContent: 'start' }}>
        <Typography variant="body2" sx={{ maxWidth: '72ch' }}>
          {t('about')} <Mono>{header}</Mono>
        </Typography>
        <FilterBox value={text} onChange={setText} placeholder={t('paste')} />
        <Box role="status" sx={{ display: 'grid', gap: 2 }}>
          {found.map((reason) => (
            <Explained key={reason.name} {...reason} />
          ))}
          {found.length === 0 && <Typography color="textSecondary">{t('none')}</Typography>}
        </Box>
      </Box>
    </>
  )
}

function Explained({ name, status }: Reason) {
  const { t } = useTranslation('error-reasons')
  return (
    <Panel title={name} aside={status !== '' && <Mono quiet>{status}</Mono>}>
      <Typography variant="body2" sx={{ maxWidth: '72ch' }}>
        {t(`reason.${name}.means`)}
      </Typography>
      <Typography variant="body2" sx={{ maxWidth: '72ch', mt: 1 }}>
        {t(`reason.${name}.do`)}
      </Typography>
    </Panel>
  )
}
