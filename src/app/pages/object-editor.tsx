/** The editor page of one object: form and YAML, what is wrong, what changed, and saving it. */
import { Alert, AlertTitle, Box, Button, Typography } from '@mui/material'
import { Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { valueAt } from '../../k8s/fieldpath.ts'
import type { ResourceType } from '../../k8s/resource.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { StatusError } from '../../k8s/status.ts'
import type { Kind } from '../../kinds/kind.ts'
import { changes } from '../../manifest/diff.ts'
import type { Finding } from '../../manifest/finding.ts'
import { type Manifest, parseManifest } from '../../manifest/manifest.ts'
import { ManifestEditor } from '../../ui/editor/manifest-editor.tsx'
import { State } from '../../ui/state.tsx'
import { useDiscovery, useSession } from '../api/queries.ts'
import { useWorld } from '../live/world.ts'
import type { Scope } from '../scope.ts'
import { useNarrow } from '../shell/shell.tsx'
import { serverFindings } from './server-findings.ts'

interface Refusal {
  readonly error: StatusError
  readonly findings: readonly Finding[]
  /** What was sent: a finding is shown as long as its field still holds what the server refused. */
  readonly sent: unknown
}

export interface ObjectEditorProps {
  readonly scope: Scope
  readonly kind: Kind
  readonly type: ResourceType
  readonly mode: 'create' | 'edit'
  /** The text to start from. */
  readonly initial: string
  readonly action: string
  /** Rejects with a StatusError where the server refuses. */
  readonly onSave: (object: unknown) => Promise<void>
  readonly onCancel: () => void
  /** What to say and offer when somebody else changed the object meanwhile. */
  readonly conflict?: { readonly text: string; readonly action: string; readonly run: () => void }
}

export function ObjectEditor(props: ObjectEditorProps) {
  const { t } = useTranslation()
  const { kind, mode, scope } = props
  const narrow = useNarrow()
  const { labelDomain } = useSession()
  const { data: discovery } = useDiscovery(scope.cluster)
  const initial = useMemo(() => parseManifest(props.initial), [props.initial])
  const [manifest, setManifest] = useState<Manifest>(initial)
  const [saving, setSaving] = useState(false)
  const [asked, setAsked] = useState(mode === 'edit')
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  const namespace = asString(asFields(asFields(manifest.value).metadata).namespace)
  const reach = useMemo(
    () => ({ cluster: scope.cluster, namespaces: namespace === '' ? [] : [namespace] }),
    [scope.cluster, namespace],
  )
  const project = scope.view === 'project' ? scope.project : null
  const world = useWorld(kind.related.form, reach, { discovery, labelDomain, project })
  const own = useMemo(
    () => kind.checks.flatMap((check) => check(manifest.value, world)),
    [kind, manifest, world],
  )
  const findings = useMemo(() => {
    const refused = standing(refusal, manifest)
    const shown = own.filter((finding) => asked || finding.missing !== true)
    const doubled = (finding: Finding) =>
      refused.some(
        (each) => each.severity === finding.severity && each.path.join('.') === finding.path.join('.'),
      )
    return [...refused, ...shown.filter((finding) => !doubled(finding))]
  }, [refusal, manifest, own, asked])
  const changed = useMemo(() => changes(initial.value, manifest.value).length, [initial, manifest])

  const save = () => {
    setAsked(true)
    // What is not there yet is asked for here; everything else is for the server to judge.
    if (own.some((finding) => finding.missing === true)) {
      setTimeout(focusFirstInvalid)
      return
    }
    setSaving(true)
    setRefusal(null)
    const sent = manifest.value
    props.onSave(sent).catch((cause: unknown) => {
      setSaving(false)
      const error = cause instanceof StatusError ? cause : new StatusError(unexpected(cause))
      setRefusal({ error, findings: serverFindings(error), sent })
    })
  }
  const broken = manifest.problems.length > 0
  const errors = findings.filter((finding) => finding.severity === 'error').length
  const warnings = findings.filter((finding) => finding.severity === 'warning').length
  return (
    <>
      <ManifestEditor
        label={t('app:yaml')}
        manifest={manifest}
        onManifest={setManifest}
        mode={mode}
        findings={findings}
        narrow={narrow}
        form={
          <Suspense>
            <kind.Form world={world} />
          </Suspense>
        }
        notices={refusal !== null && <RefusalNotice refusal={refusal} conflict={props.conflict} />}
      />
      <Box component="footer" sx={footerStyle}>
        <Typography variant="body2" role="status" sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          {broken && (
            <State tone="danger">{t('app:syntaxErrors', { count: manifest.problems.length })}</State>
          )}
          {errors > 0 && <State tone="danger">{t('app:errors', { count: errors })}</State>}
          {warnings > 0 && <State tone="warning">{t('app:warnings', { count: warnings })}</State>}
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {mode === 'edit' ? t('app:changedFields', { count: changed }) : ''}
          </Box>
        </Typography>
        <Box sx={{ ml: 'auto', display: 'flex', gap: 1 }}>
          <Button onClick={props.onCancel}>{t('app:cancel')}</Button>
          <Button
            variant="contained"
            disabled={broken || saving || (mode === 'edit' && changed === 0)}
            onClick={save}
          >
            {props.action}
          </Button>
        </Box>
      </Box>
    </>
  )
}

const footerStyle = {
  px: 3,
  py: 1,
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  borderTop: 1,
  borderColor: 'divider',
  bgcolor: 'background.paper',
  flexShrink: 0,
} as const

function RefusalNotice({ refusal, conflict }: { refusal: Refusal; conflict: ObjectEditorProps['conflict'] }) {
  const { t } = useTranslation('app')
  const { error } = refusal
  if (error.reason === 'Conflict' && conflict !== undefined) {
    return (
      <Alert severity="warning" action={<Button onClick={conflict.run}>{conflict.action}</Button>}>
        <AlertTitle>{t('conflict')}</AlertTitle>
        {conflict.text}
      </Alert>
    )
  }
  return (
    <Alert severity="error">
      <AlertTitle>{t(error.reason === 'Unreachable' ? 'notSent' : 'refused')}</AlertTitle>
      <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
        {error.message}
      </Box>
    </Alert>
  )
}

function focusFirstInvalid(): void {
  document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus()
}

/** The server's findings whose fields have not been touched since. */
function standing(refusal: Refusal | null, manifest: Manifest): readonly Finding[] {
  if (refusal === null) return []
  return refusal.findings.filter(
    ({ path }) =>
      JSON.stringify(valueAt(manifest.value, path)) === JSON.stringify(valueAt(refusal.sent, path)),
  )
}

function unexpected(cause: unknown) {
  const message = cause instanceof Error ? cause.message : String(cause)
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', message } as const
}
