import { getContrastRatio } from '@mui/material/styles'
import { expect, test } from 'vitest'
import { glowPercent } from './table/table-style.ts'
import { palettes } from './theme.ts'

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

function mixed(colour: string, percent: number, ground: string): string {
  const under = channels(ground)
  const parts = channels(colour).map(
    (part, at) => (part * percent + (under[at] ?? 0) * (100 - percent)) / 100,
  )
  return `rgb(${parts.map(Math.round).join(', ')})`
}

test.each(Object.entries(palettes))(
  'every state can be read on the row that just changed, %s',
  (_, palette) => {
    const ground = mixed(palette.primary.main, glowPercent, palette.background.default)
    const { primary, success, info, warning, error, text } = palette
    const colours = [
      ...[primary, success, info, warning, error].map(({ main }) => main),
      text.primary,
      text.secondary,
    ]
    expect(colours.filter((colour) => getContrastRatio(colour, ground) < 4.5)).toEqual([])
  },
)
