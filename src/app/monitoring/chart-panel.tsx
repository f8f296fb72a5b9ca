/** One panel: its chart or table, or in words why there is none. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { PanelAnswer } from '../../net/monitoring/answer.ts'
import type { MonitoringPanel } from '../../net/monitoring/panels.ts'
import type { Span } from '../../net/monitoring/span.ts'
import { TimeChart } from '../../ui/charts/time-chart.tsx'
import { Panel } from '../../ui/facts.tsx'
import { State } from '../../ui/state.tsx'
import { NumbersTable } from './numbers-table.tsx'
import { shownNumber, shownUnit } from './units.ts'

interface ChartPanelProps {
  readonly panel: MonitoringPanel
  readonly answer: PanelAnswer | undefined
  readonly span: Span | undefined
  readonly asTable: boolean
}

/** As high as a chart with its legend, so that nothing moves when numbers come. */
const height = 236

export function ChartPanel({ panel, answer, span, asTable }: ChartPanelProps) {
  const { t } = useTranslation('monitoring')
  return (
    <Panel title={t(`panel.${panel.id}`)}>
      <Typography variant="caption" color="textSecondary" component="p" sx={{ mb: 1 }}>
        {t(`help.${panel.id}`)}
      </Typography>
      <Box sx={{ minHeight: height }}>
        {answer !== undefined && span !== undefined && (
          <Content panel={panel} answer={answer} span={span} asTable={asTable} />
        )}
      </Box>
    </Panel>
  )
}

function Content({
  panel,
  answer,
  span,
  asTable,
}: Omit<Required<ChartPanelProps>, 'answer' | 'span'> & {
  answer: PanelAnswer
  span: Span
}) {
  const { t } = useTranslation('monitoring')
  if (answer.state !== 'data') return <WhyNone panel={panel} answer={answer} />
  const values = answer.series.flatMap(({ points }) => points.map(([, value]) => value ?? 0))
  const { size, sign } = shownUnit(panel.unit, Math.max(0, ...values))
  const lines = answer.series.map(({ id, points }) => ({
    id,
    label: t(`series.${id}`),
    points: points.map(([time, value]) => [time, value === null ? null : value / size] as const),
  }))
  const shown = {
    label: t(`panel.${panel.id}`),
    unit: sign === '' ? t(`unit.${panel.unit}`) : sign,
    lines,
    formatValue: shownNumber,
    formatTime: timeText(span),
    nothing: t('noValue'),
  }
  if (asTable) return <NumbersTable {...shown} />
  const { from, to, step } = span
  return <TimeChart {...shown} help={t('chartHelp')} from={from} to={to} step={step} />
}

function WhyNone({ panel, answer }: { panel: MonitoringPanel; answer: PanelAnswer }) {
  const { t } = useTranslation('monitoring')
  const { group, evidence } = panel
  if (answer.state === 'failed') return <State tone="danger">{answer.message}</State>
  if (answer.state === 'empty') return <State tone="good">{t(`empty.${group}`)}</State>
  const [metric] = evidence.split('{')
  return <State tone="warning">{t(`absent.${group}`, { metric })}</State>
}

const day = 24 * 3600

/** As much of a time as tells it apart from others on the chart. */
function timeText({ from, to }: Span): (time: number) => string {
  const isLong = to - from > day
  return (time) => {
    const date = new Date(time * 1000)
    const clock = date.toLocaleTimeString(undefined, {
      hour: '2-digit',
      minute: '2-digit',
      ...(to - from <= 600 && { second: '2-digit' }),
      hourCycle: 'h23',
    })
    return isLong ? `${date.getMonth() + 1}/${date.getDate()} ${clock}` : clock
  }
}
