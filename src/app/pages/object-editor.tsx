/** The editor page of one object: form and YAML, what is wrong, what changed, and saving it. */
import { Alert, Box, Button, Typography } from '@mui/material'
import { Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResourceType } from '../../k8s/resource.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import type { World } from '../../kinds/world.ts'
import { changes } from '../../manifest/diff.ts'
import type { Finding } from '../../manifest/finding.ts'
import { hasMoreDocuments, type Manifest } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'
import { ManifestEditor } from '../../ui/editor/manifest-editor.tsx'
import { State } from '../../ui/state.tsx'
import { useDiscovery, useSession } from '../api/queries.ts'
import { useSchemas } from '../api/schemas.ts'
import { useWorld } from '../live/world.ts'
import { useNarrow } from '../shell/shell.tsx'
import { useEditing } from './editing.ts'
import { MergedNotice, RefusalNotice } from './editor-notices.tsx'
import { misreadingFindings } from './misreading-findings.ts'
import { useUnsavedGuard } from './unsaved-guard.tsx'
import { type DraftProps, useDraft } from './use-draft.tsx'

export interface ObjectEditorProps extends DraftProps {
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
  const { kind, mode, type, onConflict } = props
  const editing = useEditing(props.initial)
  const { manifest, base, error } = editing
  const draft = useDraft(props, editing)
  const unsaved = useUnsavedGuard(() => !editing.saving && editing.isTouched, draft.keep)
  const [asked, setAsked] = useState(mode === 'edit')
  const narrow = useNarrow()
  const world = useFormWorld(props, manifest)
  const own = useMemo(
    () => [
      ...namespaceFindings(type, manifest),
      ...misreadingFindings(manifest),
      ...kind.checks.flatMap((check) => check(manifest.value, world)),
    ],
    [type, kind, manifest, world],
  )
  const findings = useMemo(
    () => withoutDoubles([...editing.refused, ...own.filter((each) => asked || each.missing !== true)]),
    [editing.refused, own, asked],
  )
  const { schemas, error: schemaError } = useSchemas(props.scope.cluster, manifest.text)
  const before = useMemo(() => (mode === 'edit' ? writeYaml(base) : undefined), [mode, base])
  const changed = useMemo(() => changes(base, manifest.value).length, [base, manifest])

  const save = () => {
    setAsked(true)
    // What is not there yet is asked for here; everything else is for the server to judge.
    if (own.some((finding) => finding.missing === true)) setTimeout(focusFirstInvalid)
    else void editing.save(draft.untilSaved(props.onSave))
  }
  const broken = manifest.problems.length > 0
  const several = !broken && hasMoreDocuments(manifest)
  const unchanged = mode === 'edit' && changed === 0
  return (
    <>
      <ManifestEditor
        label={t('app:yaml')}
        manifest={manifest}
        onManifest={editing.setManifest}
        mode={mode}
        findings={findings}
        narrow={narrow}
        schemas={schemas}
        {...(before !== undefined && { before })}
        form={
          <Suspense>
            <kind.Form world={world} />
          </Suspense>
        }
        notices={
          <>
            {draft.notice}
            {several && <Alert severity="error">{t('app:oneObject', { kind: kind.kind })}</Alert>}
            {editing.merged !== null && <MergedNotice merged={editing.merged} />}
            {error !== null && (
              <RefusalNotice
                error={error}
                onTakeOver={onConflict && (() => void editing.takeOver(onConflict))}
              />
            )}
          </>
        }
      />
      <Box component="footer" sx={footerStyle}>
        <Typography variant="body2" role="status" sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          <Counts manifest={manifest} findings={findings} />
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {mode === 'edit' ? t('app:changedFields', { count: changed }) : ''}
          </Box>
          {schemaError !== null && (
            <Box component="span" title={schemaError.message} sx={{ color: 'text.secondary' }}>
              {t('app:noSchemas')}
            </Box>
          )}
        </Typography>
        <Box sx={{ ml: 'auto', display: 'flex', gap: 1 }}>
          <Button onClick={props.onCancel}>{t('app:cancel')}</Button>
          <Button
            variant="contained"
            disabled={broken || several || unchanged || editing.saving}
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

function Counts({ manifest, findings }: { manifest: Manifest; findings: readonly Finding[] }) {
  const { t } = useTranslation('app')
  const problems = manifest.problems.length
  const errors = findings.filter((finding) => finding.severity === 'error').length
  const warnings = findings.filter((finding) => finding.severity === 'warning').length
  return (
    <>
      {problems > 0 && <State tone="danger">{t('syntaxErrors', { count: problems })}</State>}
      {errors > 0 && <State tone="danger">{t('errors', { count: errors })}</State>}
      {warnings > 0 && <State tone="warning">{t('warnings', { count: warnings })}</State>}
    </>
  )
}

function namespaceOf(manifest: Manifest): string {
  return asString(asFields(asFields(manifest.value).metadata).namespace)
}

/** What the form looks at, in the namespace that the object is made for. */
function useFormWorld({ kind, scope }: ObjectEditorProps, manifest: Manifest): World {
  const { labelDomain } = useSession()
  const { data: discovery } = useDiscovery(scope.cluster)
  const namespace = namespaceOf(manifest)
  const reach = useMemo(
    () => ({ cluster: scope.cluster, namespaces: namespace === '' ? [] : [namespace] }),
    [scope.cluster, namespace],
  )
  const project = scope.view === 'project' ? scope.project : null
  return useWorld(kind.related.form, reach, { discovery, labelDomain, project })
}

/** What holds for every kind whose objects live in namespaces. */
function namespaceFindings(type: ResourceType, manifest: Manifest): readonly Finding[] {
  if (!type.namespaced || namespaceOf(manifest) !== '') return []
  const text = { key: 'app:namespaceMissing' }
  const path = ['metadata', 'namespace']
  return [{ id: 'object/namespace-missing', severity: 'error', path, text, missing: true }]
}

/** One finding of a severity at a path is enough; the server's come first and win. */
function withoutDoubles(findings: readonly Finding[]): readonly Finding[] {
  const isServers = ({ id }: Finding) => id.startsWith('server/')
  const place = ({ severity, path }: Finding) => `${severity} ${path.join('.')}`
  const taken = new Set(findings.filter(isServers).map(place))
  return findings.filter((finding) => isServers(finding) || !taken.has(place(finding)))
}

function focusFirstInvalid(): void {
  document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus()
}
