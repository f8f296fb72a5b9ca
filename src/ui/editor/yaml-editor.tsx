/** The YAML editor: shows a text, reports what is typed, and takes outside changes as undoable edits. */
import { Box, useColorScheme, useMediaQuery } from '@mui/material'
import { useEffect, useRef } from 'react'
import { diffSpan } from '../../manifest/edit.ts'
import { editorOptions, monaco } from './monaco.ts'

export interface Marker {
  readonly offset: number
  readonly length: number
  readonly message: string
  readonly severity: 'error' | 'warning' | 'info'
}

export interface YamlEditorProps {
  readonly text: string
  readonly label: string
  readonly onText?: (text: string) => void
  /** The offset of the cursor, whenever the user moves it. */
  readonly onCursor?: (offset: number) => void
  readonly markers?: readonly Marker[]
  /** A span to light up, for the field that has the focus. */
  readonly highlight?: { readonly offset: number; readonly length: number } | null
}

type Editor = monaco.editor.IStandaloneCodeEditor

export default function YamlEditor(props: YamlEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor | null>(null)
  const applying = useRef(false)
  // Texts that were reported and have not come back as props yet. A fast typist is ahead of them.
  const reported = useRef<string[]>([])
  const latest = useRef(props)
  latest.current = props
  const dark = useDark()

  useEffect(() => {
    if (host.current === null) return
    const { text, label, onText } = latest.current
    const model = monaco.editor.createModel(text, 'yaml')
    const created = monaco.editor.create(host.current, {
      ...editorOptions,
      model,
      readOnly: onText === undefined,
      ariaLabel: label,
    })
    editor.current = created
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
      created.dispose()
      model.dispose()
    }
  }, [])

  useEffect(() => monaco.editor.setTheme(dark ? 'portolan-dark' : 'portolan-light'), [dark])

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
    monaco.editor.setModelMarkers(
      model,
      'portolan',
      (props.markers ?? []).map((marker) => ({
        ...rangeOf(model, marker),
        message: marker.message,
        severity: severities[marker.severity],
      })),
    )
  }, [props.markers])

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

  return (
    <Box
      ref={host}
      sx={{
        height: '100%',
        width: '100%',
        '& .portolan-lit': {
          bgcolor: 'color-mix(in srgb, var(--mui-palette-primary-main) 12%, transparent)',
        },
      }}
    />
  )
}

const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
}

function rangeOf(model: monaco.editor.ITextModel, span: { offset: number; length: number }): monaco.Range {
  const start = model.getPositionAt(span.offset)
  const end = model.getPositionAt(span.offset + span.length)
  return new monaco.Range(start.lineNumber, start.column, end.lineNumber, end.column)
}

function useDark(): boolean {
  const { mode } = useColorScheme()
  const system = useMediaQuery('(prefers-color-scheme: dark)')
  return mode === 'dark' || (mode !== 'light' && system)
}
