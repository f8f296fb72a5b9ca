/** What the schema says about a model, as markers and quick fixes beside those that are found otherwise. */
import type { Text } from '../../manifest/finding.ts'
import { type Diagnostic, type Problem, readDiagnostic } from './diagnostics.ts'
import { onDiagnostics } from './language.ts'
import { monaco } from './monaco.ts'
import { type QuickFix, setQuickFixes } from './quick-fixes.ts'
import type { PlacedProblem } from './schema-findings.ts'

type Model = monaco.editor.ITextModel

export const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
}

export interface ProblemReader {
  /** Whether something else already marks the place of a problem, so that it is not marked twice. */
  readonly isMarked: (offset: number, problem: Problem) => boolean
  readonly text: (text: Text) => string
}

interface Placed extends Problem {
  readonly range: monaco.Range
}

const owner = 'schema'

/** Shows the problems of a model as long as it lives. */
export class SchemaProblems {
  readonly #model: Model
  #reader: ProblemReader
  readonly #onShown: (problems: readonly PlacedProblem[]) => void
  #problems: readonly Placed[] = []
  #version = 0

  /** `onShown` is told what is shown whenever that may have changed. */
  constructor(model: Model, reader: ProblemReader, onShown: (problems: readonly PlacedProblem[]) => void) {
    this.#model = model
    this.#reader = reader
    this.#onShown = onShown
    onDiagnostics(model, (diagnostics) => {
      this.#problems = diagnostics.flatMap((each) => placed(model, each))
      this.#version = model.getVersionId()
      this.#show()
    })
  }

  /** Looks at the problems anew, because other things are marked now or are said in other words. */
  read(reader: ProblemReader): void {
    if (this.#reader === reader) return
    this.#reader = reader
    this.#show()
  }

  #show(): void {
    // The text has changed since: the markers move with it until the service has looked again.
    if (this.#version !== this.#model.getVersionId()) return
    const { isMarked, text } = this.#reader
    const shown = this.#problems
      .map((problem) => ({ ...problem, offset: this.#model.getOffsetAt(problem.range.getStartPosition()) }))
      .filter((problem) => !isMarked(problem.offset, problem))
    this.#onShown(shown)
    const markers = shown.map((problem) => ({
      ...problem.range,
      message: text(problem.text),
      severity: severities[problem.severity],
    }))
    monaco.editor.setModelMarkers(this.#model, owner, markers)
    setQuickFixes(
      this.#model,
      owner,
      shown.flatMap((problem) => quickFixes(problem, text)),
    )
  }
}

function placed(model: Model, diagnostic: Diagnostic): readonly Placed[] {
  const { start, end } = diagnostic.range
  const range = new monaco.Range(start.line + 1, start.character + 1, end.line + 1, end.character + 1)
  const problem = readDiagnostic(diagnostic, model.getValueInRange(range))
  if (problem === null) return []
  return [{ ...problem, range: problem.missing === undefined ? range : wholeWord(model, range) }]
}

/** What is missing in an item of a list is said at its first letter only, which is hard to see and to point at. */
function wholeWord(model: Model, range: monaco.Range): monaco.Range {
  const word = model.getWordAtPosition(range.getStartPosition())
  const { startLineNumber: line, startColumn, endColumn } = range
  return word === null
    ? range
    : new monaco.Range(line, startColumn, line, Math.max(endColumn, word.endColumn))
}

function quickFixes({ range, replacements }: Placed, text: ProblemReader['text']): readonly QuickFix[] {
  return replacements.map((replacement, index) => ({
    range,
    title: text({ key: 'ui:changeTo', values: { text: replacement } }),
    preferred: index === 0,
    edit: () => ({ range, text: replacement }),
  }))
}
