/** The editor and the comparison, fetched when first shown; a fetch that fails can be tried again. */
import { Box, CircularProgress } from '@mui/material'
import { type ComponentType, lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RetryBoundary } from '../retry-boundary.tsx'
import type { YamlDiffProps } from './yaml-diff.tsx'
import type { YamlEditorProps } from './yaml-editor.tsx'

const loadEditor = () => import('./yaml-editor.tsx')
const loadDiff = () => import('./yaml-diff.tsx')

export function LazyYamlEditor(props: YamlEditorProps) {
  return <Lazy load={loadEditor} label={props.label} props={props} />
}

export function LazyYamlDiff(props: YamlDiffProps) {
  return <Lazy load={loadDiff} label={props.afterLabel} props={props} />
}

interface LazyProps<P extends object> {
  readonly load: () => Promise<{ default: ComponentType<P> }>
  readonly label: string
  readonly props: P
}

function Lazy<P extends object>(props: LazyProps<P>) {
  const { t } = useTranslation('ui')
  const [attempt, setAttempt] = useState(0)
  return (
    <RetryBoundary message={t('editorFailed')} retry={t('tryAgain')} onRetry={() => setAttempt(attempt + 1)}>
      <Loaded key={attempt} {...props} />
    </RetryBoundary>
  )
}

function Loaded<P extends object>({ load, label, props }: LazyProps<P>) {
  // Made here and not once for all: `lazy` would remember a failure for ever.
  const Shown: ComponentType<P> = useMemo(() => lazy(load), [load])
  return (
    <Suspense
      fallback={
        <Box sx={{ height: '100%', display: 'grid', placeItems: 'center' }}>
          <CircularProgress size={24} aria-label={label} />
        </Box>
      }
    >
      <Shown {...props} />
    </Suspense>
  )
}
