/** Charts of an object: what of it is measured, over a time. */
import './words.ts'
import ChartIcon from '@mui/icons-material/InsightsOutlined'
import { Alert, Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { messageOf } from '../../k8s/shape.ts'
import type { MonitoringAnswer } from '../../net/monitoring/answer.ts'
import type { Subject } from '../../net/monitoring/panels.ts'
import type { SpanName } from '../../net/monitoring/span.ts'
import { Notice } from '../../ui/notice.tsx'
import { mono } from '../../ui/theme.ts'
import { useSession } from '../api/queries.ts'
import { ChartPanel } from './chart-panel.tsx'
import { MonitoringTools } from './monitoring-tools.tsx'
import { useMonitoring } from './use-monitoring.ts'

interface Monitored {
  readonly cluster: string
  readonly subject: Subject
  readonly object: KubeObject
}

export default function MonitoringTab(props: Monitored) {
  const isConfigured = useSession().monitored.includes(props.cluster)
  return isConfigured ? <Charts {...props} /> : <NotConfigured cluster={props.cluster} />
}

function Charts({ cluster, subject, object }: Monitored) {
  const { t } = useTranslation('monitoring')
  const [span, setSpan] = useState<SpanName>('5m')
  const [isKept, setKept] = useState(true)
  const [asTables, setAsTables] = useState(false)
  const { data, error, isFetching, refetch } = useMonitoring({ cluster, subject, object, span, isKept })
  const again = () => void refetch()
  if (error !== null && data === undefined) {
    return (
      <Notice
        icon={<ChartIcon />}
        title={t('refused')}
        actions={
          <Button variant="outlined" onClick={again}>
            {t('tryAgain')}
          </Button>
        }
      >
        {messageOf(error)}
      </Notice>
    )
  }
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <MonitoringTools
        span={span}
        onSpan={setSpan}
        isKept={isKept}
        onKept={setKept}
        asTables={asTables}
        onAsTables={setAsTables}
        onRefresh={again}
        isFetching={isFetching}
        asOf={data?.span.to}
      />
      {error !== null && <Alert severity="warning">{messageOf(error)}</Alert>}
      {(['traffic', 'resources'] as const).map((group) => (
        <Group key={group} group={group} subject={subject} answer={data} asTables={asTables} />
      ))}
    </Box>
  )
}

function Group(props: {
  group: 'traffic' | 'resources'
  subject: Subject
  answer: MonitoringAnswer | undefined
  asTables: boolean
}) {
  const { t } = useTranslation('monitoring')
  const { group, subject, answer, asTables } = props
  const panels = subject.panels.filter((each) => each.group === group)
  if (panels.length === 0) return null
  return (
    <Box component="section" aria-label={t(`group.${group}`)} sx={{ display: 'grid', gap: 1.5 }}>
      <Typography variant="h2">{t(`group.${group}`)}</Typography>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: '1fr 1fr' } }}>
        {panels.map((panel) => (
          <ChartPanel
            key={panel.id}
            panel={panel}
            answer={answer?.panels.find(({ id }) => id === panel.id)}
            span={answer?.span}
            asTable={asTables}
          />
        ))}
      </Box>
    </Box>
  )
}

function NotConfigured({ cluster }: { cluster: string }) {
  const { t } = useTranslation('monitoring')
  const example = `prometheus:\n  - cluster: ${cluster}\n    url: https://prometheus.example.com`
  return (
    <Notice icon={<ChartIcon />} title={t('notConfigured')}>
      {t('notConfiguredText')}
      <Box
        component="pre"
        sx={{ fontFamily: mono, fontSize: 13, textAlign: 'left', overflow: 'auto', mb: 0 }}
      >
        {example}
      </Box>
    </Notice>
  )
}
