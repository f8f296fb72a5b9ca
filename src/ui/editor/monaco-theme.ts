/** Monaco in the console's colours: the text, and what floats above it. */
import { useColorScheme, useMediaQuery } from '@mui/material'
import { useEffect } from 'react'
import { palettes, sans } from '../theme.ts'
import { monaco } from './monaco.ts'

/** Behind the line that one is at. */
const lit = { light: '#f4f4f0', dark: '#242d31' }

function colors(scheme: keyof typeof palettes): monaco.editor.IColors {
  const { primary, error, warning, background, text, divider } = palettes[scheme]
  const surface = background.paper
  const chosen = `${primary.main}26`
  return {
    'editor.background': surface,
    'editor.foreground': text.primary,
    'editor.lineHighlightBackground': lit[scheme],
    'editorLineNumber.foreground': text.secondary,
    'editorLineNumber.activeForeground': text.primary,
    'editorError.foreground': error.main,
    'editorWarning.foreground': warning.main,
    'editorInfo.foreground': text.secondary,
    'editorLightBulb.foreground': primary.main,
    'editorLightBulbAutoFix.foreground': primary.main,
    focusBorder: primary.main,
    'editorWidget.background': surface,
    'editorWidget.foreground': text.primary,
    'editorWidget.border': divider,
    'editorHoverWidget.background': surface,
    'editorHoverWidget.border': divider,
    'editorHoverWidget.statusBarBackground': lit[scheme],
    'editorSuggestWidget.background': surface,
    'editorSuggestWidget.border': divider,
    'editorSuggestWidget.selectedBackground': chosen,
    'editorSuggestWidget.selectedForeground': text.primary,
    'editorSuggestWidget.selectedIconForeground': primary.main,
    'editorSuggestWidget.highlightForeground': primary.main,
    'editorSuggestWidget.focusHighlightForeground': primary.main,
    'symbolIcon.propertyForeground': text.secondary,
    'editorActionList.background': surface,
    'editorActionList.foreground': text.primary,
    'editorActionList.focusBackground': chosen,
    'editorActionList.focusForeground': text.primary,
    'input.background': surface,
    'input.foreground': text.primary,
    'input.border': divider,
    'widget.border': divider,
    'widget.shadow': '#00000029',
    'textLink.foreground': primary.main,
    'diffEditor.insertedLineBackground': `${primary.main}1a`,
    'diffEditor.insertedTextBackground': `${primary.main}33`,
    'diffEditor.removedLineBackground': `${error.main}1a`,
    'diffEditor.removedTextBackground': `${error.main}33`,
    'diffEditor.unchangedRegionBackground': lit[scheme],
    'diffEditor.unchangedRegionForeground': text.secondary,
    'diffEditor.border': divider,
  }
}

monaco.editor.defineTheme('portolan-light', {
  base: 'vs',
  inherit: true,
  rules: [
    { token: 'type', foreground: '0b6e69' },
    { token: 'string.yaml', foreground: '5b4a1f' },
    { token: 'number', foreground: '33639f' },
    { token: 'comment', foreground: '6b7478', fontStyle: 'italic' },
  ],
  colors: colors('light'),
})

monaco.editor.defineTheme('portolan-dark', {
  base: 'vs-dark',
  inherit: true,
  rules: [
    { token: 'type', foreground: '4fc3ba' },
    { token: 'string.yaml', foreground: 'd9c58f' },
    { token: 'number', foreground: '8fb6ea' },
    { token: 'comment', foreground: '8a969b', fontStyle: 'italic' },
  ],
  colors: colors('dark'),
})

/** What Monaco says in words, beside the text itself, is set like all other words. */
export const editorHost = {
  height: '100%',
  width: '100%',
  '& .monaco-editor, & .monaco-diff-editor, & .action-widget, & .monaco-hover .marker': {
    fontFamily: `${sans} !important`,
  },
} as const

/** All editors of a page share one theme; it follows the console's. */
export function useMonacoTheme(): void {
  const { mode } = useColorScheme()
  const system = useMediaQuery('(prefers-color-scheme: dark)')
  const isDark = mode === 'dark' || (mode !== 'light' && system)
  useEffect(() => monaco.editor.setTheme(isDark ? 'portolan-dark' : 'portolan-light'), [isDark])
}
