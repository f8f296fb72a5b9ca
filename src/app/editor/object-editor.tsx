/** The editor page: form and YAML of one object or several, what is wrong, what changed, and saving it. */
import { Button } from '@mui/material'
import { type ComponentType, type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import type { FormProps, Kind, ObjectChange } from '../../kinds/kind.ts'
import { changes } from '../../manifest/diff.ts'
import { ManifestEditor } from '../../ui/editor/manifest-editor.tsx'
import { ReasonedButton } from '../../ui/reasoned.tsx'
import type { ObjectAddress } from '../api/objects.ts'
import { useSchemas } from '../api/schemas.ts'
import { useNarrow } from '../narrow.ts'
import { Consequences } from '../pages/consequences.tsx'
import type { Scope } from '../scope.ts'
import { textOfAll } from './beginning.ts'
import { useClusterAccess } from './cluster-access.ts'
import { openConflicts } from './conflicts.ts'
import { isOfKind } from './document-findings.ts'
import { useEditing } from './editing.ts'
import { EditorFooter } from './editor-footer.tsx'
import { EditorMessages } from './editor-messages.tsx'
import { FormPane } from './form-pane.tsx'
import { useInterruptions } from './interruptions.tsx'
import { type Place, useJudgement } from './judgement.ts'
import { MadeNotice } from './made-notice.tsx'
import { MeanwhileNotice } from './meanwhile-notice.tsx'
import { ownershipOf } from './ownership.ts'
import type { Review } from './rehearsal.ts'
import { ReviewDialog } from './review-dialog.tsx'
import { useSavingLack } from './saving-right.ts'
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
  /** The object that is edited, as it was read, and where, with those that are edited along; null for new ones. */
  readonly existing: {
    readonly address: ObjectAddress
    readonly object: KubeObject
    readonly companions?: readonly KubeObject[]
  } | null
  /** A document of an object that exists already changes it; otherwise it is refused. */
  readonly changesExisting?: boolean
  /** The form of one part, in place of the whole. */
  readonly part?: ComponentType<FormProps>
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
    companions: existing?.companions ?? [],
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
  const judgement = useJudgement({ scope, kind, main, editing, asked })
  const interruptions = useInterruptions(review, judgement.world)
  const changesOfReview = useMemo(() => (review === null ? [] : objectChanges(review)), [review])
  const [place, setPlace] = useState<Place | null>(null)
  const ownerships = useMemo(
    () => standings.map((each) => (each === null ? undefined : ownershipOf(each.origin))),
    [standings],
  )
  const { schemas, error: schemaError } = useSchemas(scope.cluster, whole.text)
  const bases = useMemo(() => standings.map((each) => each && baseOf(each)), [standings])
  const before = useMemo(
    () => (mode === 'edit' ? textOfAll(bases.filter(Boolean)) : undefined),
    [mode, bases],
  )
  const changed = useMemo(() => {
    if (mode === 'create') return null
    return documents.reduce((count, { manifest }, index) => {
      const base = bases[index] ?? null
      return count + (base === null ? 1 : changes(base, manifest.value).length)
    }, 0)
  }, [mode, documents, bases])

  const only = documents.length === 1 ? documents[0]?.manifest.value : null
  const lack = useSavingLack(scope, only, standing?.origin ?? null)
  const save = () => {
    setAsked(true)
    // What is not there yet is asked for here, and what would break the network goes no further; everything else is
    // for the server to judge.
    const { obstacle } = judgement
    if (obstacle === null) void editing.rehearse()
    else setTimeout(() => focusFirstInvalid() || setPlace(obstacle))
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
  const unchanged = changed === 0
  return (
    <>
      <ManifestEditor
        label={t('app:yaml')}
        whole={whole}
        onWhole={editing.setWhole}
        onText={editing.setText}
        index={main}
        mode={mode}
        findings={judgement.findings}
        judged={judgement.judged}
        onJudged={judgement.setJudged}
        place={place}
        ownerships={ownerships}
        narrow={narrow}
        schemas={schemas}
        {...(before !== undefined && { before })}
        form={
          kind?.Form && (
            <FormPane
              Form={props.part ?? kind.Form}
              fields={kind.formFields ?? []}
              related={kind.related.form}
              world={judgement.world}
            />
          )
        }
        notices={
          <>
            {props.intro?.(editing.append)}
            {draft.notice}
            <MadeNotice object={existing === null ? null : (standing?.origin ?? null)} />
            <EditorMessages editing={editing} conflicts={conflicts} busy={busy} />
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
        count={judgement.count}
        onShow={(severity) => setPlace(judgement.placeOf(severity))}
        changed={changed}
        schemaError={schemaError}
        lack={lack}
      >
        <Button onClick={props.onCancel}>{t('app:cancel')}</Button>
        <ReasonedButton
          ref={primary}
          variant="contained"
          disabled={lack === '' && (busy || unchanged || open > 0)}
          reason={lack}
          onClick={save}
        >
          {props.action}
        </ReasonedButton>
      </EditorFooter>
      {review !== null && (
        <ReviewDialog
          cluster={scope.cluster}
          review={review}
          findings={judgement.findings}
          interruptions={interruptions}
          consequences={<Consequences scope={scope} changes={changesOfReview} />}
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

/** As the server would have them, where it could be asked. */
function objectChanges({ steps }: Review): readonly ObjectChange[] {
  return steps.map(({ step: { standing, object }, answer }) => ({
    before: standing?.origin ?? null,
    after: answer?.body ?? object,
  }))
}

/** The document that the page and its form are about. */
function mainIndex({ kind }: ObjectEditorProps, { whole, standings }: ReturnType<typeof useEditing>): number {
  const ofPage = standings.findIndex((standing) => standing?.isOfPage)
  if (ofPage >= 0) return ofPage
  const ofKind = whole.documents.findIndex(({ manifest }) => kind !== null && isOfKind(manifest.value, kind))
  return Math.max(ofKind, 0)
}

/** Whether there is a field to fill in; one that is fixed takes no focus. */
function focusFirstInvalid(): boolean {
  // A dialog stands over the page, and the last one over the others.
  const page = [...document.querySelectorAll('main, [role="dialog"]')].at(-1)
  const field = page?.querySelector<HTMLElement>('[aria-invalid="true"]:not(:disabled)')
  field?.focus()
  return Boolean(field)
}
