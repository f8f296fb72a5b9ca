/** Form and YAML of a text, side by side, either of them hideable; or what has changed in it. */
import { Alert, Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import type { JsonSchema, KindSchema } from '../../k8s/openapi.ts'
import { descriptionAt } from '../../k8s/openapi-describe.ts'
import { asFields, messageOf } from '../../k8s/shape.ts'
import { type Documents, documentIndexAt, withDocument } from '../../manifest/documents.ts'
import type { Finding } from '../../manifest/finding.ts'
import { type Manifest, parseManifest, pathAt, rangeAt } from '../../manifest/manifest.ts'
import type { Owned, OwnedLines, Ownership } from '../../manifest/ownership.ts'
import { FormContext, type FormState } from '../fields/context.ts'
import { DocumentsContext, type FormDocuments } from '../fields/documents.tsx'
import { useRemembered } from '../remembered.ts'
import { LazyYamlDiff, LazyYamlEditor } from './lazy-yaml-editor.tsx'
import { useIsMarked, useMarkers } from './markers.ts'
import { RepairNotice } from './repair-notice.tsx'
import { schemaFindings } from './schema-findings.ts'
import type { YamlEditorProps } from './yaml-editor.tsx'

const unowned: Owned = { owners: [], isPart: false }
const layouts = ['both', 'form', 'yaml'] as const

export interface ManifestEditorProps {
  readonly label: string
  /** With one document at least; see `atLeastOne`. */
  readonly whole: Documents
  readonly onWhole: (whole: Documents) => void
  readonly onText: (text: string) => void
  /** The document that the form is about. */
  readonly index: number
  readonly mode: FormState['mode']
  /** Of each document. */
  readonly findings: readonly (readonly Finding[])[]
  /** What the schemas say of each document where no finding does, as `onJudged` told it. */
  readonly judged?: readonly (readonly Finding[])[]
  readonly onJudged?: (judged: readonly (readonly Finding[])[]) => void
  /** Who else owns the fields of each document. */
  readonly ownerships?: readonly (Ownership | undefined)[]
  /** A field of a document to put the editor's cursor at; a new value puts it there anew. */
  readonly place?: { readonly index: number; readonly path: Path } | null
  readonly narrow: boolean
  /** What the documents of the text are judged by. */
  readonly schemas?: readonly KindSchema[]
  /** The text as it was before anything was changed, to compare with. */
  readonly before?: string
  /** The form; without one there is only the YAML. */
  readonly form?: ReactNode
  /** What stands above the form, for instance the server's answer. */
  readonly notices?: ReactNode
}

const blank = parseManifest('')
const none: readonly Finding[] = []

export function ManifestEditor(props: ManifestEditorProps) {
  const { whole, index, onText, ownerships, narrow } = props
  const { offset: start, manifest } = whole.documents[index] ?? { offset: 0, manifest: blank }
  const { t } = useTranslation('ui')
  const [remembered, setLayout] = useRemembered('editor-layout', layouts, 'both')
  // A look at the changes, or at a place of the YAML, is not how one likes to work.
  const [glance, setGlance] = useState<'changes' | 'place' | null>(null)
  const [cursor, setCursor] = useState<{ readonly offset: number } | null>(null)
  const layout = layoutOf(props, remembered, glance)
  // A field may answer late, once a file is read or another object made: what was typed meanwhile stays.
  const latest = useRef(props)
  latest.current = props
  const formPane = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState<{ readonly index: number; readonly path: Path } | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const frozen = manifest.problems.length > 0
  // While the text has a syntax error, the form keeps showing what it last understood.
  const [understood, setUnderstood] = useState(manifest)
  if (!frozen && understood !== manifest) setUnderstood(manifest)

  const [understoodWhole, setUnderstoodWhole] = useState(whole)
  if (whole.problems.length === 0 && understoodWhole !== whole) setUnderstoodWhole(whole)

  const jumpTo = (place: { readonly index: number; readonly path: Path }) => {
    const document = whole.documents[place.index]
    if (document === undefined) return
    setCursor({ offset: document.offset + rangeAt(document.manifest, place.path).offset })
    if (layout === 'form' || layout === 'changes') setGlance('place')
  }
  const latestJump = useRef(jumpTo)
  latestJump.current = jumpTo
  const { place } = props
  useEffect(() => {
    if (place) latestJump.current(place)
  }, [place])

  const attempt = (change: (now: ManifestEditorProps) => Documents) => {
    try {
      latest.current.onWhole(change(latest.current))
      setRefused(null)
    } catch (error) {
      // An alias, or a shape the path does not fit: the text stays as it is, and the user hears why.
      setRefused(messageOf(error))
    }
  }
  const formOf = (
    shown: Manifest,
    isFrozen: boolean,
    at: (now: ManifestEditorProps) => number,
  ): FormState => ({
    manifest: shown,
    mode: props.mode,
    frozen: isFrozen,
    findings: [...(props.findings[at(props)] ?? none), ...(props.judged?.[at(props)] ?? none)],
    ownersAt: (path, deep) => ownerships?.[at(props)]?.at(shown.value, path, deep) ?? unowned,
    edit: (change) =>
      attempt((now) => {
        const document = now.whole.documents[at(now)]?.manifest ?? blank
        return withDocument(now.whole, at(now), change(document))
      }),
    focus: (path) => setFocused(path && { index: at(props), path }),
    jump: (path) => jumpTo({ index: at(props), path }),
    describe: (path) => {
      const schema = schemaOf(props.schemas ?? [], shown)
      return schema === undefined ? '' : descriptionAt(schema, path)
    },
  })
  const form = formOf(frozen ? understood : manifest, frozen, (now) => now.index)
  const isBroken = whole.problems.length > 0
  const documents: FormDocuments = {
    forms: (isBroken ? understoodWhole : whole).documents.map((document, at) =>
      at === index ? form : formOf(document.manifest, isBroken, () => at),
    ),
    editAll: (change) => attempt((now) => change(now.whole)),
  }
  const markers = useMarkers(whole, props.findings)
  const isMarked = useIsMarked(whole, props.findings)
  const ownedLines = useCallback(() => ownedLinesOf(whole, ownerships ?? []), [whole, ownerships])
  const highlight = useMemo(() => {
    const document = focused && whole.documents[focused.index]
    if (!document || document.manifest.problems.length > 0) return null
    const range = rangeAt(document.manifest, focused.path)
    return range.exact ? { ...range, offset: range.offset + document.offset } : null
  }, [focused, whole])
  const onProblems: YamlEditorProps['onProblems'] = (text, problems) => {
    if (text === whole.text) props.onJudged?.(schemaFindings(whole, problems))
  }
  const onCursor = (offset: number) => {
    if (layout === 'both' && documentIndexAt(whole, offset) === index) {
      revealField(formPane.current, pathAt(manifest, offset - start))
    }
  }

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }}>
      {props.form !== undefined && (
        <ToggleButtonGroup
          exclusive
          size="small"
          value={layout}
          aria-label={t('layout')}
          onChange={(_, value: typeof layout | null) => {
            if (value === null) return
            setGlance(value === 'changes' ? value : null)
            setCursor(null)
            if (value !== 'changes') setLayout(value)
          }}
          sx={{ px: 3, pb: 1.5, '& .MuiToggleButton-root': { py: 0.25, px: 1.5, textTransform: 'none' } }}
        >
          <ToggleButton value="form">{t('layoutForm')}</ToggleButton>
          {!narrow && <ToggleButton value="both">{t('layoutBoth')}</ToggleButton>}
          <ToggleButton value="yaml">{t('layoutYaml')}</ToggleButton>
          {props.before !== undefined && <ToggleButton value="changes">{t('layoutChanges')}</ToggleButton>}
        </ToggleButtonGroup>
      )}
      {layout !== 'changes' && (
        <RepairNotice text={whole.text} onText={onText} isOwn={props.mode === 'edit'} />
      )}
      <Box sx={{ display: 'flex', flex: 1, minHeight: 0, borderTop: 1, borderColor: 'divider' }}>
        {layout === 'changes' && (
          <Changes before={props.before ?? ''} after={whole.text} notices={props.notices} />
        )}
        {(layout === 'form' || layout === 'both') && (
          <Box ref={formPane} sx={{ flex: '1 1 560px', minWidth: 0, overflow: 'auto', px: 3, py: 2.5 }}>
            <Box sx={{ maxWidth: 720, display: 'grid', gap: 4 }}>
              {props.notices}
              {frozen && <Alert severity="warning">{t('formFrozen')}</Alert>}
              {refused !== null && (
                <Alert severity="warning" onClose={() => setRefused(null)}>
                  {t('editRefused', { reason: refused })}
                </Alert>
              )}
              <FormContext value={form}>
                <DocumentsContext value={documents}>{props.form}</DocumentsContext>
              </FormContext>
            </Box>
          </Box>
        )}
        {(layout === 'yaml' || layout === 'both') && (
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
            {layout === 'yaml' && <Box sx={noticesStyle}>{props.notices}</Box>}
            <Box sx={{ flex: 1, minHeight: 0 }}>
              <LazyYamlEditor
                text={whole.text}
                label={props.label}
                onText={onText}
                onCursor={onCursor}
                onProblems={onProblems}
                markers={markers}
                isMarked={isMarked}
                {...(props.schemas !== undefined && { schemas: props.schemas })}
                highlight={highlight}
                {...(whole.problems.length === 0 && { ownedLines })}
                cursor={cursor}
              />
            </Box>
          </Box>
        )}
      </Box>
    </Box>
  )
}

