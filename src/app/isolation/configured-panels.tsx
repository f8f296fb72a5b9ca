/** What is configured, and what has got out of step with it. */
import { Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Age } from '../../ui/age.tsx'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { Unseen } from '../../ui/unseen.tsx'
import type { Settings } from './access.ts'
import { DriftPanel } from './drift-panel.tsx'
import { type Plan, planOf } from './plan.ts'
import { PlanReview } from './plan-review.tsx'
import { draftOf, everyProject, type Row } from './rows.ts'
import type { Isolation } from './use-isolation.ts'

export function ConfiguredPanels(props: { isolation: Isolation; onConfigure: () => void }) {
  const { t } = useTranslation('isolation')
  const { isolation, onConfigure } = props
  const { standing, drift, projects } = isolation
  const { settings } = standing
  const [isRemoval, setIsRemoval] = useState(false)
  if (settings === null || drift === null) return null
  const { projects: single, segments } = draftOf(settings)
  return (
    <>
      <Panel
        title={t('configuration')}
        aside={
          <Box sx={{ display: 'flex', gap: 1 }}>
            <Button color="error" aria-label={t('review.removeAction')} onClick={() => setIsRemoval(true)}>
              {t('remove')}
            </Button>
            <Button variant="contained" onClick={onConfigure}>
              {t('configure')}
            </Button>
          </Box>
        }
      >
        <Facts>
          <Fact term={t('complete')}>
            <State tone="good">{t('on')}</State>
          </Fact>
          <Fact term={t('lastWritten')}>{standing.at === '' ? '–' : <Age since={standing.at} />}</Fact>
          <Fact term={t('projects')}>{[...projects.keys()].join(', ') || '–'}</Fact>
          <Fact term={t('policies')}>
            {t('policiesInStep', { kept: drift.kept, count: wantedCount(drift) })}
          </Fact>
        </Facts>
      </Panel>
      <DriftPanel isolation={isolation} drift={drift} />
      <Panel title={t('single')}>
        <AccessList label={t('single')} rows={single} empty={t('singleNone')} />
      </Panel>
      <Panel title={t('segments')}>
        <AccessList label={t('segments')} rows={segments} empty={t('segmentsNone')} />
      </Panel>
      {isRemoval && <Removal isolation={isolation} onClose={() => setIsRemoval(false)} />}
    </>
  )
}

/** How many policies there would be if all were as configured. */
function wantedCount({ kept, changes, blocked }: Plan): number {
  return kept + blocked.length + changes.filter(({ action }) => action !== 'delete').length
}

function AccessList(props: { label: string; rows: readonly Row[]; empty: string }) {
  const { t } = useTranslation('isolation')
  if (props.rows.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {props.empty}
      </Typography>
    )
  return (
    <Box
      component="ul"
      aria-label={props.label}
      sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.5 }}
    >
      {props.rows.map(({ id, source, target }) => (
        <Typography component="li" variant="body2" key={id} sx={{ overflowWrap: 'anywhere' }}>
          {source === everyProject ? t('allProjects') : <Mono>{source}</Mono>} <span aria-hidden>→</span>
          <Unseen>{t('mayAccess')}</Unseen> <Mono>{target}</Mono>
        </Typography>
      ))}
    </Box>
  )
}

const off: Settings = { isolated: false, access: new Map() }

function Removal({ isolation, onClose }: { isolation: Isolation; onClose: () => void }) {
  const { t } = useTranslation('isolation')
  const [plan] = useState(() => planOf({ ...isolation, settings: off, at: '' }))
  return (
    <PlanReview
      isolation={isolation}
      plan={plan}
      title={t('review.removeTitle')}
      action={t('review.removeAction')}
      onClose={onClose}
      onStarted={onClose}
    >
      {t('review.removeText')}
    </PlanReview>
  )
}
