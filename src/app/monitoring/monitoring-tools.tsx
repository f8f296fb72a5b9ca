/** Above the charts: which time they show, and whether they go on by themselves. */
import RefreshIcon from '@mui/icons-material/RefreshOutlined'
import { Box, Button, FormControlLabel, MenuItem, Switch, TextField, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { type SpanName, spanNames } from '../../net/monitoring/span.ts'

interface MonitoringToolsProps {
  readonly span: SpanName
  readonly onSpan: (span: SpanName) => void
  readonly isKept: boolean
  readonly onKept: (isKept: boolean) => void
  readonly asTables: boolean
  readonly onAsTables: (asTables: boolean) => void
  readonly onRefresh: () => void
  readonly isFetching: boolean
  readonly asOf: number | undefined
}

export function MonitoringTools(props: MonitoringToolsProps) {
  const { t } = useTranslation('monitoring')
  const { asOf } = props
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 1 }}>
      <TextField
        select
        label={t('span')}
        value={props.span}
        onChange={({ target }) => props.onSpan(spanNames.find((each) => each === target.value) ?? '5m')}
        sx={{ width: 180 }}
      >
        {spanNames.map((name) => (
          <MenuItem key={name} value={name}>
            {t(`spans.${name}`)}
          </MenuItem>
        ))}
      </TextField>
      <Flag label={t('auto')} isOn={props.isKept} onChange={props.onKept} />
      <Flag label={t('tables')} isOn={props.asTables} onChange={props.onAsTables} />
      <Button startIcon={<RefreshIcon />} onClick={props.onRefresh} aria-busy={props.isFetching}>
        {t('refresh')}
      </Button>
      <Typography variant="caption" color="textSecondary" sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {asOf === undefined ? '' : t('asOf', { time: new Date(asOf * 1000).toLocaleTimeString() })}
      </Typography>
    </Box>
  )
}

function Flag(props: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <FormControlLabel
      control={<Switch checked={props.isOn} onChange={(_, isOn) => props.onChange(isOn)} />}
      label={props.label}
      slotProps={{ typography: { variant: 'body2' } }}
      sx={{ mr: 0 }}
    />
  )
}
