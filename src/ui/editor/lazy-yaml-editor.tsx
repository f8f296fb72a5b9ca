/** The editor, fetched when it is first shown. */
import { Box, CircularProgress } from '@mui/material'
import { lazy, Suspense } from 'react'
import type { YamlEditorProps } from './yaml-editor.tsx'

const YamlEditor = lazy(() => import('./yaml-editor.tsx'))

export function LazyYamlEditor(props: YamlEditorProps) {
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
