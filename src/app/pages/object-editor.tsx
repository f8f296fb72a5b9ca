/** The editor page of one object: form and YAML, what is wrong, what changed, and saving it. */
import { Alert, AlertTitle, Box, Button, Typography } from '@mui/material'
import { Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFieldPath, valueAt } from '../../k8s/fieldpath.ts'
import type { ResourceType } from '../../k8s/resource.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { StatusError } from '../../k8s/status.ts'
import type { Kind } from '../../kinds/kind.ts'
import { changes } from '../../manifest/diff.ts'
import type { Finding } from '../../manifest/finding.ts'
import { hasMoreDocuments, type Manifest, parseManifest } from '../../manifest/manifest.ts'
import { type Merged, mergeTheirs } from '../../manifest/merge.ts'
import { ManifestEditor } from '../../ui/editor/manifest-editor.tsx'
import { State } from '../../ui/state.tsx'
import { useDiscovery, useSession } from '../api/queries.ts'
import { useWorld } from '../live/world.ts'
import type { Scope } from '../scope.ts'
import { useNarrow } from '../shell/shell.tsx'
import { serverFindings } from './server-findings.ts'
import { useUnsavedGuard } from './unsaved-guard.tsx'

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
  /** Reads the newest version, as `initial` would begin with it, when somebody else changed the object meanwhile. */
  readonly onConflict?: () => Promise<unknown>
}

export function ObjectEditor(props: ObjectEditorProps) {
  const { t } = useTranslation()
  const { kind, mode, scope, type } = props
  const narrow = useNarrow()
  const { labelDomain } = useSession()
  const { data: discovery } = useDiscovery(scope.cluster)
  const initial = useMemo(() => parseManifest(props.initial), [props.initial])
  const [manifest, setManifest] = useState<Manifest>(initial)
  const [saving, setSaving] = useState(false)
  const [asked, setAsked] = useState(mode === 'edit')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [base, setBase] = useState<unknown>(initial.value)
  const [merged, setMerged] = useState<Merged | null>(null)
  const leaving = useRef(false)
  const unsaved = useUnsavedGuard(() => !leaving.current && manifest.text !== initial.text)

  const namespace = asString(asFields(asFields(manifest.value).metadata).namespace)
  const reach = useMemo(
    () => ({ cluster: scope.cluster, namespaces: namespace === '' ? [] : [namespace] }),
    [scope.cluster, namespace],
  )
  const project = scope.view === 'project' ? scope.project : null
  const world = useWorld(kind.related.form, reach, { discovery, labelDomain, project })
  const own = useMemo(
    () => [
      ...namespaceFindings(type, namespace),
      ...kind.checks.flatMap((check) => check(manifest.value, world)),
    ],
    [type, namespace, kind, manifest, world],
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
  const changed = useMemo(() => changes(base, manifest.value).length, [base, manifest])

  const save = () => {
    setAsked(true)
    // What is not there yet is asked for here; everything else is for the server to judge.
    if (own.some((finding) => finding.missing === true)) {
      setTimeout(focusFirstInvalid)
      return
    }
    setSaving(true)
    setRefusal(null)
    setMerged(null)
    leaving.current = true
    props.onSave(manifest.value).catch((cause: unknown) => {
      leaving.current = false
      setSaving(false)
      refuse(cause)
    })
  }
  const refuse = (cause: unknown) => {
    const error = cause instanceof StatusError ? cause : new StatusError(unexpected(cause))
    setRefusal({ error, findings: serverFindings(error), sent: manifest.value })
  }
  const takeOver = async (readNewest: () => Promise<unknown>) => {
    try {
      const newest = await readNewest()
      const result = mergeTheirs(base, manifest, newest)
      setBase(newest)
      setManifest(result.manifest)
      setMerged(result)
      setRefusal(null)
    } catch (cause) {
      refuse(cause)
    }
  }
  const takeOverOf = (read: ObjectEditorProps['onConflict']) =>
    read === undefined ? undefined : () => takeOver(read)
  const broken = manifest.problems.length > 0
  const several = !broken && hasMoreDocuments(manifest)
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
        notices={
          <>
            {several && <Alert severity="error">{t('app:oneObject', { kind: kind.kind })}</Alert>}
            {merged !== null && <MergedNotice merged={merged} />}
            {refusal !== null && (
              <RefusalNotice refusal={refusal} onTakeOver={takeOverOf(props.onConflict)} />
            )}
          </>
        }
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
            disabled={broken || several || saving || (mode === 'edit' && changed === 0)}
            onClick={save}
          >
            {props.action}
          </Button>
        </Box>
      </Box>
      {unsaved}
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

function RefusalNotice({ refusal, onTakeOver }: { refusal: Refusal; onTakeOver: (() => void) | undefined }) {
  const { t } = useTranslation('app')
  const { error } = refusal
  if (error.reason === 'Conflict' && onTakeOver !== undefined) {
    return (
      <Alert severity="warning" action={<Button onClick={onTakeOver}>{t('conflictTakeOver')}</Button>}>
        <AlertTitle>{t('conflict')}</AlertTitle>
        {t('conflictText')}
      </Alert>
    )
  }
  return (
    <Alert severity="error">
      <AlertTitle>
        {t(error.reason === 'Unreachable' || error.code >= 500 ? 'notSaved' : 'refused')}
      </AlertTitle>
      <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
        {error.message}
      </Box>
    </Alert>
  )
}

/** What holds for every kind whose objects live in namespaces. */
function namespaceFindings(type: ResourceType, namespace: string): readonly Finding[] {
  if (!type.namespaced || namespace !== '') return []
  const text = { key: 'app:namespaceMissing' }
  const path = ['metadata', 'namespace']
  return [{ id: 'object/namespace-missing', severity: 'error', path, text, missing: true }]
}

function focusFirstInvalid(): void {
  document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus()
}

function MergedNotice({ merged }: { merged: Merged }) {
  const { t } = useTranslation('app')
  const both = merged.conflicts.map(formatFieldPath).join(', ')
  return (
    <Alert severity={both === '' ? 'success' : 'warning'}>
      {both === '' ? t('takenOver') : t('takenOverExcept', { paths: both })}
    </Alert>
  )
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
