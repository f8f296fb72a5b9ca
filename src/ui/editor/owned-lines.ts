/** A thin bar beside the lines of fields that somebody else owns, and in words whose they are. */
import { type RefObject, useEffect, useRef } from 'react'
import { formatKeyedPath } from '../../manifest/keyedpath.ts'
import type { OwnedLines } from '../../manifest/ownership.ts'
import { useOwnerText } from '../owner-text.ts'
import { monaco } from './monaco.ts'

/** The owned lines of the text; a new function stands for others. */
export type OwnedLinesOf = () => readonly OwnedLines[]

type Editor = monaco.editor.IStandaloneCodeEditor

/** Looked for once the typing pauses; until then the bars move with their lines. */
const pause = 150

const bar = 'portolan-owned'

export const ownedLook = {
  [`& .${bar}`]: {
    width: '3px !important',
    marginLeft: '2px',
    bgcolor: 'color-mix(in srgb, var(--mui-palette-text-secondary) 55%, transparent)',
  },
} as const

export function useOwnedLines(editor: RefObject<Editor | null>, linesOf: OwnedLinesOf | undefined): void {
  const text = useOwnerText()
  const shown = useRef<monaco.editor.IEditorDecorationsCollection | null>(null)
  useEffect(() => {
    if (linesOf === undefined) return
    const show = () => {
      const current = editor.current
      const model = current?.getModel()
      if (!current || !model) return
      const lines = linesOf()
      shown.current ??= current.createDecorationsCollection()
      shown.current.set(lines.map(decoration))
      told.set(model, { lines, text, decorations: shown.current })
    }
    // The first time there is nothing to wait for.
    const timer = setTimeout(show, shown.current === null ? 0 : pause)
    return () => clearTimeout(timer)
  }, [editor, linesOf, text])
}

function decoration({ from, to, owners }: OwnedLines): monaco.editor.IModelDeltaDecoration {
  return {
    range: new monaco.Range(from, 1, to, 1),
    options: {
      linesDecorationsClassName: bar,
      linesDecorationsTooltip: owners.map(({ manager }) => manager).join(', '),
      stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
    },
  }
}

interface Told {
  readonly lines: readonly OwnedLines[]
  readonly text: ReturnType<typeof useOwnerText>
  readonly decorations: monaco.editor.IEditorDecorationsCollection
}

/** What each model tells of its lines when one points at them. */
const told = new WeakMap<monaco.editor.ITextModel, Told>()

monaco.languages.registerHoverProvider('yaml', {
  provideHover(model, { lineNumber }) {
    const { lines, text, decorations } = told.get(model) ?? {}
    const owned = lines?.find((_, index) => {
      const range = decorations?.getRange(index)
      return range && range.startLineNumber <= lineNumber && lineNumber <= range.endLineNumber
    })
    if (owned === undefined || text === undefined) return null
    const path = `\`${formatKeyedPath(owned.path).replaceAll('`', "'")}\``
    return { contents: [path, ...text(owned).map(plain)].map((value) => ({ value })) }
  },
})

/** The text as Markdown that says just that: names of managers come from the cluster. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+.!<>|~&-]/g, '\\$&')
}
