/** The editor page: form and YAML of one object or several, what is wrong, what changed, and saving it. */
import { Button } from '@mui/material'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import type { Kind } from '../../kinds/kind.ts'
import { changes } from '../../manifest/diff.ts'
import type { Finding } from '../../manifest/finding.ts'
import { writeYaml } from '../../manifest/write.ts'
import { ManifestEditor } from '../../ui/editor/manifest-editor.tsx'
import type { ObjectAddress } from '../api/objects.ts'
import { useDiscovery } from '../api/queries.ts'
import { useSchemas } from '../api/schemas.ts'
import { useNarrow } from '../narrow.ts'
import type { Scope } from '../scope.ts'
import { useClusterAccess } from './cluster-access.ts'
import { ConflictNotice } from './conflict-notice.tsx'
import { openConflicts } from './conflicts.ts'
import { documentFindings, isOfKind, otherKindFindings, withoutDoubles } from './document-findings.ts'
import { useDocumentsWorld } from './documents-world.ts'
import { useEditing } from './editing.ts'
import { EditorFooter } from './editor-footer.tsx'
import { MergedNotice, OutcomeNotice, RefusalNotice } from './editor-notices.tsx'
import { FormPane } from './form-pane.tsx'
import { ListNotice } from './list-notice.tsx'
import { MadeNotice } from './made-notice.tsx'
import { MeanwhileNotice } from './meanwhile-notice.tsx'
import { ownershipOf } from './ownership.ts'
import { ReviewDialog } from './review-dialog.tsx'
import { baseOf } from './steps.ts'
import { useUnsavedGuard } from './unsaved-guard.tsx'
import { useDraft } from './use-draft.tsx'

export interface Saved {
  /** The object of the page, or else the first. */
  readonly object: KubeObject
  /** All of the text, also those that were written before. */
  readonly objects: readonly KubeObject[]
  /** The server's about any of them. */
  readonly warnings: readonly string[]
}

export interface ObjectEditorProps {
  readonly scope: Scope
  /** The kind that the page is about; null where the text may be of any. */
  readonly kind: Kind | null
  /** The object that is edited, as it was read, and where; null for new ones. */
  readonly existing: { readonly address: ObjectAddress; readonly object: KubeObject } | null
  /** A document of an object that exists already changes it; otherwise it is refused. */
  readonly changesExisting?: boolean
  /** The text to start from. */
  readonly initial: string
  /** What the button of the page says. */
  readonly action: string
  /** What stands above the text; `append` puts more text behind it. */
  readonly intro?: (append: (text: string) => void) => ReactNode
  readonly onSaved: (saved: Saved) => void
  readonly onCancel: () => void
}

