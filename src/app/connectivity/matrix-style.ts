/** How the grid of the matrix looks: the heads stay in sight, and cells have a place each. */
import { mono } from '../../ui/theme.ts'
import { headHeight, nameWidth, size } from './grid-window.ts'

const cellStyle = {
  position: 'absolute',
  top: 0,
  width: size,
  height: size,
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  cursor: 'pointer',
  boxSizing: 'border-box',
  borderRight: 1,
  borderBottom: 1,
  borderColor: 'divider',
  '&:hover': { bgcolor: 'action.hover' },
  '&[aria-selected=true]': { boxShadow: 'inset 0 0 0 2px var(--mui-palette-primary-main)' },
} as const

export const gridStyle = {
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  position: 'relative',
  mx: 3,
  mb: 2,
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  bgcolor: 'background.paper',
  fontSize: 12,
  outlineOffset: '-1px',
  '& [role=gridcell]': cellStyle,
  '&:focus-visible [data-active]': {
    outline: '2px solid',
    outlineColor: 'primary.main',
    outlineOffset: '-2px',
  },
} as const

export const headRowStyle = {
  position: 'sticky',
  top: 0,
  height: headHeight,
  zIndex: 2,
  bgcolor: 'background.paper',
  borderBottom: 1,
  borderColor: 'divider',
} as const

export const cornerStyle = {
  position: 'sticky',
  left: 0,
  zIndex: 3,
  width: nameWidth,
  height: '100%',
  boxSizing: 'border-box',
  bgcolor: 'background.paper',
  borderRight: 1,
  borderColor: 'divider',
  color: 'text.secondary',
  display: 'flex',
  alignItems: 'flex-end',
  justifyContent: 'flex-end',
  p: 1,
} as const

export const rowHeadStyle = {
  position: 'sticky',
  left: 0,
  zIndex: 1,
  width: nameWidth,
  height: size,
  boxSizing: 'border-box',
  px: 1,
  display: 'flex',
  alignItems: 'center',
  bgcolor: 'background.paper',
  borderRight: 1,
  borderBottom: 1,
  borderColor: 'divider',
  fontFamily: mono,
  '&:hover': { bgcolor: 'action.hover' },
} as const

export const columnHeadStyle = {
  position: 'absolute',
  bottom: 0,
  width: size,
  height: headHeight,
  display: 'flex',
  alignItems: 'center',
  fontFamily: mono,
  '&:hover': { bgcolor: 'action.hover' },
} as const

export const cutStyle = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const
export const upwardStyle = {
  ...cutStyle,
  writingMode: 'vertical-rl',
  transform: 'rotate(180deg)',
  height: headHeight - 12,
  lineHeight: `${size}px`,
} as const
