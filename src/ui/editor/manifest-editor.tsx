/** Form and YAML of one manifest, side by side, either of them hideable. */
import { Alert, Box, ToggleButton, ToggleButtonGroup } from '@mui/material'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import type { Finding } from '../../manifest/finding.ts'
import { type Manifest, parseManifest, pathAt, rangeAt } from '../../manifest/manifest.ts'
import { FormContext, type FormState } from '../form/context.ts'
import { useRemembered } from '../remembered.ts'
import { useText } from '../text.ts'
import { LazyYamlEditor } from './lazy-yaml-editor.tsx'
import type { Marker } from './yaml-editor.tsx'

const layouts = ['both', 'form', 'yaml'] as const

export interface ManifestEditorProps {
  readonly label: string
  readonly manifest: Manifest
  readonly onManifest: (manifest: Manifest) => void
  readonly mode: FormState['mode']
  readonly findings: readonly Finding[]
  readonly narrow: boolean
  /** The form; without one there is only the YAML. */
  readonly form?: ReactNode
  /** What stands above the form, for instance the server's answer. */
  readonly notices?: ReactNode
}

export function ManifestEditor(props: ManifestEditorProps) {
  const { manifest, onManifest, narrow } = props
  const { t } = useTranslation('ui')
  const [remembered, setLayout] = useRemembered('editor-layout', layouts, 'both')
  const layout = props.form === undefined ? 'yaml' : narrow && remembered === 'both' ? 'form' : remembered
  const [focused, setFocused] = useState<Path | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const frozen = manifest.problems.length > 0
  // While the text has a syntax error, the form keeps showing what it last understood.
  const [understood, setUnderstood] = useState(manifest)
  if (!frozen && understood !== manifest) setUnderstood(manifest)

  const form: FormState = {
    manifest: frozen ? understood : manifest,
    mode: props.mode,
    frozen,
    findings: props.findings,
    edit: (change) => {
      try {
        onManifest(change(manifest))
        setRefused(null)
      } catch (error) {
        // An alias, or a shape the path does not fit: the text stays as it is, and the user hears why.
        setRefused(error instanceof Error ? error.message : String(error))
      }
    },
    focus: setFocused,
  }
  const markers = useMarkers(manifest, props.findings)
  const highlight = useMemo(() => {
    if (focused === null || frozen) return null
    const range = rangeAt(manifest, focused)
    return range.exact ? range : null
  }, [focused, frozen, manifest])

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }}>
      {props.form !== undefined && (
        <ToggleButtonGroup
          exclusive
          size="small"
          value={layout}
          aria-label={t('layout')}
          onChange={(_, value: (typeof layouts)[number] | null) => value !== null && setLayout(value)}
          sx={{ px: 3, pb: 1.5, '& .MuiToggleButton-root': { py: 0.25, px: 1.5, textTransform: 'none' } }}
        >
          <ToggleButton value="form">{t('layoutForm')}</ToggleButton>
          {!narrow && <ToggleButton value="both">{t('layoutBoth')}</ToggleButton>}
          <ToggleButton value="yaml">{t('layoutYaml')}</ToggleButton>
        </ToggleButtonGroup>
      )}
      <Box sx={{ display: 'flex', flex: 1, minHeight: 0, borderTop: 1, borderColor: 'divider' }}>
        {layout !== 'yaml' && (
          <Box sx={{ flex: '1 1 560px', minWidth: 0, overflow: 'auto', px: 3, py: 2.5 }}>
            <Box sx={{ maxWidth: 720, display: 'grid', gap: 4 }}>
              {props.notices}
              {frozen && <Alert severity="warning">{t('formFrozen')}</Alert>}
              {refused !== null && (
                <Alert severity="warning" onClose={() => setRefused(null)}>
                  {t('editRefused', { reason: refused })}
                </Alert>
              )}
              <FormContext value={form}>{props.form}</FormContext>
            </Box>
          </Box>
        )}
        {layout !== 'form' && (
          <Box
            sx={{
              flex: '1 1 480px',
              minWidth: 0,
              display: 'flex',
              flexDirection: 'column',
              bgcolor: 'background.paper',
              ...(layout === 'both' && { borderLeft: 1, borderColor: 'divider' }),
            }}
          >
            {layout === 'yaml' && props.notices !== undefined && <Box sx={{ p: 1.5 }}>{props.notices}</Box>}
            <Box sx={{ flex: 1, minHeight: 0 }}>
              <LazyYamlEditor
                text={manifest.text}
                label={props.label}
                onText={(text) => onManifest(parseManifest(text))}
                onCursor={(offset) => layout === 'both' && revealField(pathAt(manifest, offset))}
                markers={markers}
                highlight={highlight}
              />
            </Box>
          </Box>
        )}
      </Box>
    </Box>
  )
}

function useMarkers(manifest: Manifest, findings: readonly Finding[]): readonly Marker[] {
  const text = useText()
  return useMemo(
    () => [
      ...manifest.problems.map((problem) => ({ ...problem, severity: 'error' as const })),
      ...findings.map((finding) => ({
        ...markedRange(manifest, finding.path),
        message: text(finding.text),
        severity: finding.severity,
      })),
    ],
    [manifest, findings, text],
  )
}

/** The node of a path; where it is missing, only the first line of what it should stand in. */
function markedRange(manifest: Manifest, path: Path): { offset: number; length: number } {
  const { offset, length, exact } = rangeAt(manifest, path)
  if (exact) return { offset, length }
  const line = /^[^\n]*/.exec(manifest.text.slice(offset, offset + length))?.[0] ?? ''
  return { offset, length: line.length }
}

/** Brings the field of a path, or of the nearest path above it, into view and lights it up for a moment. */
function revealField(path: Path): void {
  for (let length = path.length; length > 0; length--) {
    const field = document.querySelector(`[data-path="${CSS.escape(path.slice(0, length).join('.'))}"]`)
    if (field === null) continue
    field.scrollIntoView({ block: 'nearest' })
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    field.animate({ backgroundColor: ['rgb(79 195 186 / 0.25)', 'transparent'] }, 900)
    return
  }
}