export function ObjectEditor(props: ObjectEditorProps) {
  const { t } = useTranslation()
  const { scope, kind, existing } = props
  const mode = existing === null ? 'create' : 'edit'
  const access = useClusterAccess(scope.cluster)
  const editing = useEditing({
    text: props.initial,
    original: existing?.object ?? null,
    access,
    changesExisting: props.changesExisting ?? false,
  })
  const { whole, standings, review } = editing
  const { documents } = whole
  const main = mainIndex(props, editing)
  const standing = standings[main] ?? null
  const takeOver = existing === null ? undefined : () => editing.takeOver(main)
  const draft = useDraft({ scope, kind, editing, original: existing?.object ?? null, takeOver })
  const unsaved = useUnsavedGuard(() => editing.phase !== 'applying' && editing.isTouched, draft.keep)
  const primary = useRef<HTMLButtonElement>(null)
  const [asked, setAsked] = useState(mode === 'edit')
  const narrow = useNarrow()
  const { data: discovery } = useDiscovery(scope.cluster)
  const world = useDocumentsWorld(scope, kind, whole, discovery)
  const own = useMemo(
    () =>
      documentFindings(whole, standings, discovery, world).map((findings, index) => {
        const manifest = documents[index]?.manifest
        if (kind === null || manifest === undefined || index !== main) return findings
        return [...otherKindFindings(manifest, kind), ...findings]
      }),
    [whole, standings, documents, discovery, world, kind, main],
  )
  const ownerships = useMemo(
    () => standings.map((each) => (each === null ? undefined : ownershipOf(each.origin))),
    [standings],
  )
  const findings = useMemo(
    () =>
      own.map((each, index) =>
        withoutDoubles([
          ...(editing.refused[index] ?? []),
          ...each.filter(({ missing }) => asked || missing !== true),
        ]),
      ),
    [editing.refused, own, asked],
  )
  const [judged, setJudged] = useState<readonly (readonly Finding[])[]>([])
  const said = useMemo(
    () => judged.map((each) => each.filter(({ missing }) => asked || missing !== true)),
    [judged, asked],
  )
  const { schemas, error: schemaError } = useSchemas(scope.cluster, whole.text)
  const bases = useMemo(() => standings.map((each) => each && baseOf(each)), [standings])
  const before = useMemo(
    () => (mode === 'edit' ? bases.filter(Boolean).map(writeYaml).join('---\n') : undefined),
    [mode, bases],
  )
  const changed = useMemo(
    () =>
      documents.reduce((count, { manifest }, index) => {
        const base = bases[index] ?? null
        return count + (base === null ? 1 : changes(base, manifest.value).length)
      }, 0),
    [documents, bases],
  )

  const save = () => {
    setAsked(true)
    // What is not there yet is asked for here; everything else is for the server to judge.
    if (own.flat().some((finding) => finding.missing === true)) setTimeout(focusFirstInvalid)
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
    const written = await editing.apply(review)
    if (written === null) return focusPrimary()
    draft.saved()
    const now = standings.map(
      (each, index) => written.find(({ step }) => step.index === index)?.answer.body ?? each?.origin,
    )
    const objects = now.filter((object) => object !== undefined)
    const object = now[main] ?? objects[0]
    if (object === undefined) return
    props.onSaved({ object, objects, warnings: written.flatMap(({ answer }) => answer.warnings) })
  }
  const conflicts = documents.map(({ manifest }, index) =>
    openConflicts(editing.merged[index] ?? null, manifest),
  )
  const open = conflicts.flat().length
  // Theirs can only be put into a text that can be read, and not under the server's eyes.
  const busy = documents.some(({ manifest }) => manifest.problems.length > 0) || editing.phase !== 'editing'
  const unchanged = mode === 'edit' && changed === 0
  const mergedQuietly = editing.merged.some((each) => each !== null) && open === 0
  return (
    <>
      <ManifestEditor
        label={t('app:yaml')}
        whole={whole}
        onWhole={editing.setWhole}
        onText={editing.setText}
        index={main}
        mode={mode}
        findings={findings}
        judged={said}
        onJudged={setJudged}
        ownerships={ownerships}
        narrow={narrow}
        schemas={schemas}
        {...(before !== undefined && { before })}
        form={
          kind?.Form && (
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
            {props.intro?.(editing.append)}
            {draft.notice}
            <MadeNotice object={existing === null ? null : (standing?.origin ?? null)} />
            <ListNotice whole={whole} onWhole={editing.setWhole} />
            {documents.map(({ manifest }, index) => {
              const ofDocument = conflicts[index] ?? []
              if (ofDocument.length === 0) return null
              return (
                <ConflictNotice
                  key={index}
                  manifest={manifest}
                  conflicts={ofDocument}
                  onAnswer={(conflict, side) => editing.answer(index, conflict, side)}
                  onKeepAll={() => editing.keepMine(index)}
                />
              )
            })}
            {mergedQuietly && <MergedNotice />}
            {editing.outcome !== null && <OutcomeNotice outcome={editing.outcome} />}
            {editing.refusals.map((refusal) => (
              <RefusalNotice
                key={refusal.index}
                refusal={refusal}
                named={documents.length > 1}
                onTakeOver={standings[refusal.index] ? () => void editing.takeOver(refusal.index) : undefined}
                disabled={busy}
              />
            ))}
          </>
        }
      />
      {existing !== null && standing !== null && kind !== null && (
        <MeanwhileNotice
          address={existing.address}
          origin={standing.origin}
          applying={editing.phase === 'applying'}
          known={editing.refusals.some(({ error }) => error.reason === 'Conflict')}
          kind={kind}
          onTakeOver={takeOver}
          disabled={busy}
          onSame={editing.adopt}
        />
      )}
      <EditorFooter
        problems={whole.problems.length}
        conflicts={open}
        findings={[...findings, ...said].flat()}
        changed={mode === 'edit' ? changed : null}
        schemaError={schemaError}
      >
        <Button onClick={props.onCancel}>{t('app:cancel')}</Button>
        <Button ref={primary} variant="contained" disabled={busy || unchanged || open > 0} onClick={save}>
          {props.action}
        </Button>
      </EditorFooter>
      {review !== null && (
        <ReviewDialog
          cluster={scope.cluster}
          review={review}
          findings={findings}
          narrow={narrow}
          applying={editing.phase === 'applying'}
          progressOf={editing.progressOf}
          onBack={back}
          onApply={() => void apply()}
        />
      )}
      {unsaved}
    </>
  )
}

/** The document that the page and its form are about. */
function mainIndex({ kind }: ObjectEditorProps, { whole, standings }: ReturnType<typeof useEditing>): number {
  const ofPage = standings.findIndex((standing) => standing?.isOfPage)
  if (ofPage >= 0) return ofPage
  const ofKind = whole.documents.findIndex(({ manifest }) => kind !== null && isOfKind(manifest.value, kind))
  return Math.max(ofKind, 0)
}

function focusFirstInvalid(): void {
  // A dialog stands over the page, and the last one over the others.
  const place = [...document.querySelectorAll('main, [role="dialog"]')].at(-1)
  place?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
