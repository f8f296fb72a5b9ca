/** The editor page of one object: form and YAML, what is wrong, what changed, and saving it. */
import { Alert, Box, Button, Typography } from '@mui/material'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ResourceType } from '../../k8s/resource.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import type { World } from '../../kinds/world.ts'
import { changes } from '../../manifest/diff.ts'
import type { Finding } from '../../manifest/finding.ts'
import { hasMoreDocuments, type Manifest } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'
import { ManifestEditor } from '../../ui/editor/manifest-editor.tsx'
import { State } from '../../ui/state.tsx'
import { getObject, type ObjectAddress } from '../api/objects.ts'
import { useDiscovery, useSession } from '../api/queries.ts'
import type { Answer } from '../api/request.ts'
import { useSchemas } from '../api/schemas.ts'
import { useWorld } from '../live/world.ts'
import { useNarrow } from '../shell/shell.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import { openConflicts } from './conflicts.ts'
import { type Send, useEditing } from './editing.ts'
import { MergedNotice, RefusalNotice } from './editor-notices.tsx'
import { FormPane } from './form-pane.tsx'
import { MeanwhileNotice } from './meanwhile-notice.tsx'
import { misreadingFindings } from './misreading-findings.ts'
import { kubectlCommand } from './review.ts'
import { ReviewDialog } from './review-dialog.tsx'
import { useUnsavedGuard } from './unsaved-guard.tsx'
import { type DraftProps, useDraft } from './use-draft.tsx'

export interface ObjectEditorProps extends DraftProps {
  readonly type: ResourceType
  /** The object that is edited, as it was read, and where; null for a new one. */
  readonly existing: { readonly address: ObjectAddress; readonly object: KubeObject } | null
  /** The text to start from. */
  readonly initial: string
  /** What the button of the page says. */
  readonly action: string
  readonly send: Send
  readonly onSaved: (answer: Answer<KubeObject>) => void
  readonly onCancel: () => void
}

export function ObjectEditor(props: ObjectEditorProps) {
  const { t } = useTranslation()
  const { kind, type, existing } = props
  const mode = existing === null ? 'create' : 'edit'
  const editing = useEditing(props.initial, existing?.object ?? null, props.send)
  const { manifest, base, error, review } = editing
  const takeOver =
    existing === null
      ? undefined
      : () => editing.takeOver(async () => (await getObject(existing.address)).body)
  const draft = useDraft(props, editing, takeOver)
  const unsaved = useUnsavedGuard(() => editing.phase !== 'applying' && editing.isTouched, draft.keep)
  const primary = useRef<HTMLButtonElement>(null)
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

  const broken = manifest.problems.length > 0
  const save = () => {
    setAsked(true)
    // What is not there yet is asked for here; everything else is for the server to judge.
    if (own.some((finding) => finding.missing === true)) setTimeout(focusFirstInvalid)
    else void editing.rehearse()
  }
  // The button was disabled while the server was asked, so the dialog cannot give the focus back to it.
  const focusPrimary = () => setTimeout(() => primary.current?.focus())
  const back = () => {
    editing.back()
    focusPrimary()
  }
  const apply = async () => {
    if (review === null) return
    const answer = await editing.apply(review)
    if (answer === null) return focusPrimary()
    draft.saved()
    props.onSaved(answer)
  }
  const conflicts = openConflicts(editing.merged, manifest)
  // Theirs can only be put into a text that can be read, and not under the server's eyes.
  const busy = broken || editing.phase !== 'editing'
  const several = !broken && hasMoreDocuments(manifest)
  const unchanged = mode === 'edit' && changed === 0
  const naming = { kind: t(`${kind.id}:one`), name: review?.answer.body.metadata.name }
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
          kind.Form && (
            <FormPane
              Form={kind.Form}
              fields={kind.formFields ?? []}
              related={kind.related.form}
              world={world}
            />
          )
        }
        notices={
          <>
            {draft.notice}
            {several && <Alert severity="error">{t('app:oneObject', { kind: kind.kind })}</Alert>}
            {conflicts.length > 0 && (
              <ConflictNotice
                manifest={manifest}
                conflicts={conflicts}
                onAnswer={editing.answer}
                onKeepAll={editing.keepMine}
              />
            )}
            {editing.merged !== null && conflicts.length === 0 && <MergedNotice />}
            {error !== null && <RefusalNotice error={error} onTakeOver={takeOver} disabled={busy} />}
          </>
        }
      />
      {existing !== null && (
        <MeanwhileNotice
          address={existing.address}
          origin={editing.origin ?? existing.object}
          applying={editing.phase === 'applying'}
          known={error?.reason === 'Conflict'}
          kindName={t(`${kind.id}:one`)}
          onTakeOver={takeOver}
          disabled={busy}
          onSame={editing.adopt}
        />
      )}
      <Box component="footer" sx={footerStyle}>
        <Typography variant="body2" role="status" sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          <Counts manifest={manifest} findings={findings} conflicts={conflicts.length} />
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
            ref={primary}
            variant="contained"
            disabled={busy || several || unchanged || conflicts.length > 0}
            onClick={save}
          >
            {props.action}
          </Button>
        </Box>
      </Box>
      {review !== null && (
        <ReviewDialog
          review={review}
          before={existing === null ? undefined : base}
          findings={findings}
          title={t(existing === null ? 'app:review.create' : 'app:review.save', naming)}
          place={[props.scope.cluster, namespaceOf(review.manifest)].filter(Boolean).join(' / ')}
          action={t(existing === null ? 'app:createKind' : 'app:saveKind', naming)}
          command={kubectlCommand(
            props.scope.cluster,
            review.manifest,
            editing.origin?.metadata.resourceVersion,
          )}
          narrow={narrow}
          applying={editing.phase === 'applying'}
          onBack={back}
          onApply={() => void apply()}
        />
      )}
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

function Counts(props: { manifest: Manifest; findings: readonly Finding[]; conflicts: number }) {
  const { manifest, findings, conflicts } = props
  const { t } = useTranslation('app')
  const problems = manifest.problems.length
  const errors = findings.filter((finding) => finding.severity === 'error').length
  const warnings = findings.filter((finding) => finding.severity === 'warning').length
  return (
    <>
      {problems > 0 && <State tone="danger">{t('syntaxErrors', { count: problems })}</State>}
      {conflicts > 0 && <State tone="warning">{t('conflicts.open', { count: conflicts })}</State>}
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
  // A dialog stands over the page, and the last one over the others.
  const place = [...document.querySelectorAll('main, [role="dialog"]')].at(-1)
  place?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
