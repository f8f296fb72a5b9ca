/** The YAML editor: shows a text, reports what is typed, and takes outside changes as undoable edits. */
import { Box } from '@mui/material'
import { useEffect, useMemo, useRef } from 'react'
import { type KindSchema, schemaOfDocuments } from '../../k8s/openapi.ts'
import { diffSpan } from '../../manifest/edit.ts'
import type { Severity } from '../../manifest/finding.ts'
import { useText } from '../text.ts'
import type { Problem } from './diagnostics.ts'
import { createModel, setSchema } from './language.ts'
import { editorOptions, monaco } from './monaco.ts'
import { editorHost, useMonacoTheme } from './monaco-theme.ts'
import { type OwnedLinesOf, ownedLook, useOwnedLines } from './owned-lines.ts'
import { SchemaProblems, severities } from './problems.ts'
import { setQuickFixes } from './quick-fixes.ts'
import type { PlacedProblem } from './schema-findings.ts'

export interface Marker {
  readonly offset: number
  readonly length: number
  readonly message: string
  readonly severity: Severity
  readonly fix?: {
    readonly title: string
    /** The mended text; the text itself where the fix no longer fits it. */
    readonly apply: (text: string) => string
  }
}

export interface YamlEditorProps {
  readonly text: string
  readonly label: string
  readonly onText?: (text: string) => void
  /** The offset of the cursor, whenever the user moves it. */
  readonly onCursor?: (offset: number) => void
  readonly markers?: readonly Marker[]
  /** What the documents are judged by; those of other types are only text. A new list is a new schema. */
  readonly schemas?: readonly KindSchema[]
  /** Whether a marker already says what the schema, too, says about a place. */
  readonly isMarked?: (offset: number, problem: Problem) => boolean
  /** The lines of fields that somebody else owns. Where it is missing, those that are shown stay. */
  readonly ownedLines?: OwnedLinesOf
  /** What the schema marks in a text, whenever that may have changed; nothing once the editor is gone. */
  readonly onProblems?: (text: string, problems: readonly PlacedProblem[]) => void
  /** A span to light up, for the field that has the focus. */
  readonly highlight?: { readonly offset: number; readonly length: number } | null
  /** Where the cursor is put, with the focus. A new value puts it there anew. */
  readonly cursor?: { readonly offset: number } | null
}

type Editor = monaco.editor.IStandaloneCodeEditor

const owner = 'portolan'
const none: readonly KindSchema[] = []
const nowhere = () => false

export default function YamlEditor(props: YamlEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor | null>(null)
  const applying = useRef(false)
  // Texts that were reported and have not come back as props yet. A fast typist is ahead of them.
  const reported = useRef<string[]>([])
  const latest = useRef(props)
  latest.current = props
  const problems = useRef<SchemaProblems | null>(null)
  const text = useText()
  const { isMarked = nowhere } = props
  const reader = useMemo(() => ({ text, isMarked }), [text, isMarked])
  const latestReader = useRef(reader)
  latestReader.current = reader
  useMonacoTheme()

  useEffect(() => {
    if (host.current === null) return
    const { text, label, onText } = latest.current
    const model = createModel(text)
    const created = monaco.editor.create(host.current, {
      ...editorOptions,
      model,
      readOnly: onText === undefined,
      ariaLabel: label,
    })
    editor.current = created
    // What one cannot edit is shown as it is; hovering still explains it.
    if (onText !== undefined) {
      problems.current = new SchemaProblems(model, latestReader.current, (shown) =>
        latest.current.onProblems?.(model.getValue(), shown),
      )
    }
    model.onDidChangeContent(() => {
      if (applying.current) return
      reported.current.push(model.getValue())
      latest.current.onText?.(model.getValue())
    })
    created.onDidChangeCursorPosition(({ position, source }) => {
      if (source === 'mouse' || source === 'keyboard') latest.current.onCursor?.(model.getOffsetAt(position))
    })
    return () => {
      editor.current = null
      problems.current = null
      latest.current.onProblems?.(model.getValue(), [])
      created.dispose()
      model.dispose()
    }
  }, [])

  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model) return
    const echo = reported.current.lastIndexOf(props.text)
    reported.current = echo < 0 ? [] : reported.current.slice(echo + 1)
    if (echo >= 0) return
    const change = diffSpan(model.getValue(), props.text)
    if (change === null) return
    applying.current = true
    model.pushStackElement()
    model.pushEditOperations([], [{ range: rangeOf(model, change), text: change.text }], () => null)
    model.pushStackElement()
    applying.current = false
  }, [props.text])

  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model) return
    const marked = (props.markers ?? []).map((marker) => ({ ...marker, range: rangeOf(model, marker) }))
    monaco.editor.setModelMarkers(
      model,
      owner,
      marked.map(({ range, message, severity }) => ({ ...range, message, severity: severities[severity] })),
    )
    setQuickFixes(
      model,
      owner,
      marked.flatMap(({ range, fix }) =>
        fix === undefined
          ? []
          : [
              {
                range,
                title: fix.title,
                preferred: true,
                edit: () => editOf(model, fix.apply(model.getValue())),
              },
            ],
      ),
    )
  }, [props.markers])

  // Behind the effects above: the schema's problems give way to the markers that stand now.
  useEffect(() => problems.current?.read(reader), [reader])

  useOwnedLines(editor, props.ownedLines)

  const schemas = props.schemas ?? none
  useEffect(() => {
    const model = editor.current?.getModel()
    if (model && schemas.length > 0) setSchema(model, schemaOfDocuments(schemas))
  }, [schemas])

  useEffect(() => {
    const current = editor.current
    const model = current?.getModel()
    if (!current || !model || !props.highlight) return
    const range = rangeOf(model, props.highlight)
    const lit = current.createDecorationsCollection([
      { range, options: { isWholeLine: true, className: 'portolan-lit' } },
    ])
    current.revealLinesInCenterIfOutsideViewport(range.startLineNumber, range.endLineNumber)
    return () => lit.clear()
  }, [props.highlight])

  useEffect(() => {
    const current = editor.current
    const model = current?.getModel()
    if (!current || !model || !props.cursor) return
    const position = model.getPositionAt(props.cursor.offset)
    current.setPosition(position)
    current.revealPositionInCenterIfOutsideViewport(position)
    current.focus()
  }, [props.cursor])

  return (
    <Box
      ref={host}
      sx={{
        ...editorHost,
        ...ownedLook,
        '& .portolan-lit': {
          bgcolor: 'color-mix(in srgb, var(--mui-palette-primary-main) 12%, transparent)',
        },
      }}
    />
  )
}

function rangeOf(model: monaco.editor.ITextModel, span: { offset: number; length: number }): monaco.Range {
  const start = model.getPositionAt(span.offset)
  const end = model.getPositionAt(span.offset + span.length)
  return new monaco.Range(start.lineNumber, start.column, end.lineNumber, end.column)
}

/** The one edit that turns the text of a model into another; null where they are the same. */
function editOf(model: monaco.editor.ITextModel, text: string): monaco.languages.TextEdit | null {
  const change = diffSpan(model.getValue(), text)
  return change && { range: rangeOf(model, change), text: change.text }
}
