/** The editor, fetched when it is first shown; a fetch that fails can be tried again. */
import { Box, CircularProgress } from '@mui/material'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RetryBoundary } from '../retry-boundary.tsx'
import type { YamlEditorProps } from './yaml-editor.tsx'

export function LazyYamlEditor(props: YamlEditorProps) {
  const { t } = useTranslation('ui')
  const [attempt, setAttempt] = useState(0)
  return (
    <RetryBoundary message={t('editorFailed')} retry={t('tryAgain')} onRetry={() => setAttempt(attempt + 1)}>
      <LoadedEditor key={attempt} {...props} />
    </RetryBoundary>
  )
}

function LoadedEditor(props: YamlEditorProps) {
  // Made here and not once for all: `lazy` would remember a failure for ever.
  const YamlEditor = useMemo(() => lazy(() => import('./yaml-editor.tsx')), [])
  return (
    <Suspense
      fallback={
        <Box sx={{ height: '100%', display: 'grid', placeItems: 'center' }}>
          <CircularProgress size={24} aria-label={props.label} />
        </Box>
      }
    >
      <YamlEditor {...props} />
    </Suspense>
  )
}
