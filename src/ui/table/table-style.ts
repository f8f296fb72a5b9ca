/** How tables look. All of it stands on the table, so that thousands of cells need no styles of their own. */

export const rowHeights = { normal: 36, compact: 28, narrow: 56 } as const
export const headerHeight = 36
export const selectWidth = 40
export const actionsWidth = 48

const cut = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const
const highlight = (percent: number, colour: string) =>
  `color-mix(in srgb, var(--mui-palette-${colour}) ${percent}%, var(--mui-palette-background-default))`

/** How much of the primary colour the ground of a row that has just changed holds: the most that any ground does. */
export const glowPercent = 16

export function tableStyle(options: {
  readonly rowHeight: number
  readonly narrow: boolean
  /** Whether it can be scrolled aside. */
  readonly isWide: boolean
  /** Where the first column begins. */
  readonly firstLeft: number
}) {
  const { rowHeight, narrow, firstLeft } = options
  return {
    borderCollapse: 'separate',
    borderSpacing: 0,
    tableLayout: 'fixed',
    fontSize: 13,
    lineHeight: '18px',
    '& th, & td': { p: 0, px: 1.5, textAlign: 'left', borderBottom: 1, borderColor: 'divider', ...cut },
    '& [data-align=right]': { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
    '& thead th, & thead td': {
      position: 'sticky',
      top: 0,
      zIndex: 2,
      bgcolor: 'background.default',
      height: headerHeight,
      fontWeight: 500,
      color: 'text.secondary',
    },
    // A row by itself is painted by itself; on narrow screens a second line is placed by its row.
    '& tbody tr': { bgcolor: 'background.default', position: 'relative' },
    '& tbody th, & tbody td': { height: rowHeight, fontWeight: 400, pb: narrow ? 2.5 : 0 },
    '& tbody th[scope=rowgroup]': { fontWeight: 600, pt: 1, height: rowHeights.normal },
    '& tr[data-row]:hover, & tr[data-row]:focus-within': { bgcolor: highlight(4, 'text-primary') },
    '& tr[data-row][aria-selected=true]': { bgcolor: highlight(9, 'primary-main') },
    '& tr[data-row][data-glow]': { bgcolor: highlight(glowPercent, 'primary-main') },
    '& tr[data-gone] *': { color: 'text.secondary', textDecoration: 'line-through' },
    '& tr[aria-hidden] > td': { p: 0, border: 0, height: 'auto' },
    // The first column stays when the others are scrolled away. Only then, because every cell that could stay makes
    // each change of any other dearer for the browser.
    ...(options.isWide && {
      '& [data-stays]': { position: 'sticky', left: 0, zIndex: 1, bgcolor: 'inherit' },
    }),
    '& [data-stays=first]': { left: firstLeft },
    '& thead [data-stays]': { zIndex: 3, bgcolor: 'background.default' },
    '[data-aside] & [data-stays=first]': { boxShadow: 'inset -1px 0 var(--mui-palette-divider)' },
    '& [data-select]': { px: 0, textAlign: 'center', textOverflow: 'clip', userSelect: 'none' },
    // The box is drawn here, so that the whole cell is what one hits.
    '& [data-select] input': {
      appearance: 'none',
      display: 'grid',
      placeContent: 'center',
      width: '100%',
      height: rowHeight < rowHeights.narrow ? '100%' : 36,
      m: 0,
      outlineOffset: -4,
      '&::before': {
        content: '""',
        gridArea: '1 / 1',
        width: 16,
        height: 16,
        boxSizing: 'border-box',
        borderRadius: 0.5,
        border: '1px solid var(--mui-palette-text-secondary)',
      },
      '&::after': {
        gridArea: '1 / 1',
        width: 16,
        height: 16,
        lineHeight: '16px',
        textAlign: 'center',
        fontSize: 12,
        fontWeight: 700,
        color: 'primary.contrastText',
      },
      '&:checked::before, &:indeterminate::before': { bgcolor: 'primary.main', borderColor: 'primary.main' },
      '&:checked::after': { content: '"✓"' },
      '&:indeterminate::after': { content: '"–"' },
    },
    '& [data-actions]': { px: 0.5, textAlign: 'right', textOverflow: 'clip' },
    '& [data-actions] button': {
      p: 0,
      border: 0,
      width: 28,
      height: Math.min(28, rowHeight - 4),
      display: 'inline-grid',
      placeContent: 'center',
      verticalAlign: 'middle',
      borderRadius: '50%',
      color: 'text.secondary',
      bgcolor: 'transparent',
      cursor: 'pointer',
      '&:hover': { bgcolor: 'action.hover' },
    },
    '& [data-rest]': {
      position: 'absolute',
      left: firstLeft + 12,
      right: actionsWidth,
      bottom: 8,
      color: 'text.secondary',
      fontSize: 12,
      ...cut,
    },
  } as const
}
