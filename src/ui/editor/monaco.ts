/** Monaco as the console uses it: YAML, our two themes, one worker. Only ever loaded lazily. */
import * as monaco from 'monaco-editor/editor'
import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/yaml/register'
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker'
import { mono } from '../theme.ts'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

monaco.editor.defineTheme('portolan-light', {
  base: 'vs',
  inherit: true,
  rules: [
    { token: 'type', foreground: '0b6e69' },
    { token: 'string', foreground: '5b4a1f' },
    { token: 'number', foreground: '33639f' },
    { token: 'comment', foreground: '6b7478', fontStyle: 'italic' },
  ],
  colors: { 'editor.background': '#ffffff', 'editor.lineHighlightBackground': '#f4f4f0' },
})

monaco.editor.defineTheme('portolan-dark', {
  base: 'vs-dark',
  inherit: true,
  rules: [
    { token: 'type', foreground: '4fc3ba' },
    { token: 'string', foreground: 'd9c58f' },
    { token: 'number', foreground: '8fb6ea' },
    { token: 'comment', foreground: '8a969b', fontStyle: 'italic' },
  ],
  colors: { 'editor.background': '#1b2124', 'editor.lineHighlightBackground': '#20282b' },
})

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
  padding: { top: 8, bottom: 8 },
}

export { monaco }
