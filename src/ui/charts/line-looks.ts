/** How lines of one chart are told apart: by colour, and by dashes for who cannot tell colours apart. */

export interface LineLook {
  readonly color: string
  readonly dashes: string
}

export const lineLooks: readonly LineLook[] = [
  { color: 'var(--mui-palette-primary-main)', dashes: '' },
  { color: 'var(--mui-palette-info-main)', dashes: '6 3' },
  { color: 'var(--mui-palette-warning-main)', dashes: '2 3' },
]
