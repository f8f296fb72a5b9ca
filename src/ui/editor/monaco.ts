/** Monaco as the console uses it: YAML, its worker, how its editors behave. Only ever loaded lazily. */
import * as monaco from 'monaco-editor/editor'
import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/yaml/register'
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker'
import { mono } from '../theme.ts'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

export const editorOptions: monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  minimap: { enabled: false },
  fontFamily: mono,
  fontSize: 13,
  lineHeight: 20,
  // Tab leaves the editor, as it leaves every field; Enter indents, and Ctrl+M gives Tab to the text.
  tabFocusMode: true,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  scrollBeyondLastLine: false,
  renderLineHighlight: 'line',
  overviewRulerLanes: 0,
  fixedOverflowWidgets: true,
  wordBasedSuggestions: 'off',
  // A key that is being typed counts as a string as long as it has no colon.
  quickSuggestions: { other: true, comments: false, strings: true },
  padding: { top: 8, bottom: 8 },
  // Enter ends a line unless a suggestion would change it.
  acceptSuggestionOnEnter: 'smart',
  suggest: { showWords: false, snippetsPreventQuickSuggestions: false },
  hover: { above: false },
}

export { monaco }
