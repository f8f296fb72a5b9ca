/** Colours, type and shape of the whole interface. Pages take them from here and never name a colour. */
import { createTheme } from '@mui/material/styles'

export const sans =
  "'Inter Variable', system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

/** For addresses, names of objects, ports, YAML: wherever a character counts. */
export const mono = "'JetBrains Mono Variable', ui-monospace, 'SF Mono', Menlo, monospace"

const light = {
  primary: { main: '#0b6e69', contrastText: '#ffffff' },
  success: { main: '#17713a' },
  info: { main: '#33639f' },
  warning: { main: '#8a5a00' },
  error: { main: '#b3261e' },
  background: { default: '#fbfbf9', paper: '#ffffff' },
  text: { primary: '#1d2326', secondary: '#5a6468' },
  divider: '#e4e4de',
}

const dark = {
  // `dark` is what stands under a pointer; on dark ground that is lighter.
  primary: { main: '#4fc3ba', dark: '#72d3cb', contrastText: '#0c1514' },
  success: { main: '#6cc78a' },
  info: { main: '#8fb6ea' },
  warning: { main: '#e0b252' },
  error: { main: '#f2938c', dark: '#f7b0ab' },
  background: { default: '#14181a', paper: '#1b2124' },
  text: { primary: '#e8ecee', secondary: '#9aa6ab' },
  divider: '#2c3438',
}

/** For what paints without the theme, as the editor does. */
export const palettes = { light, dark }

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-theme' },
  colorSchemes: { light: { palette: light }, dark: { palette: dark } },
  shape: { borderRadius: 6 },
  typography: {
    fontFamily: sans,
    fontSize: 14,
    htmlFontSize: 16,
    h1: { fontSize: 20, lineHeight: '28px', fontWeight: 600 },
    h2: { fontSize: 15, lineHeight: '22px', fontWeight: 600 },
    body1: { fontSize: 14, lineHeight: '20px' },
    body2: { fontSize: 13, lineHeight: '18px' },
    caption: { fontSize: 12, lineHeight: '16px' },
    button: { textTransform: 'none', fontWeight: 500, lineHeight: '20px' },
  },
  transitions: {
    duration: {
      shortest: 120,
      shorter: 120,
      short: 120,
      standard: 120,
      enteringScreen: 120,
      leavingScreen: 120,
    },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        body: { fontFeatureSettings: "'cv05', 'ss03'", height: '100vh' },
        '#root': { height: '100%' },
        ':focus-visible': { outline: '2px solid var(--mui-palette-primary-main)', outlineOffset: 1 },
      },
    },
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: {
      defaultProps: { disableElevation: true, size: 'small' },
      styleOverrides: { root: { minHeight: 32 } },
    },
    MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiAppBar: { defaultProps: { elevation: 0, color: 'default' } },
    MuiTextField: { defaultProps: { size: 'small' } },
    MuiOutlinedInput: { defaultProps: { size: 'small' }, styleOverrides: { input: { fontSize: 14 } } },
    MuiSelect: { defaultProps: { size: 'small' } },
    MuiFormControl: { defaultProps: { size: 'small' } },
    MuiCheckbox: { defaultProps: { size: 'small' } },
    MuiRadio: { defaultProps: { size: 'small' } },
    MuiSwitch: { defaultProps: { size: 'small' } },
    MuiTooltip: { defaultProps: { enterDelay: 400, describeChild: true } },
    MuiTab: { styleOverrides: { root: { minHeight: 40, padding: '8px 14px', minWidth: 0 } } },
    MuiTabs: { styleOverrides: { root: { minHeight: 40 } } },
    MuiMenuItem: { styleOverrides: { root: { fontSize: 14, minHeight: 32 } } },
    MuiAlert: { styleOverrides: { root: { fontSize: 13, lineHeight: '18px', padding: '4px 12px' } } },
  },
})
