/** Two texts beside each other, or below where there is no room, with what differs marked. Read-only. */
import { Box } from '@mui/material'
import { useEffect, useRef } from 'react'
import { createModel } from './language.ts'
import { editorOptions, monaco } from './monaco.ts'
import { editorHost, useMonacoTheme } from './monaco-theme.ts'

export interface YamlDiffProps {
  readonly before: string
  readonly after: string
  readonly beforeLabel: string
  readonly afterLabel: string
}

export default function YamlDiff({ before, after, beforeLabel, afterLabel }: YamlDiffProps) {
  const host = useRef<HTMLDivElement>(null)
  useMonacoTheme()

  useEffect(() => {
    if (host.current === null) return
    const original = createModel(before)
    const modified = createModel(after)
    const created = monaco.editor.createDiffEditor(host.current, {
      ...editorOptions,
      readOnly: true,
      originalAriaLabel: beforeLabel,
      modifiedAriaLabel: afterLabel,
      hideUnchangedRegions: { enabled: true },
      renderOverviewRuler: false,
      renderLineHighlight: 'none',
      // A minus or plus tells the sides apart, not the colour only.
      renderIndicators: true,
    })
    created.setModel({ original, modified })
    return () => {
      created.dispose()
      original.dispose()
      modified.dispose()
    }
  }, [before, after, beforeLabel, afterLabel])

  return <Box ref={host} sx={editorHost} />
}