type Layout = (typeof layouts)[number]

function layoutOf(
  props: ManifestEditorProps,
  remembered: Layout,
  glance: 'changes' | 'place' | null,
): Layout | 'changes' {
  if (glance === 'changes' && props.before !== undefined) return glance
  if (props.form === undefined) return 'yaml'
  if (glance === 'place') return props.narrow ? 'yaml' : 'both'
  return props.narrow && remembered === 'both' ? 'form' : remembered
}

/** The schema of what the text says it is. */
function schemaOf(schemas: readonly KindSchema[], { value }: Manifest): JsonSchema | undefined {
  const { apiVersion, kind } = asFields(value)
  return schemas.find((each) => each.apiVersion === apiVersion && each.kind === kind)?.schema
}

/** Above the YAML, of which some always stays in sight. */
const noticesStyle = {
  p: 1.5,
  display: 'grid',
  gap: 1.5,
  flexShrink: 0,
  maxHeight: '60%',
  overflow: 'auto',
  '&:empty': { display: 'none' },
} as const

function Changes({ before, after, notices }: { before: string; after: string; notices: ReactNode }) {
  const { t } = useTranslation('ui')
  return (
    <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', bgcolor: 'background.paper' }}>
      <Box sx={noticesStyle}>{notices}</Box>
      <Box sx={{ flex: 1, minHeight: 0 }}>
        {before === after ? (
          <Typography color="textSecondary" sx={{ px: 3, py: 2.5 }}>
            {t('noChanges')}
          </Typography>
        ) : (
          <LazyYamlDiff
            before={before}
            after={after}
            beforeLabel={t('textBefore')}
            afterLabel={t('textAfter')}
          />
        )}
      </Box>
    </Box>
  )
}

/** The owned lines of all documents, counted in the whole text. */
function ownedLinesOf(
  { text, documents }: Documents,
  ownerships: readonly (Ownership | undefined)[],
): readonly OwnedLines[] {
  return documents.flatMap(({ offset, manifest }, index) => {
    const above = text.slice(0, offset).split('\n').length - 1
    const lines = ownerships[index]?.lines(manifest) ?? []
    return lines.map((each) => ({ ...each, from: each.from + above, to: each.to + above }))
  })
}

/** Brings the field of a path, or of the nearest path above it, into view and lights it up for a moment. */
function revealField(form: HTMLElement | null, path: Path): void {
  for (let length = path.length; length > 0; length--) {
    const field = form?.querySelector(`[data-path="${CSS.escape(path.slice(0, length).join('.'))}"]`)
    if (!field) continue
    field.scrollIntoView({ block: 'nearest' })
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    field.animate({ backgroundColor: ['rgb(79 195 186 / 0.25)', 'transparent'] }, 900)
    return
  }
}
