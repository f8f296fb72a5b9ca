/** The numbers of a chart as a table, newest first. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { timesOf } from '../../ui/charts/scale.ts'
import type { ChartLine } from '../../ui/charts/time-chart.tsx'

interface NumbersTableProps {
  readonly label: string
  readonly unit: string
  readonly lines: readonly ChartLine[]
  readonly formatValue: (value: number) => string
  readonly formatTime: (time: number) => string
  readonly nothing: string
}

export function NumbersTable({ label, unit, lines, formatValue, formatTime, nothing }: NumbersTableProps) {
  const { t } = useTranslation('monitoring')
  const byTime = lines.map(({ points }) => new Map(points))
  const text = (value: number | null | undefined) => (value == null ? nothing : formatValue(value))
  return (
    <Box role="region" aria-label={label} tabIndex={0} sx={{ height: 240, overflow: 'auto' }}>
      <Box component="table" sx={tableStyle}>
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            {lines.map((line) => (
              <th key={line.id} scope="col">{`${line.label} (${unit})`}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {timesOf(lines)
            .toReversed()
            .map((time) => (
              <tr key={time}>
                <th scope="row">{formatTime(time)}</th>
                {lines.map((line, index) => (
                  <td key={line.id}>{text(byTime[index]?.get(time))}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </Box>
    </Box>
  )
}

const tableStyle = {
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 13,
  lineHeight: '18px',
  fontVariantNumeric: 'tabular-nums',
  '& th': { fontWeight: 400, color: 'text.secondary', textAlign: 'left' },
  '& thead th': { position: 'sticky', top: 0, bgcolor: 'background.paper', fontWeight: 500 },
  '& td, & thead th:not(:first-of-type)': { textAlign: 'right' },
  '& td, & th': { py: 0.5, pr: 1, borderBottom: 1, borderColor: 'divider' },
} as const
