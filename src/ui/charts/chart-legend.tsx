/** What the lines of a chart are, with their values at the time that is read. */
import { Box, Typography } from '@mui/material'
import type { LineLook } from './line-looks.ts'

interface LegendLine {
  readonly id: string
  readonly label: string
  readonly look: LineLook | undefined
  readonly value: string | null
}

export function ChartLegend({ lines, time }: { lines: readonly LegendLine[]; time: string | null }) {
  return (
    <>
      {lines.map(({ id, label, look, value }) =>
        label === '' && value === null ? null : (
          <Typography key={id} variant="caption" sx={{ fontVariantNumeric: 'tabular-nums' }}>
            <Box component="svg" aria-hidden sx={{ width: 18, height: 8, mr: 0.5 }}>
              <line
                x1="0"
                x2="18"
                y1="4"
                y2="4"
                stroke={look?.color}
                strokeWidth="2"
                strokeDasharray={look?.dashes}
              />
            </Box>
            {label}
            {value !== null && (
              <Box component="span" aria-hidden sx={{ ml: label === '' ? 0 : 0.75, fontWeight: 600 }}>
                {value}
              </Box>
            )}
          </Typography>
        ),
      )}
      {time !== null && (
        <Typography variant="caption" color="textSecondary" aria-hidden sx={{ ml: 'auto' }}>
          {time}
        </Typography>
      )}
    </>
  )
}
